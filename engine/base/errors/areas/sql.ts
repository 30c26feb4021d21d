import type { ErrorArea } from '../entry.ts';

/** Codes SQL-NNN: queries over result tables. */
export const sqlErrors = {
  'SQL-001': {
    domain: 'user',
    spark: 'PARSE_SYNTAX_ERROR',
    en: {
      message: 'syntax error at line {line}, column {column}, near "{near}"',
      hint: 'check commas, parentheses and the order of clauses around that place',
    },
    fr: {
      message: 'erreur de syntaxe à la ligne {line}, colonne {column}, près de « {near} »',
      hint: 'vérifiez les virgules, les parenthèses et l’ordre des clauses à cet endroit',
    },
  },
  'SQL-002': {
    domain: 'user',
    en: { message: 'the query is empty', hint: 'write a query that starts with SELECT' },
    fr: { message: 'la requête est vide', hint: 'écrivez une requête qui commence par SELECT' },
  },
  'SQL-003': {
    domain: 'user',
    en: {
      message: 'one query at a time: {count} statements were given',
      hint: 'run them one after the other',
    },
    fr: {
      message: 'une seule requête à la fois : {count} instructions ont été données',
      hint: 'exécutez-les l’une après l’autre',
    },
  },
  'SQL-004': {
    domain: 'user',
    en: {
      message: 'result tables can only be read: the statement "{statement}" is refused',
      hint: 'write a query that starts with SELECT, WITH or VALUES',
    },
    fr: {
      message: 'les tables de résultats sont en lecture seule : l’instruction « {statement} » est refusée',
      hint: 'écrivez une requête qui commence par SELECT, WITH ou VALUES',
    },
  },
  'SQL-005': {
    domain: 'user',
    en: { message: 'the query is {length} characters long; at most {limit} are taken' },
    fr: { message: 'la requête compte {length} caractères ; la limite est de {limit}' },
  },
  'SQL-006': {
    domain: 'user',
    en: {
      message: 'the query is nested too deeply or grows too large',
      hint: 'split it with WITH, or leave out some parentheses',
    },
    fr: {
      message: 'la requête est trop imbriquée ou devient trop grande',
      hint: 'découpez-la avec WITH, ou retirez des parenthèses',
    },
  },
  'SQL-010': {
    domain: 'user',
    spark: 'TABLE_OR_VIEW_NOT_FOUND',
    en: { message: 'there is no table "{name}" (tables: {tables})', hint: 'did you mean {near}?' },
    fr: { message: 'il n’y a pas de table « {name} » (tables : {tables})', hint: 'vouliez-vous dire {near} ?' },
  },
  'SQL-011': {
    domain: 'user',
    spark: 'UNRESOLVED_COLUMN.WITH_SUGGESTION',
    en: { message: 'there is no column "{name}" (columns: {columns})', hint: 'did you mean {near}?' },
    fr: { message: 'il n’y a pas de colonne « {name} » (colonnes : {columns})', hint: 'vouliez-vous dire {near} ?' },
  },
  'SQL-012': {
    domain: 'user',
    spark: 'AMBIGUOUS_REFERENCE',
    en: {
      message: 'the column "{name}" can mean several: {candidates}',
      hint: 'write the name or alias of its table in front of it',
    },
    fr: {
      message: 'la colonne « {name} » peut en désigner plusieurs : {candidates}',
      hint: 'faites-la précéder du nom ou de l’alias de sa table',
    },
  },
  'SQL-013': {
    domain: 'user',
    spark: 'FIELD_NOT_FOUND',
    en: { message: '"{column}" has no field "{name}" (fields: {fields})', hint: 'did you mean {near}?' },
    fr: { message: '« {column} » n’a pas de champ « {name} » (champs : {fields})', hint: 'vouliez-vous dire {near} ?' },
  },
  'SQL-014': {
    domain: 'user',
    spark: 'INVALID_EXTRACT_BASE_FIELD_TYPE',
    en: { message: '"{column}" is of type {type} and has no fields: "{name}" cannot be taken from it' },
    fr: { message: '« {column} » est de type {type} et n’a pas de champs : impossible d’en extraire « {name} »' },
  },
  'SQL-015': {
    domain: 'user',
    spark: 'TABLE_OR_VIEW_ALREADY_EXISTS',
    en: { message: 'the name "{name}" is used twice', hint: 'give one of them another name or alias' },
    fr: { message: 'le nom « {name} » est utilisé deux fois', hint: 'donnez un autre nom ou alias à l’un des deux' },
  },
  'SQL-020': {
    domain: 'user',
    spark: 'UNRESOLVED_ROUTINE',
    en: { message: 'the function "{name}" is not available in queries', hint: 'did you mean {near}?' },
    fr: {
      message: 'la fonction « {name} » n’est pas disponible dans les requêtes',
      hint: 'vouliez-vous dire {near} ?',
    },
  },
  'SQL-021': {
    domain: 'user',
    spark: 'WRONG_NUM_ARGS',
    en: { message: 'the function "{name}" takes {expected} arguments; {given} given' },
    fr: { message: 'la fonction « {name} » attend {expected} arguments ; {given} reçus' },
  },
  'SQL-022': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE',
    en: { message: 'the function "{name}" cannot take "{argument}" of type {type}', hint: 'it takes {expected}' },
    fr: {
      message: 'la fonction « {name} » n’accepte pas « {argument} » de type {type}',
      hint: 'elle attend {expected}',
    },
  },
  'SQL-023': {
    domain: 'user',
    spark: 'INCONSISTENT_BEHAVIOR_CROSS_VERSION.DATETIME_PATTERN_RECOGNITION',
    en: {
      message: 'the date pattern "{pattern}" of "{name}" cannot be used: "{letters}" has no meaning there',
      hint: 'put text between single quotes; months are M, days d, hours H, minutes m, seconds s',
    },
    fr: {
      message: 'le format de date « {pattern} » de « {name} » est inutilisable : « {letters} » n’y a pas de sens',
      hint: 'mettez le texte entre apostrophes ; M pour le mois, d le jour, H l’heure, m la minute, s la seconde',
    },
  },
  'SQL-024': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.NON_FOLDABLE_INPUT',
    en: { message: '"{argument}" of "{name}" must be written out as a constant' },
    fr: { message: '« {argument} » de « {name} » doit être une constante écrite en toutes lettres' },
  },
  'SQL-025': {
    domain: 'user',
    en: { message: '"{value}" means nothing to "{name}"', hint: 'it takes {expected}' },
    fr: { message: '« {value} » n’a pas de sens pour « {name} »', hint: 'valeurs possibles : {expected}' },
  },
  'SQL-030': {
    domain: 'user',
    en: { message: '"{construct}" is not available in queries over result tables' },
    fr: { message: '« {construct} » n’est pas disponible dans les requêtes sur les tables de résultats' },
  },
  'SQL-031': {
    domain: 'user',
    en: {
      message: 'queries read result tables only: the file or place "{name}" is refused',
      hint: 'tables: {tables}',
    },
    fr: {
      message: 'les requêtes ne lisent que les tables de résultats : le fichier ou l’emplacement « {name} » est refusé',
      hint: 'tables : {tables}',
    },
  },
  'SQL-040': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES',
    en: {
      message: '"{operator}" cannot be applied to {left} and {right}',
      hint: 'convert one side with CAST',
    },
    fr: {
      message: '« {operator} » ne s’applique pas à {left} et {right}',
      hint: 'convertissez un des côtés avec CAST',
    },
  },
  'SQL-041': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION',
    en: { message: '"{value}" of type {from} cannot be cast to {to}' },
    fr: { message: '« {value} » de type {from} ne peut pas être converti en {to}' },
  },
  'SQL-042': {
    domain: 'user',
    spark: 'MISSING_AGGREGATION',
    en: {
      message: 'the column "{name}" is neither grouped nor aggregated',
      hint: 'add "{name}" to GROUP BY, or put it in a function such as max',
    },
    fr: {
      message: 'la colonne « {name} » n’est ni groupée ni agrégée',
      hint: 'ajoutez « {name} » à GROUP BY, ou placez-la dans une fonction comme max',
    },
  },
  'SQL-043': {
    domain: 'user',
    spark: 'INVALID_WHERE_CONDITION',
    en: {
      message: 'an aggregate or window function cannot be used in {clause}: "{expression}"',
      hint: 'conditions on aggregates belong in HAVING',
    },
    fr: {
      message: 'une fonction d’agrégation ou de fenêtrage ne peut pas être utilisée dans {clause} : « {expression} »',
      hint: 'les conditions sur des agrégats se placent dans HAVING',
    },
  },
  'SQL-044': {
    domain: 'user',
    spark: 'NESTED_AGGREGATE_FUNCTION',
    en: { message: 'an aggregate function stands inside another: "{expression}"' },
    fr: { message: 'une fonction d’agrégation est imbriquée dans une autre : « {expression} »' },
  },
  'SQL-045': {
    domain: 'user',
    spark: 'NUM_COLUMNS_MISMATCH',
    en: { message: '"{operator}" needs as many columns on both sides; there are {left} and {right}' },
    fr: { message: '« {operator} » veut autant de colonnes des deux côtés ; il y en a {left} et {right}' },
  },
  'SQL-046': {
    domain: 'user',
    spark: 'GROUP_BY_POS_OUT_OF_RANGE',
    en: { message: 'position {position} in {clause} is outside the {count} columns of the query' },
    fr: { message: 'la position {position} de {clause} est hors des {count} colonnes de la requête' },
  },
  'SQL-047': {
    domain: 'user',
    spark: 'INVALID_SUBQUERY_EXPRESSION.SCALAR_SUBQUERY_RETURN_MORE_THAN_ONE_OUTPUT_COLUMN',
    en: { message: 'a subquery used as a value must have {expected} columns; it has {given}' },
    fr: {
      message: 'une sous-requête utilisée comme valeur doit avoir {expected} colonnes ; elle en a {given}',
    },
  },
  'SQL-048': {
    domain: 'user',
    spark: 'ASSIGNMENT_ARITY_MISMATCH',
    en: { message: '{given} column names are given to "{name}", which has {expected} columns' },
    fr: { message: '{given} noms de colonnes sont donnés à « {name} », qui a {expected} colonnes' },
  },
  'SQL-049': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN',
    en: { message: 'the condition of {clause} must be true or false; "{expression}" is of type {type}' },
    fr: { message: 'la condition de {clause} doit être vraie ou fausse ; « {expression} » est de type {type}' },
  },
  'SQL-050': {
    domain: 'user',
    spark: 'DIVIDE_BY_ZERO',
    en: { message: 'division by zero', hint: 'use NULLIF(divisor, 0) to get null in its place' },
    fr: { message: 'division par zéro', hint: 'utilisez NULLIF(diviseur, 0) pour obtenir null à la place' },
  },
  'SQL-051': {
    domain: 'user',
    spark: 'ARITHMETIC_OVERFLOW',
    en: {
      message: 'a number became too large for its type',
      hint: 'cast to a wider type, such as double or decimal(38,0)',
    },
    fr: {
      message: 'un nombre est devenu trop grand pour son type',
      hint: 'convertissez vers un type plus large, comme double ou decimal(38,0)',
    },
  },
  'SQL-052': {
    domain: 'user',
    spark: 'CAST_INVALID_INPUT',
    en: { message: '"{value}" is not a valid {type}', hint: 'use TRY_CAST to get null in its place' },
    fr: { message: '« {value} » n’est pas une valeur valide pour {type}', hint: 'utilisez TRY_CAST pour obtenir null' },
  },
  'SQL-053': {
    domain: 'user',
    spark: 'SCALAR_SUBQUERY_TOO_MANY_ROWS',
    en: { message: 'a subquery used as a value gave more than one row' },
    fr: { message: 'une sous-requête utilisée comme valeur a donné plusieurs lignes' },
  },
  'SQL-054': {
    domain: 'user',
    spark: 'CANNOT_PARSE_TIMESTAMP',
    en: {
      message: '"{value}" does not follow the date pattern',
      hint: 'use try_to_timestamp to get null in its place',
    },
    fr: {
      message: '« {value} » ne suit pas le format de date',
      hint: 'utilisez try_to_timestamp pour obtenir null à la place',
    },
  },
  'SQL-055': {
    domain: 'user',
    en: { message: 'the regular expression "{pattern}" is not valid' },
    fr: { message: 'l’expression régulière « {pattern} » n’est pas valide' },
  },
  'SQL-060': {
    domain: 'user',
    en: { message: 'the query was stopped after {seconds} seconds', hint: 'read fewer rows, or join fewer tables' },
    fr: {
      message: 'la requête a été arrêtée au bout de {seconds} secondes',
      hint: 'lisez moins de lignes, ou joignez moins de tables',
    },
  },
  'SQL-061': {
    domain: 'user',
    en: { message: 'the query needs more memory than it may use', hint: 'read fewer rows, or join fewer tables' },
    fr: {
      message: 'la requête demande plus de mémoire qu’elle ne peut en utiliser',
      hint: 'lisez moins de lignes, ou joignez moins de tables',
    },
  },
  'SQL-062': {
    domain: 'user',
    en: { message: 'the tables are closed', hint: 'start the pipeline again' },
    fr: { message: 'les tables sont fermées', hint: 'relancez le pipeline' },
  },
  'SQL-063': {
    domain: 'internal',
    en: { message: 'the query was understood but could not be run' },
    fr: { message: 'la requête a été comprise mais n’a pas pu être exécutée' },
  },
  'SQL-064': {
    domain: 'user',
    en: {
      message: 'the time zone "{zone}" cannot be used for queries',
      hint: 'use a name such as Europe/Paris or UTC',
    },
    fr: {
      message: 'le fuseau horaire « {zone} » est inutilisable pour les requêtes',
      hint: 'utilisez un nom comme Europe/Paris ou UTC',
    },
  },
  'SQL-065': {
    domain: 'external',
    en: { message: 'the query engine could not be started' },
    fr: { message: 'le moteur de requêtes n’a pas pu démarrer' },
  },
} as const satisfies ErrorArea;
