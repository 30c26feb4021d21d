import type { ErrorArea } from '../entry.ts';

/** Files that are not what they were when a query took them, and saved lists of files that cannot be gone on with. */
export const sourceFileErrors = {
  'SRC-160': {
    domain: 'external',
    en: {
      message:
        'file "{path}" gave way to another after it was listed: {listedBytes} bytes of {listedTime} then, {bytes} bytes of {time} now',
      hint: 'put the file back, of that size and time, and run again; the option "ignoreCorruptFiles" passes over such files',
    },
    fr: {
      message:
        'le fichier « {path} » a fait place à un autre après avoir été listé : {listedBytes} octets du {listedTime} alors, {bytes} octets du {time} maintenant',
      hint: 'remettez le fichier, de cette taille et de cette date, et relancez ; l’option « ignoreCorruptFiles » passe outre de tels fichiers',
    },
  },
  'SRC-161': {
    domain: 'external',
    en: {
      message: 'entry {entry} of the saved list of files names "{file}", which does not belong to path "{path}"',
      hint: 'restore the checkpoint from a copy, set the path back to what it was, or start afresh with another folder',
    },
    fr: {
      message:
        'l’entrée {entry} de la liste de fichiers enregistrée nomme « {file} », qui n’appartient pas au chemin « {path} »',
      hint: 'reprenez le checkpoint d’une copie, rétablissez le chemin d’origine, ou repartez d’un autre dossier',
    },
  },
  'SRC-162': {
    domain: 'external',
    en: {
      message: 'entry {entry} of the saved list of files names file "{file}" once more, so its rows would count twice',
      hint: 'restore the checkpoint from a copy, or start afresh with another folder',
    },
    fr: {
      message:
        'l’entrée {entry} de la liste de fichiers enregistrée nomme de nouveau le fichier « {file} » : ses lignes compteraient deux fois',
      hint: 'reprenez le checkpoint d’une copie, ou repartez d’un autre dossier',
    },
  },
  'SRC-163': {
    domain: 'external',
    en: {
      message: 'the saved list of files has {found} entries of micro-batches, and the query has planned {needed}',
      hint: 'restore the checkpoint from a copy, with its folder "sources", or start afresh with another folder',
    },
    fr: {
      message:
        'la liste de fichiers enregistrée compte {found} entrées de micro-lots, alors que la requête en a planifié {needed}',
      hint: 'reprenez le checkpoint d’une copie, avec son dossier « sources », ou repartez d’un autre dossier',
    },
  },
} as const satisfies ErrorArea;
