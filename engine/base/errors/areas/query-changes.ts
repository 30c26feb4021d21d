import type { ErrorArea } from '../entry.ts';

/** Codes EXE-180 to EXE-189: a query that would go on from the checkpoint of an earlier run, and may not. */
const undo = {
  en: 'undo the change, or start afresh: the old checkpoint is set aside, and everything is read again',
  fr: 'annulez la modification, ou repartez de zéro : l’ancien checkpoint est mis de côté et tout est relu',
};

export const queryChangeErrors = {
  'EXE-180': {
    domain: 'user',
    en: {
      message: 'the sources have changed: the checkpoint has read {before}; the query now reads {now}',
      hint: undo.en,
      words: { before: { '-': 'none' }, now: { '-': 'none' } },
    },
    fr: {
      message: 'les sources ont changé : le checkpoint a lu {before} ; la requête lit maintenant {now}',
      hint: undo.fr,
      words: { before: { '-': 'rien' }, now: { '-': 'rien' } },
    },
  },
  'EXE-181': {
    domain: 'user',
    en: {
      message: 'source {before} of the checkpoint has read {placeBefore}; as {now} it now reads {placeNow}',
      hint: undo.en,
    },
    fr: {
      message: 'la source {before} du checkpoint a lu {placeBefore} ; devenue {now}, elle lit maintenant {placeNow}',
      hint: undo.fr,
    },
  },
  'EXE-182': {
    domain: 'user',
    en: { message: 'sink {before} of the checkpoint was {sinkBefore}; as {now} it is now {sinkNow}', hint: undo.en },
    fr: {
      message: 'le puits {before} du checkpoint était {sinkBefore} ; devenu {now}, il est maintenant {sinkNow}',
      hint: undo.fr,
    },
  },
  'EXE-183': {
    domain: 'user',
    spark: 'STREAMING_STATEFUL_OPERATOR_NOT_MATCH_IN_STATE_METADATA',
    en: {
      message: 'the operators with state have changed: the checkpoint knows {before}; the query now has {now}',
      hint: undo.en,
      words: { before: { '-': 'none' }, now: { '-': 'none' } },
    },
    fr: {
      message: 'les opérateurs à état ont changé : le checkpoint connaît {before} ; la requête a maintenant {now}',
      hint: undo.fr,
      words: { before: { '-': 'rien' }, now: { '-': 'rien' } },
    },
  },
  'EXE-184': {
    domain: 'user',
    spark: 'STATE_STORE_KEY_SCHEMA_NOT_COMPATIBLE',
    en: {
      message: '{what} changed: {before} had {textsBefore} in the checkpoint; {now} now has {textsNow}',
      hint: undo.en,
      words: {
        what: {
          keys: 'the grouping keys have',
          aggregates: 'the aggregates have',
          columns: 'the columns that duplicates are told by have',
          within: 'whether duplicates are told within the watermark has',
          type: 'the join type has',
          condition: 'the join condition has',
          left: 'the columns of the left side have',
          right: 'the columns of the right side have',
          reads: 'the columns that kept rows of the join hold have',
        },
        textsBefore: { '-': 'none' },
        textsNow: { '-': 'none' },
      },
    },
    fr: {
      message: '{what} : dans le checkpoint, {before} avait {textsBefore} ; maintenant, {now} a {textsNow}',
      hint: undo.fr,
      words: {
        what: {
          keys: 'les clés de groupement ont changé',
          aggregates: 'les agrégats ont changé',
          columns: 'les colonnes qui distinguent les doublons ont changé',
          within: 'la limite des doublons au watermark a changé',
          type: 'le type de jointure a changé',
          condition: 'la condition de jointure a changé',
          left: 'les colonnes du côté gauche ont changé',
          right: 'les colonnes du côté droit ont changé',
          reads: 'les colonnes que portent les lignes gardées par la jointure ont changé',
        },
        textsBefore: { '-': 'rien' },
        textsNow: { '-': 'rien' },
      },
    },
  },
  'EXE-185': {
    domain: 'user',
    en: {
      message: 'the output mode of sink {before} was {modeBefore} in the checkpoint; of {now} it is now {modeNow}',
      hint: undo.en,
    },
    fr: {
      message:
        'le mode de sortie du puits {before} était {modeBefore} dans le checkpoint ; celui de {now} est maintenant {modeNow}',
      hint: undo.fr,
    },
  },
  'EXE-186': {
    domain: 'user',
    en: {
      message:
        '{format} files cannot lie beside those of other columns: sink {before} of the checkpoint wrote {columnsBefore}; {now} would write {columnsNow}',
      hint: undo.en,
    },
    fr: {
      message:
        'des fichiers {format} ne peuvent côtoyer ceux d’autres colonnes : le puits {before} du checkpoint a écrit {columnsBefore} ; {now} écrirait {columnsNow}',
      hint: undo.fr,
    },
  },
  'EXE-187': {
    domain: 'user',
    en: {
      message: 'the query goes on with {now} in the place of {before}',
      hint: 'what was read before the stop was treated as before; to treat everything anew, start afresh',
      words: { before: { '-': 'none' }, now: { '-': 'none' } },
    },
    fr: {
      message: 'la requête reprend avec {now} au lieu de {before}',
      hint: 'ce qui a été lu avant l’arrêt a été traité comme avant ; pour tout traiter à nouveau, repartez de zéro',
      words: { before: { '-': 'rien' }, now: { '-': 'rien' } },
    },
  },
  'EXE-188': {
    domain: 'user',
    en: { message: 'there is no checkpoint in {path}', hint: 'below it there are {near}: name one of them' },
    fr: {
      message: 'il n’y a pas de checkpoint dans {path}',
      hint: 'en dessous se trouvent {near} : indiquez l’un d’eux',
    },
  },
  'EXE-189': {
    domain: 'user',
    en: {
      message: 'file {file} of checkpoint {path} holds state of an older format that does not fit the query as it is',
      hint: 'undo what was changed in the query since, or start afresh; nothing in the checkpoint was changed',
    },
    fr: {
      message:
        'le fichier {file} du checkpoint {path} contient un état d’un format plus ancien qui ne correspond pas à la requête actuelle',
      hint: 'annulez ce qui a changé depuis dans la requête, ou repartez de zéro ; rien n’a été modifié dans le checkpoint',
    },
  },
} as const satisfies ErrorArea;
