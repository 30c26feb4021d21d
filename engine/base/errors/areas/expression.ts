import type { ErrorArea } from '../entry.ts';

/** Codes EXP-NNN. What a row does wrong while an expression runs is in the execution area. */
export const expressionErrors = {
  'EXP-001': {
    domain: 'user',
    spark: 'PARSE_SYNTAX_ERROR',
    en: { message: 'the expression is empty', hint: 'write a column name or an expression, such as price * 2' },
    fr: {
      message: 'l’expression est vide',
      hint: 'écrivez un nom de colonne ou une expression, par exemple prix * 2',
    },
  },
  'EXP-002': {
    domain: 'user',
    spark: 'PARSE_SYNTAX_ERROR',
    en: { message: 'syntax error at or near "{near}"' },
    fr: { message: 'erreur de syntaxe près de « {near} »' },
  },
  'EXP-003': {
    domain: 'user',
    spark: 'PARSE_SYNTAX_ERROR',
    en: {
      message: 'syntax error: the expression ends too early',
      hint: 'look for a missing operand, quote or closing parenthesis',
    },
    fr: {
      message: 'erreur de syntaxe : l’expression se termine trop tôt',
      hint: 'cherchez un opérande, un guillemet ou une parenthèse fermante qui manque',
    },
  },
  'EXP-004': {
    domain: 'user',
    en: { message: 'the expression has {length} characters; at most {limit} are allowed' },
    fr: { message: 'l’expression compte {length} caractères ; {limit} au plus sont permis' },
  },
  'EXP-005': {
    domain: 'user',
    en: {
      message: 'the expression is nested too deeply',
      hint: 'compute a part of it in a select before this node',
    },
    fr: {
      message: 'l’expression est imbriquée trop profondément',
      hint: 'calculez-en une partie dans une sélection placée avant ce nœud',
    },
  },
  'EXP-006': {
    domain: 'user',
    spark: 'PARSE_SYNTAX_ERROR',
    en: { message: 'one expression is expected here, not a list or several statements' },
    fr: { message: 'une seule expression est attendue ici, ni une liste ni plusieurs instructions' },
  },
  'EXP-007': {
    domain: 'user',
    en: {
      message: 'a subquery cannot be used in an expression',
      hint: 'join with the other data, or filter it in a node of its own',
    },
    fr: {
      message: 'une sous-requête ne peut pas figurer dans une expression',
      hint: 'faites une jointure avec les autres données, ou filtrez-les dans un nœud à part',
    },
  },
  'EXP-008': {
    domain: 'user',
    spark: 'NON_TIME_WINDOW_NOT_SUPPORTED_IN_STREAMING',
    en: {
      message: 'a window function (OVER) cannot be used on a stream',
      hint: 'group by a time window instead',
    },
    fr: {
      message: 'une fonction de fenêtrage (OVER) ne peut pas s’employer sur un flux',
      hint: 'groupez plutôt par une fenêtre de temps',
    },
  },
  'EXP-009': {
    domain: 'user',
    en: {
      message: 'an alias cannot be part of the expression',
      hint: 'write the name "{alias}" into the setting "as"',
    },
    fr: {
      message: 'un alias ne peut pas faire partie de l’expression',
      hint: 'écrivez le nom « {alias} » dans le réglage « as »',
    },
  },
  'EXP-010': {
    domain: 'user',
    en: { message: '{construct} is not supported in expressions' },
    fr: { message: '{construct} n’est pas pris en charge dans les expressions' },
  },
  'EXP-011': {
    domain: 'user',
    spark: 'INVALID_USAGE_OF_STAR_OR_REGEX',
    en: { message: '* cannot be used here', hint: 'name the columns' },
    fr: { message: '* ne peut pas s’employer ici', hint: 'nommez les colonnes' },
  },
  'EXP-012': {
    domain: 'user',
    spark: 'INVALID_NUMERIC_LITERAL_RANGE',
    en: { message: 'the number {literal} is out of the range of {type}' },
    fr: { message: 'le nombre {literal} sort de l’étendue de {type}' },
  },
  'EXP-013': {
    domain: 'user',
    spark: 'INVALID_TYPED_LITERAL',
    en: { message: 'the text "{value}" is not a {type}', hint: 'write it as in {example}' },
    fr: { message: 'le texte « {value} » n’est pas de type {type}', hint: 'écrivez-le comme dans {example}' },
  },
  'EXP-014': {
    domain: 'user',
    spark: 'INVALID_INTERVAL_FORMAT',
    en: { message: 'the text "{text}" is not an interval', hint: 'write it as in interval 1 hour 30 minutes' },
    fr: {
      message: 'le texte « {text} » n’est pas un intervalle',
      hint: 'écrivez-le comme dans interval 1 hour 30 minutes',
    },
  },
  'EXP-015': {
    domain: 'user',
    en: {
      message: 'an interval of months or years is not supported in expressions',
      hint: 'use weeks, days or smaller units',
    },
    fr: {
      message: 'un intervalle en mois ou en années n’est pas pris en charge dans les expressions',
      hint: 'employez des semaines, des jours ou des unités plus petites',
    },
  },
  'EXP-016': {
    domain: 'user',
    spark: 'UNSUPPORTED_DATATYPE',
    en: { message: 'the text "{text}" is not a data type', hint: 'use a type such as bigint, string or decimal(10,2)' },
    fr: {
      message: 'le texte « {text} » n’est pas un type de données',
      hint: 'employez un type comme bigint, string ou decimal(10,2)',
    },
  },
  'EXP-017': {
    domain: 'user',
    en: {
      message: 'the expression has {count} words and signs; at most {limit} are allowed',
      hint: 'compute a part of it in a select before this node',
    },
    fr: {
      message: 'l’expression compte {count} mots et signes ; {limit} au plus sont permis',
      hint: 'calculez-en une partie dans une sélection placée avant ce nœud',
    },
  },
  'EXP-020': {
    domain: 'user',
    spark: 'UNRESOLVED_COLUMN.WITH_SUGGESTION',
    en: { message: 'column "{name}" is not among the columns here', hint: 'did you mean {near}?' },
    fr: {
      message: 'la colonne « {name} » ne figure pas parmi les colonnes présentes',
      hint: 'vouliez-vous dire {near} ?',
    },
  },
  'EXP-021': {
    domain: 'user',
    spark: 'AMBIGUOUS_REFERENCE',
    en: {
      message: 'column "{name}" is ambiguous: {count} columns can be meant',
      hint: 'give the columns different names in a select before this node',
    },
    fr: {
      message: 'la colonne « {name} » est ambiguë : {count} colonnes peuvent être visées',
      hint: 'donnez des noms différents aux colonnes dans une sélection placée avant ce nœud',
    },
  },
  'EXP-022': {
    domain: 'user',
    spark: 'FIELD_NOT_FOUND',
    en: { message: '"{of}" has no field "{name}"', hint: 'its fields are {fields}' },
    fr: { message: '« {of} » n’a pas de champ « {name} »', hint: 'ses champs sont {fields}' },
  },
  'EXP-023': {
    domain: 'user',
    spark: 'INVALID_EXTRACT_BASE_FIELD_TYPE',
    en: { message: '"{of}" has no fields: it is of type {type}' },
    fr: { message: '« {of} » n’a pas de champs : son type est {type}' },
  },
  'EXP-024': {
    domain: 'user',
    spark: 'UNRESOLVED_ROUTINE',
    en: { message: 'there is no function "{name}"', hint: 'did you mean {near}?' },
    fr: { message: 'la fonction « {name} » n’existe pas', hint: 'vouliez-vous dire {near} ?' },
  },
  'EXP-025': {
    domain: 'user',
    spark: 'WRONG_NUM_ARGS.WITHOUT_SUGGESTION',
    en: { message: 'function "{name}" takes {expected} arguments, not {found}' },
    fr: { message: 'la fonction « {name} » attend {expected} arguments, et non {found}' },
  },
  'EXP-026': {
    domain: 'user',
    spark: 'INVALID_AGGREGATE_FUNCTION_USE',
    en: {
      message: 'the aggregate function "{name}" cannot be used here',
      hint: 'aggregate in a group-by node, and use its result after it',
    },
    fr: {
      message: 'la fonction d’agrégation « {name} » ne peut pas s’employer ici',
      hint: 'agrégez dans un nœud de regroupement, puis utilisez son résultat',
    },
  },
  'EXP-030': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.BINARY_OP_DIFF_TYPES',
    en: { message: 'the two sides of "{operator}" do not fit together: {left} and {right}', hint: 'cast one of them' },
    fr: {
      message: 'les deux côtés de « {operator} » ne vont pas ensemble : {left} et {right}',
      hint: 'convertissez l’un d’eux avec cast',
    },
  },
  'EXP-031': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.BINARY_OP_WRONG_TYPE',
    en: { message: '"{operator}" needs {expected}, not {found}' },
    fr: { message: '« {operator} » demande {expected}, et non {found}' },
  },
  'EXP-032': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.UNEXPECTED_INPUT_TYPE',
    en: { message: 'argument {position} of "{name}" must be {expected}, not {found}' },
    fr: { message: 'l’argument {position} de « {name} » doit être de type {expected}, et non {found}' },
  },
  'EXP-033': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.DATA_DIFF_TYPES',
    en: { message: 'the values of "{name}" have no common type: {types}', hint: 'cast them to one type' },
    fr: {
      message: 'les valeurs de « {name} » n’ont pas de type commun : {types}',
      hint: 'convertissez-les en un même type avec cast',
    },
  },
  'EXP-034': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.CAST_WITHOUT_SUGGESTION',
    en: { message: 'a value of type {from} cannot be cast to {to}' },
    fr: { message: 'une valeur de type {from} ne peut pas être convertie en {to}' },
  },
  'EXP-035': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.FILTER_NOT_BOOLEAN',
    en: { message: 'a condition must be true or false, and "{expression}" is of type {type}' },
    fr: { message: 'une condition doit être vraie ou fausse, et « {expression} » est de type {type}' },
  },
  'EXP-036': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.NON_FOLDABLE_INPUT',
    en: { message: 'argument {position} of "{name}" must be a constant' },
    fr: { message: 'l’argument {position} de « {name} » doit être une constante' },
  },
  'EXP-037': {
    domain: 'user',
    spark: 'INVALID_PARAMETER_VALUE.PATTERN',
    en: {
      message: 'the regular expression "{pattern}" cannot be used: "{part}" is malformed or not supported',
      hint: 'look-around, back references, possessive and atomic groups and POSIX classes are left out',
    },
    fr: {
      message: 'l’expression régulière « {pattern} » est inutilisable : « {part} » est mal formé ou non pris en charge',
      hint: 'les assertions avant et arrière, les références arrière, les groupes possessifs ou atomiques et les classes POSIX sont exclus',
    },
  },
  'EXP-038': {
    domain: 'user',
    spark: 'INVALID_ESCAPE_CHAR',
    en: { message: 'the escape character must be a text of one character, not "{text}"' },
    fr: { message: 'le caractère d’échappement doit être un texte d’un seul caractère, et non « {text} »' },
  },
  'EXP-039': {
    domain: 'user',
    spark: 'INVALID_FORMAT.ESC_IN_THE_MIDDLE',
    en: {
      message: 'in the pattern "{pattern}" the escape character must come before %, _ or itself',
      hint: 'write the escape character twice to mean itself',
    },
    fr: {
      message: 'dans le motif « {pattern} », le caractère d’échappement doit précéder %, _ ou lui-même',
      hint: 'écrivez deux fois le caractère d’échappement pour le désigner lui-même',
    },
  },
  'EXP-040': {
    domain: 'user',
    spark: 'DIVIDE_BY_ZERO',
    en: { message: 'remainder of a division by zero', hint: 'use nullif(divisor, 0) to get null in its place' },
    fr: {
      message: 'reste d’une division par zéro',
      hint: 'employez nullif(diviseur, 0) pour obtenir null à sa place',
    },
  },
  'EXP-041': {
    domain: 'user',
    en: { message: 'a text of {length} characters is too long; at most {limit} are made' },
    fr: { message: 'un texte de {length} caractères est trop long ; {limit} au plus sont produits' },
  },
} as const satisfies ErrorArea;
