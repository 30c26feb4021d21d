import type { ErrorArea } from '../entry.ts';

/** Codes PLN-NNN. */
export const planErrors = {
  'PLN-001': {
    domain: 'user',
    spark: 'STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION',
    en: {
      message: 'output mode complete is not allowed: the query has no streaming aggregation',
      hint: 'set the output mode to append, or add a GroupBy',
    },
    fr: {
      message: 'le mode de sortie complete n’est pas permis : la requête n’a pas d’agrégation en flux',
      hint: 'choisissez le mode append, ou ajoutez un GroupBy',
    },
  },
  'PLN-002': {
    domain: 'user',
    spark: 'STREAMING_OUTPUT_MODE.UNSUPPORTED_OPERATION',
    en: {
      message: 'output mode append is not allowed: the aggregation of "{node}" has no watermark on a key',
      hint: 'put a Watermark before it and group by its window or time, or choose update or complete',
    },
    fr: {
      message:
        'le mode de sortie append n’est pas permis : l’agrégation de « {node} » n’a pas de watermark sur une clé',
      hint: 'placez un Watermark avant elle et groupez par sa fenêtre ou son temps, ou choisissez update ou complete',
    },
  },
  'PLN-003': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3102',
    en: {
      message: 'aggregation "{second}" reads aggregation "{first}", which only output mode append allows',
      hint: 'set the output mode to append, with a watermark on the keys of both',
    },
    fr: {
      message: 'l’agrégation « {second} » lit l’agrégation « {first} », ce que seul le mode append permet',
      hint: 'choisissez le mode append, avec un watermark sur les clés des deux',
    },
  },
  'PLN-004': {
    domain: 'user',
    spark: 'UNSUPPORTED_STREAMING_OPERATOR_WITHOUT_WATERMARK',
    en: {
      message: 'aggregation "{node}" is read by another one and has no watermark on a key',
      hint: 'group by a window or time that carries a watermark',
    },
    fr: {
      message: 'l’agrégation « {node} » est lue par une autre et n’a pas de watermark sur une clé',
      hint: 'groupez par une fenêtre ou un temps qui porte un watermark',
    },
  },
  'PLN-005': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3102',
    en: {
      message: 'a watermark is set before this one; redefining it is not allowed',
      hint: 'keep one Watermark on the way from a source to a sink',
    },
    fr: {
      message: 'un watermark est déjà posé avant celui-ci ; le redéfinir n’est pas permis',
      hint: 'gardez un seul Watermark sur le chemin d’une source à un puits',
    },
  },
  'PLN-006': {
    domain: 'user',
    en: {
      message: 'this watermark changes nothing: no aggregation groups by its time or a window of it',
      hint: 'group by a window over the watermarked column, or remove the Watermark',
    },
    fr: {
      message: 'ce watermark ne change rien : aucune agrégation ne groupe par son temps ou une fenêtre de celui-ci',
      hint: 'groupez par une fenêtre de la colonne, ou retirez le Watermark',
    },
  },
  'PLN-007': {
    domain: 'user',
    spark: 'EVENT_TIME_IS_NOT_ON_TIMESTAMP_TYPE',
    en: {
      message: 'the time column "{column}" has type {type}; it must be timestamp',
      hint: 'declare it as timestamp in the Schema, or cast it in a Select',
    },
    fr: {
      message: 'la colonne de temps « {column} » est de type {type} ; il faut timestamp',
      hint: 'déclarez-la timestamp dans le Schéma, ou convertissez-la dans un Select',
    },
  },
  'PLN-008': {
    domain: 'user',
    spark: 'VALUE_OUT_OF_RANGE',
    en: { message: '{setting} "{value}" must be longer than nothing' },
    fr: { message: '{setting} « {value} » doit être plus long que rien' },
  },
  'PLN-009': {
    domain: 'user',
    spark: 'PARAMETER_CONSTRAINT_VIOLATION',
    en: { message: '{setting} "{value}" must be at most {other} "{limit}"' },
    fr: { message: '{setting} « {value} » doit être au plus {other} « {limit} »' },
  },
  'PLN-010': {
    domain: 'user',
    en: {
      message: '{setting} "{value}" has months or years, whose length changes',
      hint: 'use weeks, days or shorter units',
    },
    fr: {
      message: '{setting} « {value} » contient des mois ou des années, dont la durée varie',
      hint: 'employez semaines, jours ou unités plus courtes',
    },
  },
  'PLN-011': {
    domain: 'user',
    en: { message: '{setting} "{value}" must not be negative' },
    fr: { message: '{setting} « {value} » ne doit pas être négatif' },
  },
  'PLN-012': {
    domain: 'user',
    spark: 'UNRESOLVED_COLUMN.WITH_SUGGESTION',
    en: { message: 'column "{column}" is not there; the columns are {columns}', hint: 'did you mean {near}?' },
    fr: {
      message: 'la colonne « {column} » n’existe pas ; les colonnes sont {columns}',
      hint: 'vouliez-vous dire {near} ?',
    },
  },
  'PLN-013': {
    domain: 'user',
    spark: 'AMBIGUOUS_REFERENCE',
    en: { message: 'column "{column}" is there {count} times', hint: 'rename one in a Select' },
    fr: { message: 'la colonne « {column} » est présente {count} fois', hint: 'renommez-en une dans un Select' },
  },
  'PLN-014': {
    domain: 'user',
    spark: 'COLUMN_ALREADY_EXISTS',
    en: { message: 'column "{column}" is declared or made twice', hint: 'give one of them another name' },
    fr: {
      message: 'la colonne « {column} » est déclarée ou créée deux fois',
      hint: 'donnez un autre nom à l’une d’elles',
    },
  },
  'PLN-015': {
    domain: 'user',
    en: { message: 'two queries are named "{name}": nodes {nodes}', hint: 'give each sink a name of its own' },
    fr: {
      message: 'deux requêtes se nomment « {name} » : nœuds {nodes}',
      hint: 'donnez à chaque puits son propre nom',
    },
  },
  'PLN-016': {
    domain: 'user',
    en: { message: 'the corrupt-record column "{column}" must be a string', hint: 'declare it as string' },
    fr: {
      message: 'la colonne des enregistrements fautifs « {column} » doit être de type string',
      hint: 'déclarez-la string',
    },
  },
  'PLN-017': {
    domain: 'user',
    spark: 'MISSING_AGGREGATION',
    en: { message: 'a GroupBy without keys and aggregates has nothing to compute', hint: 'add a count' },
    fr: { message: 'un GroupBy sans clés ni agrégats n’a rien à calculer', hint: 'ajoutez un count' },
  },
  'PLN-018': {
    domain: 'user',
    spark: 'UNSUPPORTED_DATA_SOURCE',
    en: {
      message: 'csv columns have plain types; column "{column}" is {type}',
      hint: 'use json for arrays and structs',
    },
    fr: {
      message: 'les colonnes csv ont des types simples ; la colonne « {column} » est {type}',
      hint: 'employez json pour les tableaux et les structures',
    },
  },
  'PLN-019': {
    domain: 'user',
    en: {
      message: 'files and bytes a trigger cannot both be limited',
      hint: 'keep one of maxFilesPerTrigger and maxBytesPerTrigger',
    },
    fr: {
      message: 'fichiers et octets par déclenchement ne peuvent être limités tous deux',
      hint: 'gardez maxFilesPerTrigger ou maxBytesPerTrigger',
    },
  },
  'PLN-020': {
    domain: 'user',
    en: { message: 'a sliding window needs a slide', hint: 'set the slide, for example 5 minutes' },
    fr: { message: 'une fenêtre sliding demande un pas', hint: 'donnez le pas, par exemple 5 minutes' },
  },
  'PLN-021': {
    domain: 'user',
    en: { message: 'a tumbling window has no slide', hint: 'remove the slide, or set the type to sliding' },
    fr: { message: 'une fenêtre tumbling n’a pas de pas', hint: 'retirez le pas, ou choisissez le type sliding' },
  },
  'PLN-022': {
    domain: 'user',
    spark: 'PARAMETER_CONSTRAINT_VIOLATION',
    en: { message: '{setting} "{value}" must be shorter than {other} "{limit}"' },
    fr: { message: '{setting} « {value} » doit être plus court que {other} « {limit} »' },
  },
  'PLN-030': {
    domain: 'user',
    spark: 'UNRESOLVED_ROUTINE',
    en: { message: 'aggregate function "{function}" is not known', hint: 'did you mean {near}?' },
    fr: { message: 'la fonction d’agrégation « {function} » n’est pas connue', hint: 'vouliez-vous dire {near} ?' },
  },
  'PLN-031': {
    domain: 'user',
    spark: 'WRONG_NUM_ARGS.WITHOUT_SUGGESTION',
    en: { message: 'aggregate {function} takes {expected} argument, not {found}', hint: 'fill in its expression' },
    fr: {
      message: 'l’agrégat {function} prend {expected} argument, et non {found}',
      hint: 'remplissez son expression',
    },
  },
  'PLN-032': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE',
    en: { message: 'aggregate {function} needs a number; its expression has type {type}', hint: 'cast it to a number' },
    fr: {
      message: 'l’agrégat {function} demande un nombre ; son expression est de type {type}',
      hint: 'convertissez-la en nombre',
    },
  },
  'PLN-901': {
    domain: 'user',
    spark: 'PARSE_SYNTAX_ERROR',
    en: { message: 'data type "{text}" is not understood at "{found}"', hint: 'did you mean {near}?' },
    fr: {
      message: 'le type de données « {text} » n’est pas compris à « {found} »',
      hint: 'vouliez-vous dire {near} ?',
    },
  },
  'PLN-902': {
    domain: 'user',
    spark: 'INVALID_INTERVAL_FORMAT',
    en: {
      message: 'interval "{text}" is not understood at "{found}"',
      hint: 'write a number and a unit, as in 10 minutes or 1 hour 30 minutes',
    },
    fr: {
      message: 'l’intervalle « {text} » n’est pas compris à « {found} »',
      hint: 'écrivez un nombre et une unité en anglais, comme 10 minutes ou 1 hour 30 minutes',
    },
  },
  'PLN-903': {
    domain: 'user',
    spark: 'INVALID_DATETIME_PATTERN.ILLEGAL_CHARACTER',
    en: { message: 'letter "{letter}" of date pattern "{pattern}" is not supported' },
    fr: { message: 'la lettre « {letter} » du modèle de date « {pattern} » n’est pas prise en charge' },
  },
  'PLN-904': {
    domain: 'user',
    spark: 'INVALID_DATETIME_PATTERN.LENGTH',
    en: { message: 'date pattern "{pattern}" repeats letter "{letter}" {count} times, which has no meaning' },
    fr: {
      message: 'le modèle de date « {pattern} » répète {count} fois la lettre « {letter} », ce qui n’a pas de sens',
    },
  },
  'PLN-905': {
    domain: 'user',
    spark: 'INVALID_DATETIME_PATTERN',
    en: {
      message: 'date pattern "{pattern}" is not well formed at "{found}"',
      hint: 'close every quote and bracket; letters that stand for themselves go into single quotes',
    },
    fr: {
      message: 'le modèle de date « {pattern} » est mal formé à « {found} »',
      hint: 'fermez chaque apostrophe et chaque crochet ; les lettres à reproduire vont entre apostrophes',
    },
  },
  'PLN-906': {
    domain: 'user',
    en: { message: 'data type "{text}" is nested more than {limit} levels deep' },
    fr: { message: 'le type de données « {text} » est imbriqué sur plus de {limit} niveaux' },
  },
  'PLN-907': {
    domain: 'user',
    spark: 'DECIMAL_PRECISION_EXCEEDS_MAX_PRECISION',
    en: {
      message:
        'data type {type} is not possible: a decimal has 1 to 38 digits, and no more of them after the point than in all',
    },
    fr: {
      message:
        'le type de données {type} n’est pas possible : un decimal a 1 à 38 chiffres, dont pas plus après la virgule qu’en tout',
    },
  },
  'PLN-908': {
    domain: 'user',
    en: {
      message: 'data type {type} is not available in pipelines',
      hint: 'use string, timestamp, a struct or an array in its place',
    },
    fr: {
      message: 'le type de données {type} n’est pas disponible dans les pipelines',
      hint: 'employez string, timestamp, un struct ou un array à sa place',
    },
  },
  'PLN-909': {
    domain: 'user',
    spark: 'PARSE_SYNTAX_ERROR',
    en: {
      message: 'data type "{text}" ends too early',
      hint: 'close every bracket, as in array<string> or struct<a:int,b:string>',
    },
    fr: {
      message: 'le type de données « {text} » s’arrête trop tôt',
      hint: 'fermez chaque parenthèse et chaque chevron, comme dans array<string> ou struct<a:int,b:string>',
    },
  },
} as const satisfies ErrorArea;
