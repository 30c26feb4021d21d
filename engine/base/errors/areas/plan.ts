import type { ErrorArea } from '../entry.ts';

/** Sides of a join; the same words in English. */
const sideWordsFr = { left: 'gauche', right: 'droit' } as const;

/** Codes PLN-NNN, but for those from PLN-080 to PLN-899, which stand in `streaming-plan.ts`. */
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
    spark: '_LEGACY_ERROR_TEMP_3076',
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
      message: 'this watermark changes nothing: no node that keeps state goes by its time or a window of it',
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
    spark: 'DATATYPE_MISMATCH.VALUE_OUT_OF_RANGE',
    en: { message: '{setting} "{value}" must be longer than nothing' },
    fr: { message: '{setting} « {value} » doit être plus long que rien' },
  },
  'PLN-009': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.PARAMETER_CONSTRAINT_VIOLATION',
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
    spark: 'UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE',
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
    spark: 'DATATYPE_MISMATCH.PARAMETER_CONSTRAINT_VIOLATION',
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
    en: {
      message: 'number of arguments of aggregate {function}: {expected}, not {found}',
      hint: 'write them in its expression, separated by commas',
    },
    fr: {
      message: 'nombre d’arguments de l’agrégat {function} : {expected}, et non {found}',
      hint: 'écrivez-les dans son expression, séparés par des virgules',
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
  'PLN-033': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE',
    en: {
      message: 'argument {position} of aggregate {function} has type {found}; it takes {expected}',
      hint: 'cast it, or write a value of that type',
    },
    fr: {
      message: 'l’argument {position} de l’agrégat {function} est de type {found} ; il faut {expected}',
      hint: 'convertissez-le, ou écrivez une valeur de ce type',
    },
  },
  'PLN-034': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.NON_FOLDABLE_INPUT',
    en: {
      message: 'argument {position} of aggregate {function} must be a constant',
      hint: 'write a number in place of a column',
    },
    fr: {
      message: 'l’argument {position} de l’agrégat {function} doit être une constante',
      hint: 'écrivez un nombre à la place d’une colonne',
    },
  },
  'PLN-035': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.VALUE_OUT_OF_RANGE',
    en: { message: 'argument {position} of aggregate {function} is {value}; it must be in {range}' },
    fr: { message: 'l’argument {position} de l’agrégat {function} vaut {value} ; il doit être dans {range}' },
  },
  'PLN-036': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3102',
    en: {
      message: 'DISTINCT in aggregate {function} is not possible in a stream',
      hint: 'use approx_count_distinct, or put a Deduplicate before this node',
    },
    fr: {
      message: 'DISTINCT dans l’agrégat {function} n’est pas possible dans un flux',
      hint: 'employez approx_count_distinct, ou placez un Deduplicate avant ce nœud',
    },
  },
  'PLN-037': {
    domain: 'user',
    spark: 'INVALID_WITHIN_GROUP_EXPRESSION.DISTINCT_UNSUPPORTED',
    en: { message: 'aggregate {function} does not take DISTINCT', hint: 'leave the word DISTINCT out' },
    fr: { message: 'l’agrégat {function} ne prend pas DISTINCT', hint: 'retirez le mot DISTINCT' },
  },
  'PLN-040': {
    domain: 'user',
    en: {
      message: 'a {kind} source gives rows as time goes by and cannot be read as a batch',
      hint: 'set the mode of the pipeline to streaming',
    },
    fr: {
      message: 'une source {kind} donne des lignes au fil du temps et ne se lit pas en batch',
      hint: 'mettez le pipeline en mode streaming',
    },
  },
  'PLN-041': {
    domain: 'user',
    en: { message: 'a generator without end cannot be read as a batch', hint: 'set how many micro-batches there are' },
    fr: { message: 'un générateur sans fin ne se lit pas en batch', hint: 'donnez le nombre de micro-lots' },
  },
  'PLN-042': {
    domain: 'user',
    spark: 'CAST_INVALID_INPUT',
    en: { message: 'start "{value}" is not a timestamp', hint: 'write it as 2016-07-26 00:00:00' },
    fr: {
      message: 'le début « {value} » n’est pas un timestamp',
      hint: 'écrivez-le comme 2016-07-26 00:00:00',
    },
  },
  'PLN-043': {
    domain: 'user',
    en: {
      message: 'the range from {min} to {max} cannot be drawn from',
      hint: 'set min to at most max; a range of whole numbers holds fewer than 9007199254740992',
    },
    fr: {
      message: 'aucun tirage n’est possible de {min} à {max}',
      hint: 'donnez un min au plus égal au max ; un intervalle d’entiers en compte moins de 9007199254740992',
    },
  },
  'PLN-044': {
    domain: 'user',
    en: {
      message: '{weights} weights do not fit {values} values',
      hint: 'give each value a weight of 0 or more, and at least one of them more than 0',
    },
    fr: {
      message: '{weights} poids ne vont pas avec {values} valeurs',
      hint: 'donnez à chaque valeur un poids de 0 ou plus, dont au moins un supérieur à 0',
    },
  },
  'PLN-048': {
    domain: 'user',
    spark: 'UNSUPPORTED_DATA_TYPE_FOR_DATASOURCE',
    en: {
      message: 'column "{column}" of type {type} cannot be written as {format}',
      hint: 'select its parts, cast it to string, or write another format',
    },
    fr: {
      message: 'la colonne « {column} » de type {type} ne peut être écrite en {format}',
      hint: 'sélectionnez ses parties, convertissez-la en string, ou écrivez un autre format',
    },
  },
  'PLN-050': {
    domain: 'user',
    spark: 'ALL_PARTITION_COLUMNS_NOT_ALLOWED',
    en: {
      message: 'all columns are partition columns, so nothing is left to write into the files',
      hint: 'partition by fewer columns',
    },
    fr: {
      message: 'toutes les colonnes sont des colonnes de partition : il ne reste rien à écrire dans les fichiers',
      hint: 'partitionnez par moins de colonnes',
    },
  },
  'PLN-051': {
    domain: 'user',
    spark: 'INVALID_PARTITION_COLUMN_DATA_TYPE',
    en: {
      message: 'column "{column}" of type {type} cannot name folders',
      hint: 'partition by a column of a simple type, such as a part of this one',
    },
    fr: {
      message: 'la colonne « {column} » de type {type} ne peut nommer des dossiers',
      hint: 'partitionnez par une colonne de type simple, comme une partie de celle-ci',
    },
  },
  'PLN-052': {
    domain: 'user',
    spark: 'COLUMN_ALREADY_EXISTS',
    en: { message: 'column "{column}" occurs more than once in what is to be written', hint: 'rename one of them' },
    fr: {
      message: 'la colonne « {column} » figure plus d’une fois dans ce qui doit être écrit',
      hint: 'renommez-en une',
    },
  },
  'PLN-060': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_1181',
    en: {
      message: 'a join of two streams needs an equality between a column of each side in its condition',
      hint: 'add one, for example left.id = right.id',
    },
    fr: {
      message: 'une jointure de deux flux demande dans sa condition une égalité entre une colonne de chaque côté',
      hint: 'ajoutez-en une, par exemple left.id = right.id',
    },
  },
  'PLN-061': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3102',
    en: {
      message: 'a {type} join of two streams is not supported',
      hint: 'choose inner, left, right, full or left-semi, or make the right source static',
    },
    fr: {
      message: 'une jointure {type} de deux flux n’est pas prise en charge',
      hint: 'choisissez inner, left, right, full ou left-semi, ou rendez statique la source de droite',
    },
  },
  'PLN-062': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3102',
    en: {
      message: 'a {type} join with a stream on the {stream} and static rows on the {static} is not supported',
      hint: 'exchange the two inputs, or choose inner',
    },
    fr: {
      message: 'une jointure {type} avec un flux côté {stream} et des lignes statiques côté {static} n’est pas permise',
      hint: 'échangez les deux entrées, ou choisissez inner',
      words: { stream: sideWordsFr, static: sideWordsFr },
    },
  },
  'PLN-063': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3102',
    en: {
      message: 'a {type} join of two streams needs to know when a row can find no partner any more',
      hint: 'set a Watermark on both sides and join on the watermarked window, or bound the times: left.time >= right.time - interval 10 minutes',
    },
    fr: {
      message: 'une jointure {type} de deux flux doit savoir quand une ligne ne peut plus trouver de partenaire',
      hint: 'posez un Watermark de chaque côté et joignez sur la fenêtre qui le porte, ou bornez les temps : left.time >= right.time - interval 10 minutes',
    },
  },
  'PLN-064': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3102',
    en: {
      message: 'output mode {mode} is not allowed: "{node}" joins two streams, with type {type}',
      hint: 'set the output mode to one of: {allowed}',
    },
    fr: {
      message: 'le mode de sortie {mode} n’est pas permis : « {node} » joint deux flux, avec le type {type}',
      hint: 'choisissez un mode parmi : {allowed}',
    },
  },
  'PLN-065': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3077',
    en: {
      message: 'more than one event time column reaches the {side} side of this join: {columns}',
      hint: 'keep one of them, in a Select before it or behind it',
    },
    fr: {
      message: 'plus d’une colonne de temps d’événement arrive du côté {side} de cette jointure : {columns}',
      hint: 'n’en gardez qu’une, dans un Select avant ou après elle',
      words: { side: sideWordsFr },
    },
  },
  'PLN-066': {
    domain: 'user',
    en: {
      message: 'this join keeps rows for ever ({sides}): nothing says when they find no partner any more',
      hint: 'set a Watermark on both sides and join on the watermarked window, or bound the times in the condition',
      words: { sides: { left: 'left side', right: 'right side' } },
    },
    fr: {
      message:
        'cette jointure garde pour toujours des lignes ({sides}) : rien ne dit quand elles n’ont plus de partenaire',
      hint: 'posez un Watermark de chaque côté et joignez sur la fenêtre qui le porte, ou bornez les temps dans la condition',
      words: { sides: { left: 'côté gauche', right: 'côté droit' } },
    },
  },
  'PLN-067': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3102',
    en: {
      message: 'a full join of a stream with static rows is not supported',
      hint: 'choose the type that keeps the rows of the stream: {type}',
    },
    fr: {
      message: 'une jointure full d’un flux avec des lignes statiques n’est pas permise',
      hint: 'choisissez le type qui garde les lignes du flux : {type}',
    },
  },
  'PLN-068': {
    domain: 'user',
    spark: 'AMBIGUOUS_REFERENCE',
    en: { message: 'column "{name}" is on both sides of a join', hint: 'say which one: {forms}' },
    fr: { message: 'la colonne « {name} » existe des deux côtés d’une jointure', hint: 'dites laquelle : {forms}' },
  },
  'PLN-070': {
    domain: 'user',
    en: { message: 'a union needs at least two inputs; this one has {count}', hint: 'wire another node into it' },
    fr: {
      message: 'une union demande au moins deux entrées ; celle-ci en a {count}',
      hint: 'reliez-lui un autre nœud',
    },
  },
  'PLN-071': {
    domain: 'user',
    spark: 'NUM_COLUMNS_MISMATCH',
    en: {
      message: 'the inputs of a union differ in their columns: "{first}" has {expected}, "{other}" has {found}',
      hint: 'choose the same columns in a Select before it, or allow missing columns to match them by name',
    },
    fr: {
      message:
        'les entrées d’une union n’ont pas les mêmes colonnes : « {first} » en a {expected}, « {other} » {found}',
      hint: 'choisissez les mêmes colonnes dans un Select avant elle, ou permettez les colonnes manquantes pour les associer par nom',
    },
  },
  'PLN-072': {
    domain: 'user',
    spark: 'INCOMPATIBLE_COLUMN_TYPE',
    en: {
      message:
        'column {position} of a union has types that do not go together: {expected} in "{first}", {found} in "{other}"',
      hint: 'cast one of them in a Select before it',
    },
    fr: {
      message:
        'la colonne {position} d’une union a des types qui ne vont pas ensemble : {expected} dans « {first} », {found} dans « {other} »',
      hint: 'convertissez l’une des deux dans un Select avant elle',
    },
  },
  'PLN-073': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3102',
    en: {
      message: 'a union of streams and static rows is not supported: "{stream}" is a stream, "{static}" is static',
      hint: 'make them all streams or all static',
    },
    fr: {
      message:
        'une union de flux et de lignes statiques n’est pas prise en charge : « {stream} » est un flux, « {static} » est statique',
      hint: 'faites-en tous des flux, ou tous des entrées statiques',
    },
  },
  'PLN-074': {
    domain: 'user',
    spark: 'COLUMN_ALREADY_EXISTS',
    en: {
      message: 'columns are matched by name, and "{node}" has several named "{column}"',
      hint: 'give them different names in a Select before the union',
    },
    fr: {
      message: 'les colonnes sont associées par nom, et « {node} » en a plusieurs nommées « {column} »',
      hint: 'donnez-leur des noms différents dans un Select avant l’union',
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
