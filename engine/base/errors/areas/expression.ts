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
      message: 'an interval of months or years cannot be used here',
      hint: 'add it to a date or a timestamp; months and days make two intervals',
    },
    fr: {
      message: 'un intervalle en mois ou en années ne peut pas s’employer ici',
      hint: 'ajoutez-le à une date ou à un instant ; les mois et les jours font deux intervalles',
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
    spark: 'REMAINDER_BY_ZERO',
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
  'EXP-050': {
    domain: 'user',
    spark: 'INVALID_ARRAY_INDEX',
    en: {
      message: 'there is no text number {index} among {size}',
      hint: 'numbers count from 1; put a case before the call where one may be missing',
    },
    fr: {
      message: 'il n’y a pas de texte numéro {index} parmi {size}',
      hint: 'les numéros se comptent à partir de 1 ; précédez l’appel d’un case là où un texte peut manquer',
    },
  },
  'EXP-051': {
    domain: 'user',
    spark: 'INVALID_PARAMETER_VALUE.REGEX_GROUP_INDEX',
    en: {
      message: 'the pattern of "{name}" has no group {index}: its last group is {last}',
      hint: 'group 0 is the whole match; without a number, group 1 is taken',
    },
    fr: {
      message: 'le motif de « {name} » n’a pas de groupe {index} : son dernier groupe est {last}',
      hint: 'le groupe 0 est la correspondance entière ; sans numéro, le groupe 1 est pris',
    },
  },
  'EXP-052': {
    domain: 'user',
    spark: 'INVALID_REGEXP_REPLACE',
    en: {
      message: 'the replacement "{replacement}" cannot be used with the pattern "{pattern}"',
      hint: 'a dollar sign names a group, as in $1; a backslash before it makes it a plain sign',
    },
    fr: {
      message: 'le remplacement « {replacement} » ne peut pas s’employer avec le motif « {pattern} »',
      hint: 'un dollar désigne un groupe, comme dans $1 ; une barre oblique inverse devant lui en fait un simple signe',
    },
  },
  'EXP-053': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.VALUE_OUT_OF_RANGE',
    en: { message: 'argument {position} of "{name}" must be 1 or more, not {value}' },
    fr: { message: 'l’argument {position} de « {name} » doit valoir au moins 1, et non {value}' },
  },
  'EXP-054': {
    domain: 'user',
    spark: 'INVALID_INDEX_OF_ZERO',
    en: {
      message: 'the number of a part cannot be 0',
      hint: 'the first part has number 1, the last one -1',
    },
    fr: {
      message: 'le numéro d’une partie ne peut pas être 0',
      hint: 'la première partie porte le numéro 1, la dernière -1',
    },
  },
  'EXP-055': {
    domain: 'user',
    spark: 'CANNOT_DECODE_URL',
    en: {
      message: 'the text "{text}" cannot be decoded: a percent sign needs two hexadecimal digits after it',
      hint: 'use try_url_decode to get null in its place',
    },
    fr: {
      message:
        'le texte « {text} » ne peut pas être décodé : un signe pour cent veut deux chiffres hexadécimaux après lui',
      hint: 'employez try_url_decode pour obtenir null à sa place',
    },
  },
  'EXP-056': {
    domain: 'user',
    spark: 'INVALID_URL',
    en: { message: 'the text "{text}" is not a URL', hint: 'use try_parse_url to get null in its place' },
    fr: {
      message: 'le texte « {text} » n’est pas une URL',
      hint: 'employez try_parse_url pour obtenir null à sa place',
    },
  },
  'EXP-057': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.INPUT_SIZE_NOT_ONE',
    en: { message: 'the argument {parameter} of "{name}" must be one character' },
    fr: { message: 'l’argument {parameter} de « {name} » doit être un seul caractère' },
  },
  'EXP-058': {
    domain: 'user',
    spark: 'INTERVAL_DIVIDED_BY_ZERO',
    en: {
      message: 'an interval is divided by zero',
      hint: 'use try_divide to get null in its place',
    },
    fr: {
      message: 'un intervalle est divisé par zéro',
      hint: 'employez try_divide pour obtenir null à sa place',
    },
  },
  'EXP-059': {
    domain: 'user',
    spark: 'USER_RAISED_EXCEPTION',
    en: { message: 'the pipeline itself raised an error: {text}' },
    fr: { message: 'le pipeline a lui-même levé une erreur : {text}' },
  },
  'EXP-060': {
    domain: 'user',
    spark: 'INVALID_PARAMETER_VALUE.BIT_POSITION_RANGE',
    en: { message: 'the position {position} given to "{name}" is outside the {size} bits of the integer' },
    fr: { message: 'la position {position} donnée à « {name} » sort des {size} bits de l’entier' },
  },
  'EXP-061': {
    domain: 'user',
    en: {
      message: '"{specifier}" in the format "{format}" cannot be used with the value given',
      hint: '%s takes any value, %d integers, %f doubles; every specifier needs a value',
    },
    fr: {
      message: '« {specifier} » dans le format « {format} » ne convient pas à la valeur donnée',
      hint: '%s accepte toute valeur, %d les entiers, %f les doubles ; chaque indicateur veut une valeur',
    },
  },
  'EXP-062': {
    domain: 'user',
    en: {
      message: 'the number format "{format}" is malformed or not supported',
      hint: 'write it as in {example}',
    },
    fr: {
      message: 'le format de nombre « {format} » est mal formé ou non pris en charge',
      hint: 'écrivez-le comme dans {example}',
    },
  },
  'EXP-063': {
    domain: 'user',
    spark: 'NON_FOLDABLE_ARGUMENT',
    en: { message: 'the argument {parameter} of "{name}" must be a constant' },
    fr: { message: 'l’argument {parameter} de « {name} » doit être une constante' },
  },
  'EXP-064': {
    domain: 'user',
    en: {
      message: 'the function "{name}" cannot be used: its result does not depend on the row alone',
      hint: 'a stream that is run again must give the same rows',
    },
    fr: {
      message: 'la fonction « {name} » ne peut pas s’employer : son résultat ne dépend pas de la seule ligne',
      hint: 'un flux rejoué doit redonner les mêmes lignes',
    },
  },
  'EXP-065': {
    domain: 'user',
    spark: 'ILLEGAL_DAY_OF_WEEK',
    en: { message: 'the text "{text}" is not a day of the week', hint: 'write it in English: Monday, Mon or Mo' },
    fr: {
      message: 'le texte « {text} » n’est pas un jour de la semaine',
      hint: 'écrivez-le en anglais : Monday, Mon ou Mo',
    },
  },
  'EXP-066': {
    domain: 'user',
    spark: 'INVALID_EXTRACT_FIELD',
    en: { message: 'field "{field}" cannot be extracted from a value of type {type}' },
    fr: { message: 'le champ « {field} » ne peut pas être extrait d’une valeur de type {type}' },
  },
  'EXP-067': {
    domain: 'user',
    spark: 'DATETIME_FIELD_OUT_OF_BOUNDS.WITH_SUGGESTION',
    en: {
      message: 'there is no date or time {value}: a part is out of range',
      hint: 'correct the parts, or filter such rows out before',
    },
    fr: {
      message: 'la date ou l’heure {value} n’existe pas : une partie sort de son étendue',
      hint: 'corrigez les parties, ou écartez ces lignes auparavant',
    },
  },
  'EXP-068': {
    domain: 'user',
    spark: 'INVALID_TIMEZONE',
    en: { message: 'the text "{zone}" is not a time zone', hint: 'write it as in Europe/Paris, UTC or +02:00' },
    fr: {
      message: 'le texte « {zone} » n’est pas un fuseau horaire',
      hint: 'écrivez-le comme dans Europe/Paris, UTC ou +02:00',
    },
  },
  'EXP-069': {
    domain: 'user',
    spark: 'INVALID_ARRAY_INDEX',
    en: {
      message: 'index {index} is outside of an array of {size} elements',
      hint: 'use get or try_element_at to get null in its place',
    },
    fr: {
      message: 'l’indice {index} est hors d’un tableau de {size} éléments',
      hint: 'employez get ou try_element_at pour obtenir null à sa place',
    },
  },
  'EXP-070': {
    domain: 'user',
    spark: 'INVALID_INDEX_OF_ZERO',
    en: { message: 'index 0 is not allowed here: the first element is number 1, the last one -1' },
    fr: { message: 'l’indice 0 n’est pas permis ici : le premier élément porte le numéro 1, le dernier -1' },
  },
  'EXP-071': {
    domain: 'user',
    spark: 'INVALID_PARAMETER_VALUE.DATETIME_UNIT',
    en: {
      message: '"{unit}" is not a unit of time for "{name}"',
      hint: 'write one such as DAY or HOUR, without quotes',
    },
    fr: {
      message: '« {unit} » n’est pas une unité de temps pour « {name} »',
      hint: 'écrivez-en une comme DAY ou HOUR, sans guillemets',
    },
  },
  'EXP-072': {
    domain: 'user',
    spark: 'INVALID_PARAMETER_VALUE.START',
    en: { message: 'the start of a slice must not be 0: the first element is number 1' },
    fr: { message: 'le début d’une tranche ne peut être 0 : le premier élément porte le numéro 1' },
  },
  'EXP-073': {
    domain: 'user',
    spark: 'INVALID_PARAMETER_VALUE.LENGTH',
    en: { message: 'the length of a slice must not be negative, and it is {length}' },
    fr: { message: 'la longueur d’une tranche ne peut être négative, or elle vaut {length}' },
  },
  'EXP-074': {
    domain: 'user',
    en: {
      message: 'there is no sequence from {start} to {stop} by {step}',
      hint: 'give a step that leads from the start to the stop, in whole days for dates',
    },
    fr: {
      message: 'il n’y a pas de suite de {start} à {stop} par pas de {step}',
      hint: 'donnez un pas qui mène du début à la fin, en jours entiers pour des dates',
    },
  },
  'EXP-075': {
    domain: 'user',
    spark: 'UNSUPPORTED_GENERATOR',
    en: { message: 'the function "{name}" makes several rows of one, which is not supported here' },
    fr: { message: 'la fonction « {name} » fait plusieurs lignes d’une seule, ce qui n’est pas pris en charge ici' },
  },
  'EXP-076': {
    domain: 'user',
    spark: 'INVALID_FRACTION_OF_SECOND',
    en: { message: 'a second of 60 must not have a fraction, and this one is {seconds}' },
    fr: { message: 'une seconde de 60 ne peut avoir de fraction, or celle-ci vaut {seconds}' },
  },
  'EXP-077': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.INVALID_JSON_SCHEMA',
    en: { message: 'JSON of this function is a struct or an array, not {type}' },
    fr: { message: 'le JSON de cette fonction est une structure ou un tableau, et non {type}' },
  },
  'EXP-078': {
    domain: 'user',
    spark: 'COLLECTION_SIZE_LIMIT_EXCEEDED.PARAMETER',
    en: { message: 'an array of {size} elements is too long; at most {limit} are made' },
    fr: { message: 'un tableau de {size} éléments est trop long ; {limit} au plus sont produits' },
  },
  'EXP-079': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_3101',
    en: {
      message: '"{name}" needs a column that a window node made, and "{expression}" is none',
      hint: 'name the column itself, such as window',
    },
    fr: {
      message: '« {name} » demande une colonne produite par un nœud de fenêtre, ce que « {expression} » n’est pas',
      hint: 'nommez la colonne elle-même, par exemple window',
    },
  },
  'EXP-080': {
    domain: 'user',
    spark: 'INVALID_LAMBDA_FUNCTION_CALL.NUM_ARGS_MISMATCH',
    en: {
      message: 'argument {position} of "{name}" cannot be a function of {found} names',
      hint: 'functions of elements are written as in transform(items, x -> x + 1)',
    },
    fr: {
      message: 'l’argument {position} de « {name} » ne peut être une fonction de {found} noms',
      hint: 'les fonctions d’éléments s’écrivent comme dans transform(articles, x -> x + 1)',
    },
  },
  'EXP-081': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.CREATE_NAMED_STRUCT_WITHOUT_FOLDABLE_STRING',
    en: { message: 'argument {position} of "{name}" is a field’s name and must be a constant text' },
    fr: { message: 'l’argument {position} de « {name} » est un nom de champ et doit être un texte constant' },
  },
  'EXP-082': {
    domain: 'user',
    en: { message: 'the text "{text}" is not JSON: {reason}' },
    fr: { message: 'le texte « {text} » n’est pas du JSON : {reason}' },
  },
  'EXP-083': {
    domain: 'user',
    spark: 'INTERVAL_ARITHMETIC_OVERFLOW',
    en: { message: 'the result of {operation} is beyond the range of intervals' },
    fr: { message: 'le résultat de {operation} dépasse l’étendue des intervalles' },
  },
  'EXP-084': {
    domain: 'user',
    spark: 'INVALID_ARRAY_INDEX_IN_ELEMENT_AT',
    en: {
      message: 'there is no element number {index} in an array of {size} elements',
      hint: 'use try_element_at to get null in its place',
    },
    fr: {
      message: 'il n’y a pas d’élément numéro {index} dans un tableau de {size} éléments',
      hint: 'employez try_element_at pour obtenir null à sa place',
    },
  },
  'EXP-085': {
    domain: 'user',
    spark: 'DATATYPE_MISMATCH.ARRAY_FUNCTION_DIFF_TYPES',
    en: {
      message: 'the array of "{name}" does not hold values of the type that is given: {types}',
      hint: 'cast the value to the type of the elements',
    },
    fr: {
      message: 'le tableau de « {name} » ne contient pas de valeurs du type donné : {types}',
      hint: 'convertissez la valeur dans le type des éléments avec cast',
    },
  },
  'EXP-090': {
    domain: 'user',
    spark: 'NEGATIVE_VALUES_IN_FREQUENCY_EXPRESSION',
    en: { message: 'a frequency in aggregate {function} is negative: {value}', hint: 'filter such rows out before' },
    fr: {
      message: 'une fréquence de l’agrégat {function} est négative : {value}',
      hint: 'écartez ces lignes par un filtre avant',
    },
  },
} as const satisfies ErrorArea;
