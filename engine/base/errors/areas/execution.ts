import type { ErrorArea } from '../entry.ts';

/** Codes EXE-NNN. */
export const executionErrors = {
  'EXE-001': {
    domain: 'user',
    spark: 'CAST_INVALID_INPUT',
    en: {
      message: 'the value "{value}" of type {from} cannot be cast to {to}: it is malformed',
      hint: 'correct the value, or use try_cast to get null in its place',
    },
    fr: {
      message: 'la valeur « {value} » de type {from} ne peut être convertie en {to} : elle est mal formée',
      hint: 'corrigez la valeur, ou employez try_cast pour obtenir null à sa place',
    },
  },
  'EXE-002': {
    domain: 'user',
    spark: 'CAST_OVERFLOW',
    en: {
      message: 'the value {value} of type {from} cannot be cast to {to}: it is out of range',
      hint: 'cast to a wider type, or use try_cast to get null in its place',
    },
    fr: {
      message: 'la valeur {value} de type {from} ne peut être convertie en {to} : elle sort de son étendue',
      hint: 'convertissez vers un type plus large, ou employez try_cast pour obtenir null à sa place',
    },
  },
  'EXE-003': {
    domain: 'user',
    spark: 'ARITHMETIC_OVERFLOW',
    en: {
      message: 'the result of {operation} is out of the range of {type}',
      hint: 'cast an operand to a wider type, such as decimal(38,0) or double',
    },
    fr: {
      message: 'le résultat de {operation} sort de l’étendue de {type}',
      hint: 'convertissez un opérande vers un type plus large, comme decimal(38,0) ou double',
    },
  },
  'EXE-004': {
    domain: 'user',
    spark: 'DIVIDE_BY_ZERO',
    en: { message: 'division by zero', hint: 'write nullif(divisor, 0) in place of the divisor to get null' },
    fr: {
      message: 'division par zéro',
      hint: 'écrivez nullif(diviseur, 0) à la place du diviseur pour obtenir null',
    },
  },
  'EXE-005': {
    domain: 'user',
    spark: 'NUMERIC_VALUE_OUT_OF_RANGE',
    en: {
      message: 'the number {value} does not fit into decimal({precision},{scale})',
      hint: 'use more digits before the point, or try_cast to get null in its place',
    },
    fr: {
      message: 'le nombre {value} ne tient pas dans decimal({precision},{scale})',
      hint: 'prévoyez plus de chiffres avant la virgule, ou employez try_cast pour obtenir null à sa place',
    },
  },
  'EXE-007': {
    domain: 'user',
    spark: 'CANNOT_PARSE_TIMESTAMP',
    en: {
      message: 'the text "{value}" does not fit the date pattern "{pattern}"',
      hint: 'correct the pattern; without one, the usual ways to write a date are understood',
    },
    fr: {
      message: 'le texte « {value} » ne suit pas le modèle de date « {pattern} »',
      hint: 'corrigez le modèle ; sans modèle, les façons usuelles d’écrire une date sont comprises',
    },
  },
  'EXE-008': {
    domain: 'user',
    spark: 'DATETIME_OVERFLOW',
    en: { message: 'the result of {operation} is beyond the range of dates and timestamps' },
    fr: { message: 'le résultat de {operation} dépasse l’étendue des dates et des instants' },
  },
  'EXE-009': {
    domain: 'user',
    spark: 'NUMERIC_OUT_OF_SUPPORTED_RANGE',
    en: { message: 'the number {value} has more than 38 digits before the point', hint: 'cast it to double' },
    fr: { message: 'le nombre {value} a plus de 38 chiffres avant la virgule', hint: 'convertissez-le en double' },
  },
  'EXE-101': {
    domain: 'user',
    spark: 'ARITHMETIC_OVERFLOW',
    en: {
      message: 'the result of {function} does not fit into {type}',
      hint: 'cast its argument to decimal(38,0) or double',
    },
    fr: {
      message: 'le résultat de {function} ne tient pas dans {type}',
      hint: 'convertissez son argument en decimal(38,0) ou double',
    },
  },
  'EXE-102': {
    domain: 'internal',
    en: { message: 'the query stopped on a fault of the engine: {reason}', hint: 'please report it with the pipeline' },
    fr: {
      message: 'la requête s’est arrêtée sur une faute du moteur : {reason}',
      hint: 'signalez-la avec le pipeline, s’il vous plaît',
    },
  },
  'EXE-103': {
    domain: 'user',
    en: { message: 'the pipeline has {count} errors; the first: {first}', hint: 'mend them, then run again' },
    fr: { message: 'le pipeline a {count} erreurs ; la première : {first}', hint: 'corrigez-les, puis relancez' },
  },
  'EXE-104': {
    domain: 'user',
    spark: 'QUERY_ALREADY_ACTIVE',
    en: { message: 'a query named "{name}" is active already', hint: 'stop it first' },
    fr: { message: 'une requête nommée « {name} » est déjà active', hint: 'arrêtez-la d’abord' },
  },
  'EXE-105': {
    domain: 'external',
    en: {
      message: 'checkpoint {path} cannot be written or read: {reason}',
      hint: 'check the folder and the rights on it',
    },
    fr: {
      message: 'le checkpoint {path} ne peut être écrit ou lu : {reason}',
      hint: 'vérifiez le dossier et les droits',
    },
  },
  'EXE-106': {
    domain: 'external',
    spark: 'STREAMING_CHECKPOINT_MISSING_METADATA_FILE',
    en: {
      message: 'checkpoint {path} is damaged: {reason}',
      hint: 'restore it from a copy, or start afresh with another folder',
    },
    fr: {
      message: 'le checkpoint {path} est endommagé : {reason}',
      hint: 'reprenez-le d’une copie, ou repartez d’un autre dossier',
    },
  },
  'EXE-108': {
    domain: 'user',
    en: {
      message:
        'a memory table cannot go on from checkpoint {path}: only output mode complete brings its earlier rows back',
      hint: 'remove the checkpoint folder to start afresh, or use output mode complete',
    },
    fr: {
      message: 'une table en mémoire ne peut reprendre du checkpoint {path} : seul le mode complete rend ses lignes',
      hint: 'supprimez le dossier de checkpoint pour repartir de zéro, ou choisissez le mode complete',
    },
  },
  'EXE-109': {
    domain: 'user',
    en: { message: 'queries of time zone {zone} are active, so none of {wanted} can start', hint: 'stop them first' },
    fr: {
      message: 'des requêtes du fuseau {zone} sont actives ; aucune de {wanted} ne peut commencer',
      hint: 'arrêtez-les d’abord',
    },
  },
  'EXE-107': {
    domain: 'user',
    spark: 'STREAMING_STATEFUL_OPERATOR_NOT_MATCH_IN_STATE_METADATA',
    en: {
      message: 'checkpoint {path} was written by another query: {reason}',
      hint: 'use a new checkpoint folder for a changed query',
    },
    fr: {
      message: 'le checkpoint {path} vient d’une autre requête : {reason}',
      hint: 'employez un nouveau dossier de checkpoint pour une requête modifiée',
    },
  },
} as const satisfies ErrorArea;
