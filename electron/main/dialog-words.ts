import type { Language } from '../../engine/base/errors/catalogue.ts';

const english = {
  openTitle: 'Open a pipeline',
  importTitle: 'Import a pipeline',
  saveTitle: 'Save the pipeline',
  programTitle: 'Export as PySpark',
  pictureTitle: 'Export a picture',
  folderTitle: 'Choose a folder',
  fileTitle: 'Choose a file',
  pipelines: 'Millrace pipelines',
  programs: 'Python programs',
  svgPictures: 'SVG pictures',
  pngPictures: 'PNG pictures',
  allFiles: 'All files',
  replaceMessage: 'A file of this name is already there. Replace it?',
  replace: 'Replace',
  changesMessage: 'Save the changes to “{name}”?',
  changesDetail: 'Without saving, they are lost.',
  save: 'Save',
  discard: 'Don’t Save',
  cancel: 'Cancel',
  close: 'Close',
  pageCrashed:
    'The window had to be closed because it crashed several times. Your work is kept and is offered at the next start.',
};

export type DialogWords = Readonly<Record<keyof typeof english, string>>;

export const dialogWords: Readonly<Record<Language, DialogWords>> = {
  en: english,
  fr: {
    openTitle: 'Ouvrir un pipeline',
    importTitle: 'Importer un pipeline',
    saveTitle: 'Enregistrer le pipeline',
    programTitle: 'Exporter en PySpark',
    pictureTitle: 'Exporter une image',
    folderTitle: 'Choisir un dossier',
    fileTitle: 'Choisir un fichier',
    pipelines: 'Pipelines Millrace',
    programs: 'Programmes Python',
    svgPictures: 'Images SVG',
    pngPictures: 'Images PNG',
    allFiles: 'Tous les fichiers',
    replaceMessage: 'Un fichier porte déjà ce nom. Le remplacer ?',
    replace: 'Remplacer',
    changesMessage: 'Enregistrer les modifications de « {name} » ?',
    changesDetail: 'Sinon, elles seront perdues.',
    save: 'Enregistrer',
    discard: 'Ne pas enregistrer',
    cancel: 'Annuler',
    close: 'Fermer',
    pageCrashed:
      'La fenêtre a dû être fermée après plusieurs arrêts inattendus. Votre travail est conservé et vous sera proposé au prochain démarrage.',
  },
};
