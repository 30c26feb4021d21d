import type { ErrorArea } from '../entry.ts';

/** Codes EXE-120 to 128 and EXE-190 to 199: the file sink and its output folder. */
export const fileSinkErrors = {
  'EXE-120': {
    domain: 'user',
    en: {
      message: 'the file sink needs a checkpoint folder: without one, a restart would write its rows again',
      hint: 'set checkpointLocation, or give --checkpoint DIR on the command line',
    },
    fr: {
      message: 'le puits fichiers exige un dossier de checkpoint : sans lui, une reprise récrirait ses lignes',
      hint: 'renseignez checkpointLocation, ou donnez --checkpoint DIR sur la ligne de commande',
    },
  },
  'EXE-121': {
    domain: 'user',
    en: {
      message: 'the file sink cannot write into {path}: there is a file of that name',
      hint: 'name a folder, or move the file away; it was left as it is',
    },
    fr: {
      message: 'le puits fichiers ne peut écrire dans {path} : un fichier porte ce nom',
      hint: 'indiquez un dossier, ou déplacez le fichier ; il est resté tel quel',
    },
  },
  'EXE-122': {
    domain: 'external',
    en: {
      message: 'the file sink cannot write {path}: {reason}',
      hint: 'check the folder, the rights on it and the space left, then run again: the batch is written anew',
    },
    fr: {
      message: 'le puits fichiers ne peut écrire {path} : {reason}',
      hint: 'vérifiez le dossier, les droits et la place qui reste, puis relancez : le lot sera récrit',
    },
  },
  'EXE-123': {
    domain: 'user',
    spark: 'PATH_ALREADY_EXISTS',
    en: {
      message: 'the folder {path} holds something already: in batch mode the file sink writes into a new folder only',
      hint: 'name another folder, or empty this one; nothing in it was changed',
    },
    fr: {
      message:
        'le dossier {path} contient déjà quelque chose : en mode batch, le puits fichiers n’écrit que dans un dossier neuf',
      hint: 'indiquez un autre dossier, ou videz celui-ci ; rien n’y a été modifié',
    },
  },
  'EXE-124': {
    domain: 'external',
    en: {
      message: 'the log of the output folder is damaged: {path} ({reason})',
      hint: 'put this file back from a copy, or start afresh with another folder; the files written so far stay as they are',
    },
    fr: {
      message: 'le journal du dossier de sortie est endommagé : {path} ({reason})',
      hint: 'reprenez ce fichier d’une copie, ou repartez de zéro dans un autre dossier ; les fichiers déjà écrits restent tels quels',
    },
  },
  'EXE-125': {
    domain: 'user',
    spark: 'CONCURRENT_STREAM_LOG_UPDATE',
    en: {
      message: 'another query writes into {path} at the same time: it logged batch {batch} first',
      hint: 'give each query a folder of its own',
    },
    fr: {
      message: 'une autre requête écrit dans {path} en même temps : elle a journalisé le lot {batch} la première',
      hint: 'donnez à chaque requête un dossier à elle',
    },
  },
  'EXE-126': {
    domain: 'user',
    en: {
      message: 'the log of {path} ends before batch {wanted}, but the query has come to batch {batch}',
      hint: 'the folder and the checkpoint belong together: put the folder back as it was, or start afresh',
    },
    fr: {
      message: 'le journal de {path} s’arrête avant le lot {wanted}, mais la requête en est au lot {batch}',
      hint: 'le dossier et le checkpoint vont ensemble : remettez le dossier tel qu’il était, ou repartez de zéro',
    },
  },
  'EXE-127': {
    domain: 'user',
    en: {
      message:
        'the sinks {nodes} write into one folder, {path}, so that each would take batches of the other for its own',
      hint: 'give each sink a folder of its own, or join their inputs with a Union',
    },
    fr: {
      message:
        'les puits {nodes} écrivent dans un même dossier, {path} : chacun prendrait des lots de l’autre pour les siens',
      hint: 'donnez à chaque puits un dossier à lui, ou réunissez leurs entrées par une Union',
    },
  },
  'EXE-128': {
    domain: 'user',
    en: { message: 'writer option "{option}" is not offered', hint: 'remove it' },
    fr: { message: 'l’option d’écriture « {option} » n’est pas proposée', hint: 'retirez-la' },
  },
  'EXE-190': {
    domain: 'user',
    en: {
      message:
        'the output folder {path} holds batches up to {logged} already, but the query comes to batch {batch} only now: its rows would be taken for a repetition and left out',
      hint: 'the folder belongs to another query or to another checkpoint: go on with that checkpoint, name another folder, or start afresh, which sets the folder aside',
    },
    fr: {
      message:
        'le dossier de sortie {path} contient déjà les lots jusqu’à {logged}, mais la requête n’en est qu’au lot {batch} : ses lignes passeraient pour une répétition et seraient omises',
      hint: 'le dossier est celui d’une autre requête ou d’un autre checkpoint : reprenez avec ce checkpoint, indiquez un autre dossier, ou repartez de zéro, ce qui met le dossier de côté',
    },
  },
  'EXE-191': {
    domain: 'external',
    en: {
      message: 'the file {path} was gone or had another size before its batch could be logged',
      hint: 'find out which program removes or changes files in the output folder, then run again: the batch is written anew',
    },
    fr: {
      message: 'le fichier {path} avait disparu ou changé de taille avant que son lot puisse être journalisé',
      hint: 'cherchez quel programme supprime ou modifie des fichiers du dossier de sortie, puis relancez : le lot sera récrit',
    },
  },
  'EXE-192': {
    domain: 'external',
    en: {
      message: 'the disk of the output folder {path} is full ({reason})',
      hint: 'free some space, then run again: no file of the broken batch counts, and it is written anew',
    },
    fr: {
      message: 'le disque du dossier de sortie {path} est plein ({reason})',
      hint: 'libérez de la place, puis relancez : aucun fichier du lot interrompu ne compte, et il sera récrit',
    },
  },
  'EXE-193': {
    domain: 'external',
    en: {
      message: 'the output folder {path} must not be written ({reason})',
      hint: 'allow writing to the folder and everything in it, then run again: the batch is written anew',
    },
    fr: {
      message: 'il est interdit d’écrire dans le dossier de sortie {path} ({reason})',
      hint: 'autorisez l’écriture dans le dossier et tout ce qu’il contient, puis relancez : le lot sera récrit',
    },
  },
  'EXE-194': {
    domain: 'external',
    en: {
      message: 'the output folder {path} or a part of it was taken away while the query was writing ({reason})',
      hint: 'put it back as it was, then run again: the batch is written anew; if it is lost, start afresh',
    },
    fr: {
      message: 'le dossier de sortie {path}, ou une partie, a été retiré pendant que la requête écrivait ({reason})',
      hint: 'remettez-le tel qu’il était, puis relancez : le lot sera récrit ; s’il est perdu, repartez de zéro',
    },
  },
  'EXE-195': {
    domain: 'user',
    en: {
      message: 'a value of the columns {columns} is too long for the name of a folder in {path} ({reason})',
      hint: 'partition by a shorter column, for instance by the first letters or a hash of this one',
    },
    fr: {
      message: 'une valeur des colonnes {columns} est trop longue pour le nom d’un dossier de {path} ({reason})',
      hint: 'partitionnez par une colonne plus courte, par exemple les premières lettres ou un hachage de celle-ci',
    },
  },
  'EXE-196': {
    domain: 'user',
    en: {
      message: 'the folder of sink "{node}", {path}, lies within that of sink "{outer}", {folder}',
      hint: 'give the sinks folders beside one another: whoever reads the outer one would find files of both',
    },
    fr: {
      message: 'le dossier du puits « {node} », {path}, est à l’intérieur de celui du puits « {outer} », {folder}',
      hint: 'donnez aux puits des dossiers côte à côte : qui lit le dossier extérieur trouverait les fichiers des deux',
    },
  },
  'EXE-197': {
    domain: 'user',
    en: {
      message: 'the path {path} of node "{node}" is, or lies within, the checkpoint folder {folder}',
      hint: 'a checkpoint is no place for data: name another folder',
    },
    fr: {
      message: 'le chemin {path} du nœud « {node} » est le dossier de checkpoint {folder}, ou se trouve dedans',
      hint: 'un checkpoint n’est pas un endroit pour des données : indiquez un autre dossier',
    },
  },
} as const satisfies ErrorArea;
