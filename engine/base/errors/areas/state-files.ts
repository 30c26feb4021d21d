import type { ErrorArea } from '../entry.ts';

/** Why a state file is of no use, in words. */
export const damageWords = {
  en: {
    'cut-short': 'it ends too early',
    checksum: 'a checksum does not match',
    structure: 'its bytes make no sense',
    unreadable: 'the disk does not give its bytes',
    'no-state-file': 'it does not begin like a state file',
    missing: 'it is gone',
  },
  fr: {
    'cut-short': 'il s’arrête trop tôt',
    checksum: 'une somme de contrôle ne correspond pas',
    structure: 'ses octets n’ont pas de sens',
    unreadable: 'le disque ne rend pas ses octets',
    'no-state-file': 'il ne commence pas comme un fichier d’état',
    missing: 'il a disparu',
  },
} as const;

/** What can be wrong with the state that a checkpoint keeps. */
export const stateFileErrors = {
  'EXE-170': {
    domain: 'external',
    en: {
      message: 'state file "{path}" of the checkpoint is damaged: {reason}',
      hint: 'put the file back from a copy of the checkpoint, or start the query afresh',
      words: {
        reason: damageWords.en,
      },
    },
    fr: {
      message: 'le fichier d’état « {path} » du checkpoint est endommagé : {reason}',
      hint: 'remettez le fichier depuis une copie du checkpoint, ou repartez de zéro',
      words: {
        reason: damageWords.fr,
      },
    },
  },
  'EXE-171': {
    domain: 'external',
    en: {
      message: 'state file "{path}" of the checkpoint is missing: state version {version} cannot be rebuilt without it',
      hint: 'put the file back from a copy of the checkpoint, or start the query afresh',
    },
    fr: {
      message:
        'le fichier d’état « {path} » du checkpoint manque : la version {version} de l’état ne peut être reconstruite sans lui',
      hint: 'remettez le fichier depuis une copie du checkpoint, ou repartez de zéro',
    },
  },
  'EXE-172': {
    domain: 'user',
    spark: 'STATE_STORE_VALUE_SCHEMA_NOT_COMPATIBLE',
    en: {
      message: 'state file "{path}" holds tables {saved}, but the query now keeps {now}',
      hint: 'put the keys and aggregates back as they were, or start the query afresh',
    },
    fr: {
      message: 'le fichier d’état « {path} » contient les tables {saved}, mais la requête tient maintenant {now}',
      hint: 'remettez les clés et les agrégats comme ils étaient, ou repartez de zéro',
    },
  },
  'EXE-173': {
    domain: 'user',
    en: {
      message: 'state file "{path}" is of format {found}; this version of Millrace reads formats up to {known}',
      hint: 'run the query with the version of Millrace that wrote the checkpoint, or a later one',
    },
    fr: {
      message:
        'le fichier d’état « {path} » est au format {found} ; cette version de Millrace lit les formats jusqu’à {known}',
      hint: 'lancez la requête avec la version de Millrace qui a écrit le checkpoint, ou une plus récente',
    },
  },
} as const satisfies ErrorArea;
