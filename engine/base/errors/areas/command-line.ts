import type { ErrorArea } from '../entry.ts';

/** Codes CLI-NNN: what the command line was asked that it cannot do. */
export const commandLineErrors = {
  'CLI-002': {
    domain: 'user',
    en: { message: 'a pipeline cannot be exported to "{target}"', hint: 'choose one of {targets}' },
    fr: { message: 'un pipeline ne s’exporte pas vers « {target} »', hint: 'choisissez parmi {targets}' },
  },
  'CLI-003': {
    domain: 'external',
    en: { message: 'file {path} cannot be written: {reason}', hint: 'check the folder and the rights on it' },
    fr: { message: 'le fichier {path} ne peut être écrit : {reason}', hint: 'vérifiez le dossier et les droits' },
  },
  'CLI-004': {
    domain: 'user',
    en: {
      message: 'override "{assignment}" names no setting',
      hint: 'write NODE.PATH=VALUE with one of the nodes {nodes}',
    },
    fr: {
      message: 'le remplacement « {assignment} » ne nomme aucun réglage',
      hint: 'écrivez NŒUD.CHEMIN=VALEUR avec l’un des nœuds {nodes}',
    },
  },
  'CLI-005': {
    domain: 'user',
    en: {
      message: '"{value}" is no number of threads',
      hint: 'write a whole number from 1 to {max}; 1 works without worker threads',
    },
    fr: {
      message: '« {value} » n’est pas un nombre de fils d’exécution',
      hint: 'écrivez un entier de 1 à {max} ; avec 1, tout se fait sur un seul fil',
    },
  },
} as const satisfies ErrorArea;
