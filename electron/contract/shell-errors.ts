/**
 * What can go wrong in the shell: between the processes and with the user's files. The engine's errors are in its own
 * catalogue. Codes are never reused or renamed. Texts follow the catalogue's rules: lower case, no full stop.
 */
import type { ErrorText } from '../../engine/base/errors/entry.ts';

interface ShellErrorEntry {
  readonly en: ErrorText;
  readonly fr: ErrorText;
}

export const shellErrors = {
  'SHELL-001': {
    en: {
      message: 'the app met an error of its own: {detail}',
      hint: 'save your work, and start the app again if it goes on',
    },
    fr: {
      message: 'l’application a rencontré une erreur interne : {detail}',
      hint: 'enregistrez votre travail, et redémarrez l’application si l’erreur persiste',
    },
  },
  'SHELL-002': {
    en: { message: 'a message that did not come from the app’s own page was refused' },
    fr: { message: 'un message qui ne venait pas de la page de l’application a été refusé' },
  },
  'SHELL-003': {
    en: { message: "the app has no message '{name}'" },
    fr: { message: 'l’application ne connaît pas le message « {name} »' },
  },
  'SHELL-004': {
    en: { message: "message '{name}' does not have the form agreed on: {detail}" },
    fr: { message: 'le message « {name} » n’a pas la forme convenue : {detail}' },
  },
  'SHELL-005': {
    en: {
      message: "message '{name}' is larger than the app accepts",
      hint: 'a pipeline can have {limitMb} MB of text',
    },
    fr: {
      message: 'le message « {name} » est plus grand que ce que l’application accepte',
      hint: 'le texte d’un pipeline peut atteindre {limitMb} Mo',
    },
  },
  'SHELL-006': {
    en: {
      message: "file '{path}' was neither opened nor saved in the app, so it cannot be used from the page",
      hint: 'open the file with File > Open, or save to it with File > Save as',
    },
    fr: {
      message:
        'le fichier « {path} » n’a été ni ouvert ni enregistré dans l’application : la page ne peut pas s’en servir',
      hint: 'ouvrez le fichier avec Fichier > Ouvrir, ou enregistrez-y le pipeline avec Fichier > Enregistrer sous',
    },
  },
  'SHELL-007': {
    en: {
      message: "file '{path}' has {sizeMb} MB; a pipeline file can have {limitMb} MB",
      hint: 'is it a data file? give its path to a file source instead',
    },
    fr: {
      message: 'le fichier « {path} » fait {sizeMb} Mo ; un fichier de pipeline peut atteindre {limitMb} Mo',
      hint: 'est-ce un fichier de données ? donnez plutôt son chemin à une source de fichiers',
    },
  },
  'SHELL-008': {
    en: { message: "file '{path}' is not text in UTF-8", hint: 'a pipeline file is JSON in UTF-8' },
    fr: {
      message: 'le fichier « {path} » n’est pas du texte en UTF-8',
      hint: 'un fichier de pipeline est du JSON en UTF-8',
    },
  },
  'SHELL-009': {
    en: { message: "file '{path}' does not exist", hint: 'was it moved or renamed?' },
    fr: { message: 'le fichier « {path} » n’existe pas', hint: 'a-t-il été déplacé ou renommé ?' },
  },
  'SHELL-010': {
    en: {
      message: "there is no permission to use file '{path}'",
      hint: 'check the permissions of the file and of its folder',
    },
    fr: {
      message: 'les droits manquent pour accéder au fichier « {path} »',
      hint: 'vérifiez les droits du fichier et de son dossier',
    },
  },
  'SHELL-011': {
    en: { message: "'{path}' is not a file" },
    fr: { message: '« {path} » n’est pas un fichier' },
  },
  'SHELL-012': {
    en: { message: "file '{path}' could not be read ({reason})" },
    fr: { message: 'le fichier « {path} » n’a pas pu être lu ({reason})' },
  },
  'SHELL-013': {
    en: {
      message: "file '{path}' could not be written ({reason})",
      hint: 'your work is still in the app: save it in another place',
    },
    fr: {
      message: 'le fichier « {path} » n’a pas pu être écrit ({reason})',
      hint: 'votre travail est toujours dans l’application : enregistrez-le ailleurs',
    },
  },
  'SHELL-014': {
    en: { message: "address '{address}' is not one that the app opens" },
    fr: { message: 'l’application n’ouvre pas l’adresse « {address} »' },
  },
  'SHELL-015': {
    en: { message: 'the engine stopped by itself and was started again; the run is lost, your pipeline is not' },
    fr: {
      message:
        'le moteur s’est arrêté de lui-même et a été relancé ; l’exécution est perdue, votre pipeline ne l’est pas',
    },
  },
  'SHELL-016': {
    en: { message: 'the engine does not start: {detail}', hint: 'install the app again if it goes on' },
    fr: { message: 'le moteur ne démarre pas : {detail}', hint: 'réinstallez l’application si l’erreur persiste' },
  },
  'SHELL-017': {
    en: { message: "there is no example '{id}'" },
    fr: { message: 'il n’y a pas d’exemple « {id} »' },
  },
  'SHELL-018': {
    en: { message: 'the work was stopped before its end' },
    fr: { message: 'le travail a été arrêté avant sa fin' },
  },
  'SHELL-019': {
    en: {
      message: "file '{path}' is protected from writing",
      hint: 'save under another name, or take the protection away first',
    },
    fr: {
      message: 'le fichier « {path} » est protégé en écriture',
      hint: 'enregistrez sous un autre nom, ou levez d’abord la protection',
    },
  },
  'SHELL-020': {
    en: {
      message: 'the safety copy of your unsaved work could not be written ({reason})',
      hint: 'your work is still in the app: make room on the disk, or save it in another place',
    },
    fr: {
      message: 'la copie de sécurité de votre travail non enregistré n’a pas pu être écrite ({reason})',
      hint: 'votre travail est toujours dans l’application : libérez de la place sur le disque, ou enregistrez-le ailleurs',
    },
  },
  'SHELL-021': {
    en: {
      message: 'unsaved work of an earlier session was found, but it cannot be read',
      hint: 'nothing was deleted: what is left of it is in {path}',
    },
    fr: {
      message: 'un travail non enregistré d’une session précédente a été retrouvé, mais il est illisible',
      hint: 'rien n’a été supprimé : ce qu’il en reste se trouve dans {path}',
    },
  },
  'SHELL-022': {
    en: {
      message: "there is no room on the disk for file '{path}'",
      hint: 'your work is still in the app: make room and save again, or save it on another disk',
    },
    fr: {
      message: 'il n’y a plus de place sur le disque pour le fichier « {path} »',
      hint: 'votre travail est toujours dans l’application : libérez de la place et enregistrez de nouveau, ou enregistrez-le sur un autre disque',
    },
  },
  'SHELL-023': {
    en: {
      message: "'{path}' is neither a pipeline nor data that a source reads",
      hint: 'drop a pipeline file, or a json, jsonl, csv, txt or parquet file, or a folder of them',
    },
    fr: {
      message: '« {path} » n’est ni un pipeline ni des données qu’une source sait lire',
      hint: 'déposez un fichier de pipeline, ou un fichier json, jsonl, csv, txt ou parquet, ou un dossier qui en contient',
    },
  },
  'SHELL-024': {
    en: {
      message: "folder '{path}' has no data files",
      hint: 'a source reads json, jsonl, csv, txt and parquet files that lie in the folder itself',
    },
    fr: {
      message: 'le dossier « {path} » ne contient pas de fichiers de données',
      hint: 'une source lit les fichiers json, jsonl, csv, txt et parquet placés directement dans le dossier',
    },
  },
  'SHELL-025': {
    en: {
      message: "this version of '{path}' is damaged or not there any more",
      hint: 'the file itself and its other versions are untouched',
    },
    fr: {
      message: 'cette version de « {path} » est endommagée ou n’est plus là',
      hint: 'le fichier lui-même et ses autres versions sont intacts',
    },
  },
} as const satisfies Record<string, ShellErrorEntry>;

export type ShellErrorCode = keyof typeof shellErrors;
