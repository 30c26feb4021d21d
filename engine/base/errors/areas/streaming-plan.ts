import type { ErrorArea } from '../entry.ts';

/** Codes PLN-080 to PLN-899: windows, duplicates, order, and what Spark allows in a stream (semantics 6). */
export const streamingPlanErrors = {
  'PLN-080': {
    domain: 'user',
    en: { message: 'a {type} window needs a duration', hint: 'set the duration, for example 1 hour' },
    fr: { message: 'une fenêtre {type} demande une durée', hint: 'donnez la durée, par exemple 1 hour' },
  },
  'PLN-081': {
    domain: 'user',
    en: { message: 'a session window needs a gap', hint: 'set the gap, for example 5 minutes' },
    fr: { message: 'une fenêtre session demande une pause', hint: 'donnez la pause, par exemple 5 minutes' },
  },
  'PLN-082': {
    domain: 'user',
    en: { message: '{setting} has no effect on a {type} window', hint: 'remove it, or choose another type' },
    fr: {
      message: '{setting} n’a pas d’effet sur une fenêtre {type}',
      hint: 'retirez ce réglage, ou choisissez un autre type',
    },
  },
  'PLN-083': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_1040',
    en: {
      message: 'the gap of a session window must be an interval as text; the expression has type {type}',
      hint: "give it as text, for example case when action = 'Open' then '5 minutes' else '30 seconds' end",
    },
    fr: {
      message: 'la pause d’une fenêtre session doit être un intervalle en texte ; l’expression est de type {type}',
      hint: "donnez-la en texte, par exemple case when action = 'Open' then '5 minutes' else '30 seconds' end",
    },
  },
  'PLN-084': {
    domain: 'user',
    en: { message: 'with the gap "{value}" no row is in a session: all are dropped', hint: 'give a gap above zero' },
    fr: {
      message: 'avec la pause « {value} », aucune ligne n’est dans une session : toutes sont écartées',
      hint: 'donnez une pause supérieure à zéro',
    },
  },
  'PLN-085': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3102',
    en: {
      message: 'duplicates within the watermark can only be dropped in a stream',
      hint: 'switch “Within the watermark” off: rows that do not come as a stream have no watermark',
    },
    fr: {
      message: 'les doublons dans le watermark ne s’écartent que dans un flux',
      hint: 'désactivez « Dans le watermark » : des lignes qui ne viennent pas en flux n’ont pas de watermark',
    },
  },
  'PLN-086': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3102',
    en: {
      message: 'to drop duplicates within the watermark, "{node}" needs a column with a watermark',
      hint: 'put a Watermark before it, and keep its time column',
    },
    fr: {
      message: 'pour écarter les doublons dans le watermark, « {node} » a besoin d’une colonne avec un watermark',
      hint: 'placez un Watermark avant ce nœud, et gardez sa colonne de temps',
    },
  },
  'PLN-087': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3102',
    en: {
      message: 'a stream cannot be sorted at "{node}": only the complete result of an aggregation can',
      hint: 'put the Sort behind a GroupBy and set the output mode to complete',
    },
    fr: {
      message: 'un flux ne peut être trié à « {node} » : seul le résultat complet d’une agrégation peut l’être',
      hint: 'placez le Tri derrière un GroupBy et choisissez le mode complete',
    },
  },
  'PLN-088': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3102',
    en: {
      message: 'output mode update is not allowed: "{node}" limits the rows of a stream',
      hint: 'set the output mode to append, or to complete with an aggregation',
    },
    fr: {
      message: 'le mode de sortie update n’est pas permis : « {node} » limite les lignes d’un flux',
      hint: 'choisissez le mode append, ou complete avec une agrégation',
    },
  },
  'PLN-089': {
    domain: 'user',
    spark: 'STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION',
    en: {
      message: 'output mode update is not allowed: "{node}" groups by a session window',
      hint: 'set the output mode to append or complete',
    },
    fr: {
      message: 'le mode de sortie update n’est pas permis : « {node} » groupe par une fenêtre session',
      hint: 'choisissez le mode append ou complete',
    },
  },
  'PLN-090': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3068',
    en: {
      message: 'in a stream, "{node}" needs another key beside the session window',
      hint: 'add a column to the keys that tells whose session it is',
    },
    fr: {
      message: 'dans un flux, « {node} » a besoin d’une autre clé en plus de la fenêtre session',
      hint: 'ajoutez aux clés une colonne qui dit à qui est la session',
    },
  },
  'PLN-091': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3077',
    en: {
      message: '"{node}" keeps state and reads several columns with a watermark: {columns}',
      hint: 'leave one of them out in a Select before it',
    },
    fr: {
      message: '« {node} » garde un état et lit plusieurs colonnes avec un watermark : {columns}',
      hint: 'n’en gardez qu’une, par un Select avant ce nœud',
    },
  },
  'PLN-092': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3102',
    en: {
      message: '"{second}" keeps state and reads aggregation "{first}", which only output mode append allows',
      hint: 'set the output mode to append: in other modes it would take corrected groups for late rows',
    },
    fr: {
      message: '« {second} » garde un état et lit l’agrégation « {first} », ce que seul le mode append permet',
      hint: 'choisissez le mode append : dans les autres, des groupes corrigés passeraient pour des lignes en retard',
    },
  },
  'PLN-093': {
    domain: 'user',
    spark: 'STREAMING_OUTPUT_MODE.UNSUPPORTED_DATASOURCE',
    en: {
      message: 'files can only be written in output mode append, not {mode}',
      hint: 'set the output mode to append, with a watermark on the keys of an aggregation',
    },
    fr: {
      message: 'des fichiers ne s’écrivent qu’en mode de sortie append, et non {mode}',
      hint: 'choisissez le mode append, avec un watermark sur les clés d’une agrégation',
    },
  },
  'PLN-094': {
    domain: 'user',
    spark: 'WRITE_STREAM_NOT_ALLOWED',
    en: {
      message: 'nothing comes in as a stream: all sources of this query are static',
      hint: 'switch “Static” off at a source, or run the pipeline in batch mode',
    },
    fr: {
      message: 'rien n’arrive en flux : toutes les sources de cette requête sont statiques',
      hint: 'désactivez « Statique » sur une source, ou lancez le pipeline en mode batch',
    },
  },
  'PLN-095': {
    domain: 'user',
    spark: 'ORDER_BY_POS_OUT_OF_RANGE',
    en: {
      message: 'a whole number names a column by its place: {position} is not from 1 to {count}',
      hint: 'write the name of the column',
    },
    fr: {
      message: 'un nombre entier désigne une colonne par sa place : {position} n’est pas entre 1 et {count}',
      hint: 'écrivez le nom de la colonne',
    },
  },
} as const satisfies ErrorArea;
