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
    en: { message: 'a query named "{name}" is active already', hint: 'stop it first' },
    fr: { message: 'une requête nommée « {name} » est déjà active', hint: 'arrêtez-la d’abord' },
  },
  'EXE-109': {
    domain: 'user',
    en: { message: 'queries of time zone {zone} are active, so none of {wanted} can start', hint: 'stop them first' },
    fr: {
      message: 'des requêtes du fuseau {zone} sont actives ; aucune de {wanted} ne peut commencer',
      hint: 'arrêtez-les d’abord',
    },
  },
  'EXE-129': {
    domain: 'user',
    en: {
      message: 'the query takes {used} of memory, most of it in node "{node}" ({bytes}); its limit is {limit}',
      hint: 'raise the memory limit, add a watermark so that old state goes, or group by fewer different keys',
    },
    fr: {
      message:
        'la requête occupe {used} de mémoire, surtout dans le nœud « {node} » ({bytes}) ; sa limite est de {limit}',
      hint: 'relevez la limite de mémoire, ajoutez un watermark pour que l’état ancien parte, ou groupez par moins de clés différentes',
    },
  },
  'EXE-130': {
    domain: 'external',
    spark: 'FAILED_READ_FILE',
    en: {
      message: 'the file {path} is damaged, or it is no Parquet file',
      hint: 'write it anew, or remove it from the folder',
    },
    fr: {
      message: 'le fichier {path} est endommagé, ou ce n’est pas un fichier Parquet',
      hint: 'récrivez-le, ou retirez-le du dossier',
    },
  },
  'EXE-131': {
    domain: 'user',
    spark: 'FAILED_READ_FILE.PARQUET_COLUMN_DATA_TYPE_MISMATCH',
    en: {
      message: 'column "{column}" is declared as {declared}, but it is {found} in the file {path}',
      hint: 'declare it as the file has it, and cast it after reading',
    },
    fr: {
      message: 'la colonne « {column} » est déclarée {declared}, mais elle est {found} dans le fichier {path}',
      hint: 'déclarez-la telle que le fichier l’a, et convertissez-la après la lecture',
    },
  },
  'EXE-132': {
    domain: 'user',
    en: {
      message: 'column "{column}" can be any of {names} in the file {path}',
      hint: 'names are told apart without regard to letter case: write the file with other names',
    },
    fr: {
      message: 'la colonne « {column} » peut être n’importe laquelle de {names} dans le fichier {path}',
      hint: 'la casse ne distingue pas les noms : écrivez le fichier avec d’autres noms',
    },
  },
  'EXE-133': {
    domain: 'user',
    en: {
      message: 'the value {value} in the file {path} does not fit the declared type of its column',
      hint: 'declare a wider type',
    },
    fr: {
      message: 'la valeur {value} du fichier {path} ne tient pas dans le type déclaré de sa colonne',
      hint: 'déclarez un type plus large',
    },
  },
  'EXE-134': {
    domain: 'user',
    en: {
      message: 'the file {path} is compressed with {codec}, which is not read here',
      hint: 'write it with snappy, gzip, zstd, brotli, lz4_raw or without compression',
    },
    fr: {
      message: 'le fichier {path} est compressé avec {codec}, qui n’est pas lu ici',
      hint: 'écrivez-le avec snappy, gzip, zstd, brotli, lz4_raw ou sans compression',
    },
  },
  'EXE-135': {
    domain: 'internal',
    en: {
      message: 'a worker thread of the query ended before its work was done: {reason}',
      hint: 'run the pipeline again; if it happens again, run it with "--threads 1"',
    },
    fr: {
      message: 'un fil d’exécution de la requête s’est arrêté avant la fin de son travail : {reason}',
      hint: 'relancez le pipeline ; si cela se répète, lancez-le avec « --threads 1 »',
    },
  },
  'EXE-136': {
    domain: 'external',
    en: {
      message: 'a worker thread of the query ran out of memory: its heap is limited to {limit} MB',
      hint: 'run the pipeline with "--threads 1", or with keys and aggregates that gather less',
    },
    fr: {
      message: 'un fil d’exécution de la requête a manqué de mémoire : son tas est limité à {limit} Mo',
      hint: 'lancez le pipeline avec « --threads 1 », ou avec des clés et des agrégats qui accumulent moins',
    },
  },
  'EXE-140': {
    domain: 'user',
    en: {
      message: 'generator "{node}" makes rows without end, which no PySpark program can hold',
      hint: 'set its "batches" to how many micro-batches of rows the program shall replay',
    },
    fr: {
      message: 'le générateur « {node} » produit des lignes sans fin, qu’aucun programme PySpark ne peut contenir',
      hint: 'réglez « batches » sur le nombre de micro-lots de lignes que le programme doit rejouer',
    },
  },
  'EXE-141': {
    domain: 'user',
    en: {
      message: 'generator "{node}" makes {rows} rows; a PySpark program is given at most {limit}',
      hint: 'lower "batches" or "rowsPerBatch"',
    },
    fr: {
      message: 'le générateur « {node} » produit {rows} lignes ; un programme PySpark en reçoit au plus {limit}',
      hint: 'diminuez « batches » ou « rowsPerBatch »',
    },
  },
  'EXE-142': {
    domain: 'user',
    spark: '_LEGACY_ERROR_TEMP_1321',
    en: {
      message: 'query name "{name}" of sink "{node}" is no name of a table in Spark',
      hint: 'name the query with ASCII letters, digits and "_" only',
    },
    fr: {
      message: 'le nom de requête « {name} » du puits « {node} » n’est pas un nom de table pour Spark',
      hint: 'nommez la requête avec des lettres ASCII, des chiffres et « _ » seulement',
    },
  },
  'EXE-143': {
    domain: 'user',
    en: {
      message:
        'console sink "{node}" cuts cells at {truncate} characters; the console of a stream in Spark cuts at 20 or not at all',
      hint: 'set "truncate" to true, which is 20, or to false',
    },
    fr: {
      message:
        'le puits console « {node} » coupe les cellules à {truncate} caractères ; la console d’un flux de Spark coupe à 20 ou pas du tout',
      hint: 'réglez « truncate » sur true, qui vaut 20, ou sur false',
    },
  },
  'EXE-200': {
    domain: 'internal',
    en: {
      message:
        'worker threads of the query ended {tries} times before the same micro-batch was done, the last one: {reason}',
      hint: 'run the pipeline again; if it happens again, run it with "--threads 1"',
    },
    fr: {
      message:
        'des fils d’exécution de la requête se sont arrêtés {tries} fois avant la fin du même micro-lot, le dernier : {reason}',
      hint: 'relancez le pipeline ; si cela se répète, lancez-le avec « --threads 1 »',
    },
  },
  'EXE-210': {
    domain: 'user',
    en: {
      message: 'the run has no wire from node "{source}" to node "{target}" that a breakpoint could stand on',
      hint: 'remove the breakpoint, or connect the nodes to a sink and run the pipeline again',
    },
    fr: {
      message: 'l’exécution n’a pas de lien du nœud « {source} » au nœud « {target} » où placer un point d’arrêt',
      hint: 'retirez le point d’arrêt, ou reliez les nœuds à un puits et relancez le pipeline',
    },
  },
  'EXE-211': {
    domain: 'user',
    en: {
      message: 'the breakpoint between "{source}" and "{target}" asks for late rows, but no watermark is defined there',
      hint: 'put a watermark node before it, or write the condition without "late"',
    },
    fr: {
      message:
        'le point d’arrêt entre « {source} » et « {target} » demande les lignes en retard, mais aucun watermark n’y est défini',
      hint: 'placez un nœud watermark avant lui, ou écrivez la condition sans « late »',
    },
  },
  'EXE-212': {
    domain: 'user',
    en: {
      message: 'the records between "{source}" and "{target}" have no columns yet, so no breakpoint can stand there',
      hint: 'put the breakpoint behind the node "{target}"',
    },
    fr: {
      message:
        'les enregistrements entre « {source} » et « {target} » n’ont pas encore de colonnes : aucun point d’arrêt ne peut y être placé',
      hint: 'placez le point d’arrêt derrière le nœud « {target} »',
    },
  },
  'EXE-213': {
    domain: 'user',
    en: {
      message: 'the breakpoint between "{source}" and "{target}" reads {columns}, which nothing reads from there on',
      hint: 'put the breakpoint nearer to the source, where all columns are looked at',
    },
    fr: {
      message: 'le point d’arrêt entre « {source} » et « {target} » lit {columns}, que plus rien ne lit à partir de là',
      hint: 'placez le point d’arrêt plus près de la source, où toutes les colonnes sont examinées',
    },
  },
} as const satisfies ErrorArea;
