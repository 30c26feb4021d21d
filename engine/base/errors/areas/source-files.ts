import type { ErrorArea } from '../entry.ts';

/** Files that are not what they were when a query took them, and saved lists of files that cannot be gone on with. */
export const sourceFileErrors = {
  'SRC-160': {
    domain: 'external',
    en: {
      message:
        'file "{path}" gave way to another after it was listed: {listedBytes} bytes of {listedTime} then, {bytes} bytes of {time} now',
      hint: 'put the file back, of that size and time, and run again; the option "ignoreCorruptFiles" passes over such files',
    },
    fr: {
      message:
        'le fichier « {path} » a fait place à un autre après avoir été listé : {listedBytes} octets du {listedTime} alors, {bytes} octets du {time} maintenant',
      hint: 'remettez le fichier, de cette taille et de cette date, et relancez ; l’option « ignoreCorruptFiles » passe outre de tels fichiers',
    },
  },
  'SRC-161': {
    domain: 'external',
    en: {
      message: 'entry {entry} of the saved list of files names "{file}", which does not belong to path "{path}"',
      hint: 'restore the checkpoint from a copy, set the path back to what it was, or start afresh with another folder',
    },
    fr: {
      message:
        'l’entrée {entry} de la liste de fichiers enregistrée nomme « {file} », qui n’appartient pas au chemin « {path} »',
      hint: 'reprenez le checkpoint d’une copie, rétablissez le chemin d’origine, ou repartez d’un autre dossier',
    },
  },
  'SRC-162': {
    domain: 'external',
    en: {
      message: 'entry {entry} of the saved list of files names file "{file}" once more, so its rows would count twice',
      hint: 'restore the checkpoint from a copy, or start afresh with another folder',
    },
    fr: {
      message:
        'l’entrée {entry} de la liste de fichiers enregistrée nomme de nouveau le fichier « {file} » : ses lignes compteraient deux fois',
      hint: 'reprenez le checkpoint d’une copie, ou repartez d’un autre dossier',
    },
  },
  'SRC-163': {
    domain: 'external',
    en: {
      message: 'the saved list of files has {found} entries of micro-batches, and the query has planned {needed}',
      hint: 'restore the checkpoint from a copy, with its folder "sources", or start afresh with another folder',
    },
    fr: {
      message:
        'la liste de fichiers enregistrée compte {found} entrées de micro-lots, alors que la requête en a planifié {needed}',
      hint: 'reprenez le checkpoint d’une copie, avec son dossier « sources », ou repartez d’un autre dossier',
    },
  },
  'SRC-170': {
    domain: 'user',
    en: {
      message: 'there is no file with data at "{path}"',
      hint: 'point to a file, or to a folder that holds some; names that begin with . or _ are passed over',
    },
    fr: {
      message: 'il n’y a aucun fichier de données à « {path} »',
      hint: 'indiquez un fichier, ou un dossier qui en contient ; les noms qui commencent par . ou _ sont ignorés',
    },
  },
  'SRC-171': {
    domain: 'user',
    en: {
      message: 'no record was found at the beginning of "{path}"',
      hint: 'check the format and the reader options, header above all',
    },
    fr: {
      message: 'aucun enregistrement trouvé au début de « {path} »',
      hint: 'vérifiez le format et les options de lecture, surtout header',
    },
  },
  'SRC-172': {
    domain: 'user',
    en: {
      message: '{count} of the records looked at are no JSON objects, the first in line {line} of "{path}"',
      hint: 'they are read as null; check the format, or set the mode to DROPMALFORMED',
    },
    fr: {
      message:
        '{count} des enregistrements examinés ne sont pas des objets JSON, le premier à la ligne {line} de « {path} »',
      hint: 'ils sont lus comme null ; vérifiez le format, ou choisissez le mode DROPMALFORMED',
    },
  },
  'SRC-173': {
    domain: 'user',
    en: {
      message: 'file "{path}" is not text',
      hint: 'choose another file, or set the option encoding where it is text of another encoding',
    },
    fr: {
      message: 'le fichier « {path} » n’est pas du texte',
      hint: 'choisissez un autre fichier, ou réglez l’option encoding si son codage est autre',
    },
  },
  'SRC-174': {
    domain: 'user',
    en: {
      message: 'the first line of file "{path}" is too long to look at (over 4 MB)',
      hint: 'declare the schema by hand, or write one record a line',
    },
    fr: {
      message: 'la première ligne du fichier « {path} » est trop longue pour être examinée (plus de 4 Mo)',
      hint: 'déclarez le schéma à la main, ou écrivez un enregistrement par ligne',
    },
  },
  'SRC-175': {
    domain: 'user',
    en: {
      message: 'the files do not all have the same columns: {count} are missing in some, such as {columns}',
      hint: 'a missing column is null; narrow the path if these are data of two kinds',
    },
    fr: {
      message: 'les fichiers n’ont pas tous les mêmes colonnes : {count} manquent dans certains, comme {columns}',
      hint: 'une colonne absente vaut null ; restreignez le chemin si ce sont deux sortes de données',
    },
  },
  'SRC-176': {
    domain: 'user',
    en: {
      message: 'columns hold values of several types and are read as text: {columns}',
      hint: 'choose a type if one of them is meant; other values are then null',
    },
    fr: {
      message: 'des colonnes ont des valeurs de plusieurs types et sont lues comme du texte : {columns}',
      hint: 'choisissez un type si l’un d’eux est le bon ; les autres valeurs seront null',
    },
  },
  'SRC-177': {
    domain: 'user',
    en: {
      message: '{count} of the first records do not fit the types chosen, the first in line {line}',
      hint: 'choose a type that is offered for the column, or string',
    },
    fr: {
      message: '{count} des premiers enregistrements ne vont pas avec les types choisis, le premier à la ligne {line}',
      hint: 'choisissez un type proposé pour la colonne, ou string',
    },
  },
  'SRC-178': {
    domain: 'user',
    en: {
      message: 'names of columns differ in letter case alone: {columns}',
      hint: 'keep one of each in the schema; expressions do not tell them apart',
    },
    fr: {
      message: 'des noms de colonnes ne diffèrent que par la casse : {columns}',
      hint: 'n’en gardez qu’un dans le schéma ; les expressions ne les distinguent pas',
    },
  },
  'SRC-179': {
    domain: 'user',
    en: {
      message: '"{type}" is no type for column "{column}"',
      hint: 'write a type of Spark SQL, such as bigint or timestamp',
    },
    fr: {
      message: '« {type} » n’est pas un type pour la colonne « {column} »',
      hint: 'écrivez un type de Spark SQL, comme bigint ou timestamp',
    },
  },
  'SRC-180': {
    domain: 'user',
    en: {
      message: '{count} of the records looked at do not have {columns} values',
      hint: 'check the separator (option sep) and the quotes',
    },
    fr: {
      message: '{count} des enregistrements examinés n’ont pas {columns} valeurs',
      hint: 'vérifiez le séparateur (option sep) et les guillemets',
    },
  },
  'SRC-181': {
    domain: 'user',
    en: {
      message: '{count} of the files looked at have other columns than the first',
      hint: 'narrow the path to files of one kind',
    },
    fr: {
      message: '{count} des fichiers examinés ont d’autres colonnes que le premier',
      hint: 'restreignez le chemin aux fichiers d’une même sorte',
    },
  },
  'SRC-182': {
    domain: 'user',
    en: {
      message: 'column "{column}" is of type {type}, which is not read here',
      hint: 'it is left out of the schema',
    },
    fr: {
      message: 'la colonne « {column} » est de type {type}, qui n’est pas lu ici',
      hint: 'elle est laissée hors du schéma',
    },
  },
  'SRC-183': {
    domain: 'user',
    en: {
      message: '{path} has {columns} columns, more than the {max} that a schema is made of here',
      hint: 'see that the separator is right, or read it as text and take it apart with expressions',
    },
    fr: {
      message: '{path} a {columns} colonnes, plus que les {max} dont un schéma se compose ici',
      hint: 'vérifiez le séparateur, ou lisez-le comme du texte et découpez-le par des expressions',
    },
  },
} as const satisfies ErrorArea;
