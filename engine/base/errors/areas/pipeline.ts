import type { ErrorArea } from '../entry.ts';

/** Inputs of nodes by the ids of their ports. */
const inputWords = {
  en: { in: 'the input', left: 'the left input', right: 'the right input' },
  fr: { in: 'l’entrée', left: 'l’entrée gauche', right: 'l’entrée droite' },
} as const;

/** Codes PIP-NNN: the pipeline file and the wires in it. */
export const pipelineErrors = {
  'PIP-001': {
    domain: 'user',
    en: {
      message: 'the pipeline file is not JSON: see line {line}, column {column}, at {found}',
      hint: 'correct it there in a text editor, or restore an earlier copy',
    },
    fr: {
      message: 'le fichier de pipeline n’est pas du JSON : voir ligne {line}, colonne {column}, à {found}',
      hint: 'corrigez-le là dans un éditeur de texte, ou reprenez une copie antérieure',
    },
  },
  'PIP-002': {
    domain: 'user',
    en: {
      message: 'the pipeline file has {size} MB; at most {limit} MB are read',
      hint: 'keep data in data files and name them in a source',
    },
    fr: {
      message: 'le fichier de pipeline pèse {size} Mo ; {limit} Mo au plus sont lus',
      hint: 'gardez les données dans des fichiers de données et nommez-les dans une source',
    },
  },
  'PIP-003': {
    domain: 'user',
    en: { message: 'the file is no Millrace pipeline: "format" is {found}, not "millrace.pipeline"' },
    fr: { message: 'le fichier n’est pas un pipeline Millrace : « format » vaut {found} et non "millrace.pipeline"' },
  },
  'PIP-004': {
    domain: 'user',
    en: {
      message: 'the pipeline file has version {version}; this Millrace reads versions up to {known}',
      hint: 'open it with a newer Millrace',
    },
    fr: {
      message: 'le fichier de pipeline est en version {version} ; ce Millrace lit les versions jusqu’à {known}',
      hint: 'ouvrez-le avec un Millrace plus récent',
    },
  },
  'PIP-005': {
    domain: 'user',
    en: { message: 'key "{key}" at {path} is not known', hint: 'did you mean {near}?' },
    fr: { message: 'la clé « {key} » à {path} n’est pas connue', hint: 'vouliez-vous dire {near} ?' },
  },
  'PIP-006': {
    domain: 'user',
    en: { message: '{path} is missing; it must be {expected}' },
    fr: { message: '{path} manque ; il faut {expected}' },
  },
  'PIP-007': {
    domain: 'user',
    en: { message: '{path} must be {expected}, not {found}', hint: 'did you mean {near}?' },
    fr: { message: '{path} doit être {expected}, et non {found}', hint: 'vouliez-vous dire {near} ?' },
  },
  'PIP-008': {
    domain: 'user',
    en: {
      message: 'node id {id} is not allowed',
      hint: 'use letters, digits, "_", "-" and ".", at most 100, starting with a letter or a digit',
    },
    fr: {
      message: 'l’identifiant de nœud {id} n’est pas permis',
      hint: 'employez lettres, chiffres, « _ », « - » et « . », 100 au plus, en commençant par une lettre ou un chiffre',
    },
  },
  'PIP-009': {
    domain: 'user',
    en: { message: 'two nodes have the id "{id}"', hint: 'give each node an id of its own' },
    fr: { message: 'deux nœuds portent l’identifiant « {id} »', hint: 'donnez à chaque nœud son propre identifiant' },
  },
  'PIP-010': {
    domain: 'user',
    en: { message: 'node kind "{kind}" is not known', hint: 'did you mean {near}?' },
    fr: { message: 'le genre de nœud « {kind} » n’est pas connu', hint: 'vouliez-vous dire {near} ?' },
  },
  'PIP-011': {
    domain: 'user',
    en: {
      message: 'time zone "{zone}" is not known',
      hint: 'use a region such as Europe/Paris, an offset such as +02:00, or UTC',
    },
    fr: {
      message: 'le fuseau horaire « {zone} » n’est pas connu',
      hint: 'employez une région comme Europe/Paris, un décalage comme +02:00, ou UTC',
    },
  },
  'PIP-012': {
    domain: 'user',
    en: { message: 'the pipeline has {count} nodes; at most {limit} are allowed' },
    fr: { message: 'le pipeline a {count} nœuds ; {limit} au plus sont permis' },
  },
  'PIP-013': {
    domain: 'external',
    en: {
      message: 'the pipeline file {path} cannot be read: {reason}',
      hint: 'check the path and the rights on the file',
    },
    fr: {
      message: 'le fichier de pipeline {path} ne peut être lu : {reason}',
      hint: 'vérifiez le chemin et les droits sur le fichier',
    },
  },
  'PIP-014': {
    domain: 'user',
    en: { message: '{path} must not be empty' },
    fr: { message: '{path} ne doit pas être vide' },
  },
  'PIP-015': {
    domain: 'user',
    en: {
      message: 'memory limit "{limit}" is no size, or not one between {min} and {max}',
      hint: 'write a number and a unit, such as 512 MB or 2 GB',
    },
    fr: {
      message: 'la limite de mémoire « {limit} » n’est pas une taille, ou pas une entre {min} et {max}',
      hint: 'écrivez un nombre et une unité, comme 512 MB ou 2 GB',
    },
  },
  'PIP-020': {
    domain: 'user',
    en: { message: 'a wire names node "{node}", which is not there' },
    fr: { message: 'un fil nomme le nœud « {node} », qui n’existe pas' },
  },
  'PIP-021': {
    domain: 'user',
    en: { message: 'node "{node}" is a sink: nothing can be wired to its output' },
    fr: { message: 'le nœud « {node} » est un puits : rien ne se branche à sa sortie' },
  },
  'PIP-022': {
    domain: 'user',
    en: { message: 'node "{node}" is a source: nothing can be wired into it' },
    fr: { message: 'le nœud « {node} » est une source : rien ne se branche à son entrée' },
  },
  'PIP-023': {
    domain: 'user',
    en: { message: 'node "{node}" has no input "{port}"', hint: 'it has {ports}' },
    fr: { message: 'le nœud « {node} » n’a pas d’entrée « {port} »', hint: 'il a {ports}' },
  },
  'PIP-024': {
    domain: 'user',
    en: {
      message: 'the wires make a cycle through {nodes}',
      hint: 'remove one of its wires: rows must run from sources to sinks',
    },
    fr: {
      message: 'les fils forment un cycle par {nodes}',
      hint: 'retirez l’un de ces fils : les lignes vont des sources aux puits',
    },
  },
  'PIP-025': {
    domain: 'user',
    en: {
      message: 'two wires run into {port} of node "{node}"; one comes from "{other}"',
      hint: 'remove one of them',
      words: { port: inputWords.en },
    },
    fr: {
      message: 'deux fils entrent par {port} du nœud « {node} » ; l’un vient de « {other} »',
      hint: 'retirez l’un des deux',
      words: { port: inputWords.fr },
    },
  },
  'PIP-026': {
    domain: 'user',
    en: {
      message: 'node "{node}" gives records without a schema, which "{target}" cannot take',
      hint: 'put a Schema between them',
    },
    fr: {
      message: 'le nœud « {node} » donne des enregistrements sans schéma, que « {target} » ne peut prendre',
      hint: 'placez un Schéma entre les deux',
    },
  },
  'PIP-027': {
    domain: 'user',
    en: {
      message: 'rows of node "{node}" have their columns already; Schema "{target}" reads json and csv records',
      hint: 'use a Select with casts to change types',
    },
    fr: {
      message:
        'les lignes du nœud « {node} » ont déjà leurs colonnes ; le Schéma « {target} » lit des enregistrements json et csv',
      hint: 'employez un Select avec des casts pour changer les types',
    },
  },
  'PIP-028': {
    domain: 'user',
    en: {
      message: 'node "{target}" needs a column of type {type}; node "{node}" gives none',
      hint: 'declare the time column as {type} in the Schema',
    },
    fr: {
      message: 'le nœud « {target} » demande une colonne de type {type} ; le nœud « {node} » n’en donne pas',
      hint: 'déclarez la colonne de temps en {type} dans le Schéma',
    },
  },
  'PIP-029': {
    domain: 'user',
    en: {
      message: '{port} of node "{node}" is not wired',
      hint: 'wire another node into it, or remove this one',
      words: { port: inputWords.en },
    },
    fr: {
      message: '{port} du nœud « {node} » n’est pas branchée',
      hint: 'branchez-y un autre nœud, ou retirez celui-ci',
      words: { port: inputWords.fr },
    },
  },
  'PIP-030': {
    domain: 'user',
    en: { message: 'nothing takes the rows of node "{node}"', hint: 'wire it towards a sink' },
    fr: { message: 'rien ne prend les lignes du nœud « {node} »', hint: 'menez-le jusqu’à un puits' },
  },
  'PIP-031': {
    domain: 'user',
    en: {
      message: 'the pipeline has no sink, so there is no query to run',
      hint: 'add a Memory sink and wire the last node to it',
    },
    fr: {
      message: 'le pipeline n’a pas de puits, donc pas de requête à lancer',
      hint: 'ajoutez un puits Mémoire et branchez-y le dernier nœud',
    },
  },
  'PIP-060': {
    domain: 'user',
    en: {
      message: 'node "{node}" has no one column called "{column}" ({count} found)',
      hint: 'rename a column that leaves the node; a node with errors before it has no known columns',
    },
    fr: {
      message: 'le nœud « {node} » n’a pas une seule colonne « {column} » ({count} trouvées)',
      hint: 'renommez une colonne qui sort du nœud ; derrière une erreur, les colonnes d’un nœud sont inconnues',
    },
  },
  'PIP-061': {
    domain: 'user',
    en: {
      message: 'renaming "{column}" would give node "{node}" two columns called "{to}"',
      hint: 'choose another name',
    },
    fr: {
      message: 'renommer « {column} » donnerait au nœud « {node} » deux colonnes « {to} »',
      hint: 'choisissez un autre nom',
    },
  },
  'PIP-062': {
    domain: 'user',
    en: {
      message: 'with "{column}" called "{to}", expression "{text}" of node "{node}" would mean another column',
      hint: 'choose another name, or rename what is called "{to}" there first',
    },
    fr: {
      message:
        'si « {column} » s’appelle « {to} », l’expression « {text} » du nœud « {node} » désigne une autre colonne',
      hint: 'choisissez un autre nom, ou renommez d’abord ce qui s’y appelle « {to} »',
    },
  },
  'PIP-063': {
    domain: 'user',
    en: {
      message: 'with "{column}" called "{to}", node "{node}" would have the error {code}',
      hint: 'choose another name',
    },
    fr: {
      message: 'si « {column} » s’appelle « {to} », le nœud « {node} » aura l’erreur {code}',
      hint: 'choisissez un autre nom',
    },
  },
  'PIP-064': {
    domain: 'user',
    en: {
      message: 'with "{column}" called "{to}", node "{node}" would give other columns than now',
      hint: 'choose another name; in a union by name, rename the column before every input',
    },
    fr: {
      message: 'si « {column} » s’appelle « {to} », le nœud « {node} » donnera d’autres colonnes qu’à présent',
      hint: 'choisissez un autre nom ; dans une union par nom, renommez la colonne avant chaque entrée',
    },
  },
  'PIP-065': {
    domain: 'user',
    en: {
      message: 'with "{column}" called "{to}", a struct field in "{text}" of node "{node}" would change its name',
      hint: 'name the field there: named_struct, or "as" inside struct',
    },
    fr: {
      message:
        'si « {column} » s’appelle « {to} », un champ de structure change de nom dans « {text} » du nœud « {node} »',
      hint: 'nommez-y le champ : named_struct, ou « as » dans struct',
    },
  },
  'PIP-066': {
    domain: 'user',
    en: {
      message: 'saved queries on table "{table}" name {columns} and are not changed: {queries}',
      hint: 'change these queries by hand',
    },
    fr: {
      message:
        'des requêtes enregistrées sur la table « {table} » nomment {columns} et restent telles quelles : {queries}',
      hint: 'modifiez ces requêtes à la main',
    },
  },
  'PIP-067': {
    domain: 'user',
    en: { message: 'a column needs a name of 1 to {limit} characters', hint: 'type a name' },
    fr: { message: 'une colonne doit avoir un nom de 1 à {limit} caractères', hint: 'tapez un nom' },
  },
} as const satisfies ErrorArea;
