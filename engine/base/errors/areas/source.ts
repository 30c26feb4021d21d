import type { ErrorArea } from '../entry.ts';

/** Codes SRC-NNN: 001 files, 101 reader options, 140 rate and socket, 150 more of files, 201 records, 301 rows written into the pipeline. */
export const sourceErrors = {
  'SRC-001': {
    domain: 'user',
    spark: 'PATH_NOT_FOUND',
    en: {
      message: 'path "{path}" does not exist',
      hint: 'check the path; a relative one starts at the folder of the pipeline file',
    },
    fr: {
      message: 'le chemin « {path} » n’existe pas',
      hint: 'vérifiez le chemin ; un chemin relatif part du dossier du fichier de pipeline',
    },
  },
  'SRC-002': {
    domain: 'external',
    en: { message: 'folder "{path}" cannot be listed ({reason})', hint: 'check that you may read the folder' },
    fr: {
      message: 'le dossier « {path} » ne peut pas être parcouru ({reason})',
      hint: 'vérifiez que vous avez le droit de lire ce dossier',
    },
  },
  'SRC-003': {
    domain: 'external',
    spark: 'FAILED_READ_FILE.NO_HINT',
    en: {
      message: 'file "{path}" cannot be read ({reason})',
      hint: 'check that you may read the file; the option "ignoreCorruptFiles" passes over such files',
    },
    fr: {
      message: 'le fichier « {path} » ne peut pas être lu ({reason})',
      hint: 'vérifiez que vous avez le droit de le lire ; l’option « ignoreCorruptFiles » passe outre de tels fichiers',
    },
  },
  'SRC-004': {
    domain: 'external',
    spark: 'FAILED_READ_FILE.FILE_NOT_EXIST',
    en: {
      message: 'file "{path}" was removed after it was listed and before it was read',
      hint: 'put the file back and run again; the option "ignoreMissingFiles" passes over such files',
    },
    fr: {
      message: 'le fichier « {path} » a été retiré après avoir été listé et avant d’être lu',
      hint: 'remettez le fichier et relancez ; l’option « ignoreMissingFiles » passe outre de tels fichiers',
    },
  },
  'SRC-005': {
    domain: 'external',
    en: {
      message: 'file "{path}" became shorter while it was read: {listed} bytes when it was listed, {found} now',
      hint: 'write files elsewhere and move them into the folder when they are complete',
    },
    fr: {
      message:
        'le fichier « {path} » a raccourci pendant sa lecture : {listed} octets au moment du listage, {found} maintenant',
      hint: 'écrivez les fichiers ailleurs et déplacez-les dans le dossier une fois complets',
    },
  },
  'SRC-006': {
    domain: 'user',
    en: {
      message: 'the record at line {line} of file "{path}" is longer than {limit} MiB',
      hint: 'check that records are separated by line ends, or set the option "lineSep"',
    },
    fr: {
      message: 'l’enregistrement de la ligne {line} du fichier « {path} » dépasse {limit} Mio',
      hint: 'vérifiez que des fins de ligne séparent les enregistrements, ou réglez l’option « lineSep »',
    },
  },
  'SRC-007': {
    domain: 'user',
    en: { message: 'path "{path}" is neither a file nor a folder', hint: 'name a folder, a file or a glob' },
    fr: {
      message: 'le chemin « {path} » n’est ni un fichier ni un dossier',
      hint: 'indiquez un dossier, un fichier ou un motif',
    },
  },
  'SRC-009': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_1241',
    en: {
      message:
        'the header of file "{path}" does not name the columns of the schema: found {found}; expected {expected}',
      hint: 'order the fields as in the file, or set the option "enforceSchema" to true to bind them by position',
    },
    fr: {
      message:
        'l’en-tête du fichier « {path} » ne nomme pas les colonnes du schéma : trouvé {found} ; attendu {expected}',
      hint: 'rangez les champs comme dans le fichier, ou mettez l’option « enforceSchema » à true pour les lier par position',
    },
  },
  'SRC-010': {
    domain: 'user',
    spark: 'INVALID_PARTITION_VALUE',
    en: {
      message: 'folder value "{value}" on the path of file "{path}" is not of type {type}, which column "{column}" has',
      hint: 'rename the folder or declare the column as string',
    },
    fr: {
      message:
        'la valeur de dossier « {value} » sur le chemin du fichier « {path} » n’est pas du type {type} de la colonne « {column} »',
      hint: 'renommez le dossier ou déclarez la colonne comme string',
    },
  },
  'SRC-013': {
    domain: 'external',
    en: {
      message: 'entry {entry} of the saved list of files is damaged',
      hint: 'restore the checkpoint from a copy, or start afresh with another folder',
    },
    fr: {
      message: 'l’entrée {entry} de la liste de fichiers enregistrée est endommagée',
      hint: 'reprenez le checkpoint d’une copie, ou repartez d’un autre dossier',
    },
  },
  'SRC-014': {
    domain: 'user',
    en: {
      message: 'path "{path}" is not a complete glob',
      hint: 'close every [ and brace, or write a backslash before a sign that means itself',
    },
    fr: {
      message: 'le chemin « {path} » n’est pas un motif complet',
      hint: 'fermez chaque [ et chaque accolade, ou écrivez une barre oblique inverse devant un signe pris tel quel',
    },
  },
  'SRC-015': {
    domain: 'user',
    spark: 'INVALID_CORRUPT_RECORD_TYPE',
    en: {
      message: 'column "{column}" receives malformed records and must be of type string',
      hint: 'declare it as string',
    },
    fr: {
      message: 'la colonne « {column} » reçoit les enregistrements mal formés et doit être de type string',
      hint: 'déclarez-la comme string',
    },
  },
  'SRC-101': {
    domain: 'user',
    en: { message: 'option "{option}" is not one of format {format} and has no effect', hint: 'did you mean {near}?' },
    fr: {
      message: 'l’option « {option} » n’appartient pas au format {format} et reste sans effet',
      hint: 'vouliez-vous dire {near} ?',
    },
  },
  'SRC-102': {
    domain: 'user',
    en: { message: 'option "{option}" cannot be "{value}"', hint: 'write one of {choices}' },
    fr: {
      message: 'l’option « {option} » ne peut pas valoir « {value} »',
      hint: 'écrivez l’une des valeurs {choices}',
    },
  },
  'SRC-103': {
    domain: 'user',
    en: { message: 'option "{option}" cannot be "{value}"', hint: 'write a whole number of at least {min}' },
    fr: {
      message: 'l’option « {option} » ne peut pas valoir « {value} »',
      hint: 'écrivez un nombre entier d’au moins {min}',
    },
  },
  'SRC-104': {
    domain: 'user',
    en: { message: 'option "{option}" cannot be "{value}"', hint: 'write a number from 0 to 1' },
    fr: { message: 'l’option « {option} » ne peut pas valoir « {value} »', hint: 'écrivez un nombre de 0 à 1' },
  },
  'SRC-105': {
    domain: 'user',
    en: { message: 'option "{option}" cannot be "{value}"', hint: 'write a duration such as 30s, 10m, 12h or 7d' },
    fr: {
      message: 'l’option « {option} » ne peut pas valoir « {value} »',
      hint: 'écrivez une durée comme 30s, 10m, 12h ou 7d',
    },
  },
  'SRC-106': {
    domain: 'user',
    en: { message: 'option "{option}" cannot be "{value}"', hint: 'write one character, or nothing' },
    fr: { message: 'l’option « {option} » ne peut pas valoir « {value} »', hint: 'écrivez un seul caractère, ou rien' },
  },
  'SRC-107': {
    domain: 'user',
    en: {
      message: 'option "{option}" cannot be "{value}"',
      hint: 'write one or more characters; \\t stands for a tab and \\\\ for a backslash',
    },
    fr: {
      message: 'l’option « {option} » ne peut pas valoir « {value} »',
      hint: 'écrivez un ou plusieurs caractères ; \\t représente une tabulation et \\\\ une barre oblique inverse',
    },
  },
  'SRC-108': {
    domain: 'user',
    en: { message: 'option "{option}" cannot be "{value}"', hint: 'write at most {max} characters' },
    fr: { message: 'l’option « {option} » ne peut pas valoir « {value} »', hint: 'écrivez au plus {max} caractères' },
  },
  'SRC-109': {
    domain: 'user',
    en: {
      message: 'option "{option}" has no effect here: "{value}" is passed over',
      hint: 'numbers and dates are read as in en-US',
    },
    fr: {
      message: 'l’option « {option} » est sans effet ici : « {value} » est ignoré',
      hint: 'nombres et dates se lisent comme en en-US',
    },
  },
  'SRC-110': {
    domain: 'user',
    en: {
      message: 'option "{option}" is not allowed for a stream of files',
      hint: 'remove it, or run the pipeline in batch mode',
    },
    fr: {
      message: 'l’option « {option} » n’est pas permise pour un flux de fichiers',
      hint: 'retirez-la, ou exécutez le pipeline en mode batch',
    },
  },
  'SRC-111': {
    domain: 'user',
    en: { message: '"{value}" is not offered for option "{option}"', hint: 'write {offered}' },
    fr: { message: '« {value} » n’est pas proposé pour l’option « {option} »', hint: 'écrivez {offered}' },
  },
  'SRC-112': {
    domain: 'user',
    spark: 'INVALID_TIMEZONE',
    en: {
      message: 'option "{option}" cannot be "{value}"',
      hint: 'write a region such as Europe/Paris, an offset such as +02:00, or UTC',
    },
    fr: {
      message: 'l’option « {option} » ne peut pas valoir « {value} »',
      hint: 'écrivez une région comme Europe/Paris, un décalage comme +02:00, ou UTC',
    },
  },
  'SRC-113': {
    domain: 'user',
    spark: 'INVALID_PARAMETER_VALUE.CHARSET',
    en: {
      message: 'option "{option}" cannot be "{value}"',
      hint: 'write an encoding such as UTF-8, UTF-16LE or ISO-8859-1',
    },
    fr: {
      message: 'l’option « {option} » ne peut pas valoir « {value} »',
      hint: 'écrivez un encodage comme UTF-8, UTF-16LE ou ISO-8859-1',
    },
  },
  'SRC-114': {
    domain: 'user',
    en: {
      message: 'option "{option}" cannot be "{value}"',
      hint: 'write a glob such as *.json, with every [ and brace closed',
    },
    fr: {
      message: 'l’option « {option} » ne peut pas valoir « {value} »',
      hint: 'écrivez un motif comme *.json, chaque [ et chaque accolade étant fermés',
    },
  },
  'SRC-115': {
    domain: 'user',
    en: { message: 'option "{option}" cannot be "{value}"', hint: 'write a moment such as 2016-07-26T02:00:00' },
    fr: {
      message: 'l’option « {option} » ne peut pas valoir « {value} »',
      hint: 'écrivez un instant comme 2016-07-26T02:00:00',
    },
  },
  'SRC-116': {
    domain: 'user',
    en: { message: 'options "{option}" and "{other}" exclude each other', hint: 'keep one of the two' },
    fr: { message: 'les options « {option} » et « {other} » s’excluent', hint: 'gardez l’une des deux' },
  },
  'SRC-117': {
    domain: 'user',
    en: {
      message: 'encoding "{value}" does not go with one record a line',
      hint: 'write UTF-16LE or UTF-16BE, or set the option "multiLine" to true',
    },
    fr: {
      message: 'l’encodage « {value} » ne va pas avec un enregistrement par ligne',
      hint: 'écrivez UTF-16LE ou UTF-16BE, ou mettez l’option « multiLine » à true',
    },
  },
  'SRC-118': {
    domain: 'user',
    en: {
      message: 'encoding "{value}" needs the option "lineSep"',
      hint: 'set "lineSep" to the sign that ends a line',
    },
    fr: {
      message: 'l’encodage « {value} » demande l’option « lineSep »',
      hint: 'réglez « lineSep » sur le signe qui termine une ligne',
    },
  },
  'SRC-140': {
    domain: 'user',
    spark: 'INCORRECT_RAMP_UP_RATE',
    en: {
      message: 'after {seconds} seconds the values have outgrown their column',
      hint: 'set fewer rows a second, or start afresh with another checkpoint folder',
    },
    fr: {
      message: 'après {seconds} secondes, les valeurs débordent de leur colonne',
      hint: 'demandez moins de lignes par seconde, ou repartez d’un autre dossier de checkpoint',
    },
  },
  'SRC-141': {
    domain: 'external',
    en: {
      message: 'no connection to {host}:{port} ({reason})',
      hint: 'start the program that sends the lines before the pipeline, for example nc -lk {port}',
    },
    fr: {
      message: 'pas de connexion à {host}:{port} ({reason})',
      hint: 'lancez avant le pipeline le programme qui envoie les lignes, par exemple nc -lk {port}',
    },
  },
  'SRC-142': {
    domain: 'external',
    en: {
      message: 'the connection to {host}:{port} ended: the other side closed it',
      hint: 'all lines that came were read; start the sender again, then the pipeline',
    },
    fr: {
      message: 'la connexion à {host}:{port} a pris fin : l’autre côté l’a fermée',
      hint: 'toutes les lignes reçues ont été lues ; relancez l’émetteur, puis le pipeline',
    },
  },
  'SRC-143': {
    domain: 'external',
    en: {
      message: 'the connection to {host}:{port} was lost ({reason})',
      hint: 'all lines that came were read; start the sender again, then the pipeline',
    },
    fr: {
      message: 'la connexion à {host}:{port} a été perdue ({reason})',
      hint: 'toutes les lignes reçues ont été lues ; relancez l’émetteur, puis le pipeline',
    },
  },
  'SRC-144': {
    domain: 'user',
    en: {
      message: 'an unfinished micro-batch cannot run again: lines from {host}:{port} are not kept when a run ends',
      hint: 'start afresh with another checkpoint folder; a socket is for tests, files can be read again',
    },
    fr: {
      message:
        'un micro-lot inachevé ne peut pas être rejoué : les lignes venues de {host}:{port} ne survivent pas à l’exécution',
      hint: 'repartez d’un autre dossier de checkpoint ; une socket sert aux essais, des fichiers peuvent être relus',
    },
  },
  'SRC-145': {
    domain: 'external',
    en: {
      message: 'line {line} from {host}:{port} is longer than {limit} MiB',
      hint: 'end each line with a line feed',
    },
    fr: {
      message: 'la ligne {line} venue de {host}:{port} dépasse {limit} Mio',
      hint: 'terminez chaque ligne par un saut de ligne',
    },
  },
  'SRC-146': {
    domain: 'user',
    en: {
      message: 'the record is not UTF-8 at byte {position}',
      hint: 'write the file as UTF-8, or name its encoding with the options "encoding" and "lineSep"',
    },
    fr: {
      message: 'l’enregistrement n’est pas de l’UTF-8 à l’octet {position}',
      hint: 'écrivez le fichier en UTF-8, ou nommez son encodage par les options « encoding » et « lineSep »',
    },
  },
  'SRC-150': {
    domain: 'user',
    en: {
      message:
        'folders on the path of the files name columns that the schema does not declare: {columns}; they are left out',
      hint: 'declare them in the Schema, for example {declarations}; Spark adds such columns by itself',
    },
    fr: {
      message:
        'des dossiers sur le chemin des fichiers nomment des colonnes que le schéma ne déclare pas : {columns} ; elles sont omises',
      hint: 'déclarez-les dans le Schéma, par exemple {declarations} ; Spark ajoute de lui-même de telles colonnes',
    },
  },
  'SRC-151': {
    domain: 'user',
    en: {
      message: 'option "{option}" is needed where files are archived, and must be an absolute folder',
      hint: 'set it to a folder outside of the path of the source',
    },
    fr: {
      message: 'l’option « {option} » est requise pour archiver les fichiers, et doit être un dossier absolu',
      hint: 'donnez un dossier hors du chemin de la source',
    },
  },
  'SRC-152': {
    domain: 'user',
    en: {
      message: 'archived files would be read again: folder "{folder}" and path "{path}" overlap',
      hint: 'archive into a folder that the path does not name, neither whole nor from its start',
    },
    fr: {
      message: 'les fichiers archivés seraient relus : le dossier « {folder} » et le chemin « {path} » se recouvrent',
      hint: 'archivez dans un dossier que le chemin ne nomme pas, ni en entier ni par son début',
    },
  },
  'SRC-153': {
    domain: 'user',
    en: {
      message: 'file "{path}" is packed: {ending} files cannot be unpacked here',
      hint: 'unpack it or pack it as .gz, or leave it out with the option "pathGlobFilter"',
    },
    fr: {
      message: 'le fichier « {path} » est compressé : les fichiers {ending} ne peuvent pas être décompressés ici',
      hint: 'décompressez-le ou compressez-le en .gz, ou écartez-le par l’option « pathGlobFilter »',
    },
  },
  'SRC-154': {
    domain: 'external',
    spark: 'FAILED_READ_FILE.NO_HINT',
    en: {
      message: 'packed file "{path}" is damaged ({reason})',
      hint: 'put a sound copy in its place; the option "ignoreCorruptFiles" passes over the rest of such files',
    },
    fr: {
      message: 'le fichier compressé « {path} » est endommagé ({reason})',
      hint: 'remplacez-le par une copie saine ; l’option « ignoreCorruptFiles » passe outre la suite de tels fichiers',
    },
  },
  'SRC-155': {
    domain: 'user',
    en: {
      message: 'files of "{path}" cannot be cleaned up: a file sink wrote them and keeps a log of them',
      hint: 'set the option "cleanSource" to off',
    },
    fr: {
      message:
        'les fichiers de « {path} » ne peuvent pas être nettoyés : un puits fichiers les a écrits et en tient le journal',
      hint: 'mettez l’option « cleanSource » à off',
    },
  },
  'SRC-156': {
    domain: 'external',
    en: {
      message: 'log "{path}" of a file sink is damaged or incomplete',
      hint: 'restore the folder "_spark_metadata" from a copy; without that folder, all files are read',
    },
    fr: {
      message: 'le journal « {path} » d’un puits fichiers est endommagé ou incomplet',
      hint: 'reprenez le dossier « _spark_metadata » d’une copie ; sans ce dossier, tous les fichiers sont lus',
    },
  },
  'SRC-157': {
    domain: 'user',
    spark: 'EMPTY_PARTITION_COLUMN_VALUE',
    en: {
      message: 'a folder on the path of file "{path}" gives column "{column}" no value',
      hint: 'write a value after the = sign, or __HIVE_DEFAULT_PARTITION__ for null',
    },
    fr: {
      message: 'un dossier sur le chemin du fichier « {path} » ne donne pas de valeur à la colonne « {column} »',
      hint: 'écrivez une valeur après le signe =, ou __HIVE_DEFAULT_PARTITION__ pour null',
    },
  },
  'SRC-201': {
    domain: 'user',
    en: {
      message: 'the record is not JSON: {found} at byte {position}',
      hint: 'check quotes, commas and brackets at that place',
    },
    fr: {
      message: 'l’enregistrement n’est pas du JSON : {found} à l’octet {position}',
      hint: 'vérifiez guillemets, virgules et accolades à cet endroit',
    },
  },
  'SRC-202': {
    domain: 'user',
    en: {
      message: 'the record is not JSON: it ends at byte {position}, in the middle of a value',
      hint: 'check that the whole record stands on one line, or set the option "multiLine" to true',
    },
    fr: {
      message: 'l’enregistrement n’est pas du JSON : il finit à l’octet {position}, au milieu d’une valeur',
      hint: 'vérifiez que tout l’enregistrement tient sur une ligne, ou mettez l’option « multiLine » à true',
    },
  },
  'SRC-203': {
    domain: 'user',
    en: {
      message: 'the record is nested deeper than {limit} levels',
      hint: 'set the option "maxNestingDepth" to allow more',
    },
    fr: {
      message: 'l’enregistrement est imbriqué sur plus de {limit} niveaux',
      hint: 'réglez l’option « maxNestingDepth » pour en permettre davantage',
    },
  },
  'SRC-204': {
    domain: 'user',
    en: {
      message: 'a number of the record has more than {limit} characters',
      hint: 'set the option "maxNumLen" to allow more',
    },
    fr: {
      message: 'un nombre de l’enregistrement dépasse {limit} caractères',
      hint: 'réglez l’option « maxNumLen » pour en permettre davantage',
    },
  },
  'SRC-205': {
    domain: 'user',
    en: {
      message: 'the record is {found} where an object is needed',
      hint: 'write each record as an object of names and values',
    },
    fr: {
      message: 'l’enregistrement est {found} là où il faut un objet',
      hint: 'écrivez chaque enregistrement comme un objet de noms et de valeurs',
    },
  },
  'SRC-206': {
    domain: 'user',
    en: {
      message: '{value} in column "{column}" is not of type {type}',
      hint: 'correct the data or declare another type',
    },
    fr: {
      message: '{value} dans la colonne « {column} » n’est pas du type {type}',
      hint: 'corrigez les données ou déclarez un autre type',
    },
  },
  'SRC-207': {
    domain: 'user',
    en: {
      message: 'the record has {found} values where the schema has {expected} columns',
      hint: 'check separators and quotes',
    },
    fr: {
      message: 'l’enregistrement a {found} valeurs là où le schéma a {expected} colonnes',
      hint: 'vérifiez séparateurs et guillemets',
    },
  },
  'SRC-208': {
    domain: 'user',
    en: {
      message: 'the record has more than {limit} values',
      hint: 'check separators, or set the option "maxColumns"',
    },
    fr: {
      message: 'l’enregistrement a plus de {limit} valeurs',
      hint: 'vérifiez les séparateurs, ou réglez l’option « maxColumns »',
    },
  },
  'SRC-210': {
    domain: 'user',
    spark: 'MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION',
    en: {
      message: 'line {line} of file "{path}" is not a {format} record that can be read, and the mode is FAILFAST',
      hint: 'correct the record, or choose the mode PERMISSIVE or DROPMALFORMED',
    },
    fr: {
      message:
        'la ligne {line} du fichier « {path} » n’est pas un enregistrement {format} lisible, et le mode est FAILFAST',
      hint: 'corrigez l’enregistrement, ou choisissez le mode PERMISSIVE ou DROPMALFORMED',
    },
  },
  'SRC-211': {
    domain: 'user',
    spark: 'MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION',
    en: {
      message:
        'line {line} of file "{path}": {value} in column "{column}" is not of type {type}, and the mode is FAILFAST',
      hint: 'correct the record, or choose the mode PERMISSIVE or DROPMALFORMED',
    },
    fr: {
      message:
        'ligne {line} du fichier « {path} » : {value} dans la colonne « {column} » n’est pas du type {type}, et le mode est FAILFAST',
      hint: 'corrigez l’enregistrement, ou choisissez le mode PERMISSIVE ou DROPMALFORMED',
    },
  },
  'SRC-212': {
    domain: 'user',
    spark: 'MALFORMED_RECORD_IN_PARSING.WITHOUT_SUGGESTION',
    en: {
      message:
        'line {line} of file "{path}" has {found} values where the schema has {expected} columns, and the mode is FAILFAST',
      hint: 'correct the record, or choose the mode PERMISSIVE or DROPMALFORMED',
    },
    fr: {
      message:
        'la ligne {line} du fichier « {path} » a {found} valeurs là où le schéma a {expected} colonnes, et le mode est FAILFAST',
      hint: 'corrigez l’enregistrement, ou choisissez le mode PERMISSIVE ou DROPMALFORMED',
    },
  },
  'SRC-301': {
    domain: 'user',
    en: {
      message: '{value} for column "{column}" is not of type {type}',
      hint: 'correct the value or declare another type',
    },
    fr: {
      message: '{value} pour la colonne « {column} » n’est pas du type {type}',
      hint: 'corrigez la valeur ou déclarez un autre type',
    },
  },
  'SRC-302': {
    domain: 'user',
    en: { message: 'column "{column}" is not declared, so its value is not read', hint: 'did you mean {near}?' },
    fr: {
      message: 'la colonne « {column} » n’est pas déclarée ; sa valeur n’est pas lue',
      hint: 'vouliez-vous dire {near} ?',
    },
  },
  'SRC-303': {
    domain: 'user',
    en: {
      message: 'a row must be an object of columns',
      hint: 'write rows as objects: the name of each column with its value',
    },
    fr: {
      message: 'une ligne doit être un objet de colonnes',
      hint: 'écrivez les lignes comme des objets : le nom de chaque colonne avec sa valeur',
    },
  },
  'SRC-304': {
    domain: 'user',
    en: { message: '"batches" must be an array of arrays of rows', hint: 'write one array of rows for each trigger' },
    fr: {
      message: '« batches » doit être un tableau de tableaux de lignes',
      hint: 'écrivez un tableau de lignes par déclenchement',
    },
  },
} as const satisfies ErrorArea;
