import type { ErrorArea } from '../entry.ts';
import { damageWords } from './state-files.ts';

/** What can go wrong with the folder in which a query keeps its place. */
export const checkpointErrors = {
  'EXE-105': {
    domain: 'external',
    en: {
      message: 'checkpoint file {path} cannot be written or read: {reason}',
      hint: 'check the disk and the folder, then start again: the query goes on where it stopped',
    },
    fr: {
      message: 'le fichier de checkpoint {path} ne peut être écrit ou lu : {reason}',
      hint: 'vérifiez le disque et le dossier, puis relancez : la requête reprend où elle s’est arrêtée',
    },
  },
  'EXE-106': {
    domain: 'external',
    en: {
      message: 'checkpoint {path} is damaged: {file} {fault}',
      hint: 'put the file back from a copy of the folder, or start afresh',
      words: {
        fault: {
          missing: 'is missing',
          cut: 'ends too early',
          checksum: 'does not match its checksum',
          version: 'is of a version that is not known here',
          content: 'does not hold what it should',
          folder: 'is a folder',
        },
      },
    },
    fr: {
      message: 'le checkpoint {path} est endommagé : {file} {fault}',
      hint: 'remettez le fichier depuis une copie du dossier, ou repartez de zéro',
      words: {
        fault: {
          missing: 'manque',
          cut: 's’arrête trop tôt',
          checksum: 'ne correspond pas à sa somme de contrôle',
          version: 'est d’une version inconnue ici',
          content: 'ne contient pas ce qu’il devrait',
          folder: 'est un dossier',
        },
      },
    },
  },
  'EXE-107': {
    domain: 'user',
    en: {
      message: 'checkpoint {path} was written by another query: that one reads {found} sources, this one {now}',
      hint: 'bring the sources back, or start afresh',
    },
    fr: {
      message: 'le checkpoint {path} vient d’une autre requête : elle lit {found} sources, celle-ci {now}',
      hint: 'remettez les sources comme elles étaient, ou repartez de zéro',
    },
  },
  'EXE-108': {
    domain: 'user',
    en: {
      message:
        'a memory table cannot go on from checkpoint {path}: only output mode complete brings its earlier rows back',
      hint: 'start afresh, or use output mode complete',
    },
    fr: {
      message: 'une table en mémoire ne peut reprendre du checkpoint {path} : seul le mode complete rend ses lignes',
      hint: 'repartez de zéro, ou choisissez le mode complete',
    },
  },
  'EXE-150': {
    domain: 'user',
    en: {
      message: 'checkpoint {path} is in use: process {pid} has worked on it since {since}',
      hint: 'stop that run first, or give this query another folder; if no such program is at work any more, remove the file "{file}" in the folder',
    },
    fr: {
      message: 'le checkpoint {path} est utilisé : le processus {pid} y travaille depuis {since}',
      hint: 'arrêtez d’abord cette exécution, ou donnez un autre dossier à cette requête ; si plus aucun programme n’y travaille, supprimez le fichier « {file} » du dossier',
    },
  },
  'EXE-151': {
    domain: 'user',
    en: {
      message: 'checkpoint {path} is in use on machine {host}: process {pid} there has worked on it since {since}',
      hint: 'stop that run first; if it is certain that it has ended, remove the file "{file}" in the folder',
    },
    fr: {
      message: 'le checkpoint {path} est utilisé sur la machine {host} : le processus {pid} y travaille depuis {since}',
      hint: 'arrêtez d’abord cette exécution ; s’il est certain qu’elle a pris fin, supprimez le fichier « {file} » du dossier',
    },
  },
  'EXE-152': {
    domain: 'external',
    en: {
      message: 'it cannot be told who uses checkpoint {path}: its file "{file}" cannot be understood',
      hint: 'make sure that no run is at work there, then remove that file',
    },
    fr: {
      message: 'on ne peut savoir qui utilise le checkpoint {path} : son fichier « {file} » est incompréhensible',
      hint: 'assurez-vous qu’aucune exécution n’y travaille, puis supprimez ce fichier',
    },
  },
  'EXE-153': {
    domain: 'user',
    spark: 'CONCURRENT_STREAM_LOG_UPDATE',
    en: {
      message: 'another run works on checkpoint {path} at the same time: it wrote {file} first',
      hint: 'stop the other run, then start again; give each query a folder of its own',
    },
    fr: {
      message: 'une autre exécution travaille en même temps sur le checkpoint {path} : elle a écrit {file} la première',
      hint: 'arrêtez l’autre exécution, puis relancez ; donnez à chaque requête un dossier à elle',
    },
  },
  'EXE-154': {
    domain: 'external',
    spark: 'STREAMING_CHECKPOINT_MISSING_METADATA_FILE',
    en: {
      message: 'checkpoint {path} holds logs or state, but its file "metadata" is missing',
      hint: 'put the file back from a copy of the folder, start afresh, or name another folder',
    },
    fr: {
      message: 'le checkpoint {path} contient des journaux ou un état, mais son fichier « metadata » manque',
      hint: 'remettez le fichier depuis une copie du dossier, repartez de zéro, ou indiquez un autre dossier',
    },
  },
  'EXE-155': {
    domain: 'user',
    en: {
      message: 'checkpoint {path} has format {found}; this version knows formats up to {known}',
      hint: 'go on with the newer version that wrote it, or start afresh',
    },
    fr: {
      message: 'le checkpoint {path} est au format {found} ; cette version connaît les formats jusqu’à {known}',
      hint: 'poursuivez avec la version plus récente qui l’a écrit, ou repartez de zéro',
    },
  },
  'EXE-156': {
    domain: 'external',
    en: {
      message: 'the disk is full: {path} could not be written',
      hint: 'make room, then start again: the query goes on where it stopped, and nothing is lost',
    },
    fr: {
      message: 'le disque est plein : {path} n’a pu être écrit',
      hint: 'libérez de la place, puis relancez : la requête reprend où elle s’est arrêtée, et rien n’est perdu',
    },
  },
  'EXE-157': {
    domain: 'external',
    en: {
      message: 'access to checkpoint file {path} is denied: {reason}',
      hint: 'give this user the right to write there, or name another folder',
    },
    fr: {
      message: 'l’accès au fichier de checkpoint {path} est refusé : {reason}',
      hint: 'donnez à cet utilisateur le droit d’y écrire, ou indiquez un autre dossier',
    },
  },
  'EXE-158': {
    domain: 'external',
    en: {
      message:
        'checkpoint {path} does not say that the batches before {batch} were finished ({file} is missing); batch {batch} runs again',
      hint: 'a file sink skips what it has taken already; other sinks may get rows of that batch twice',
    },
    fr: {
      message:
        'le checkpoint {path} ne dit pas que les lots avant le {batch} sont achevés ({file} manque) ; le lot {batch} est rejoué',
      hint: 'un puits fichiers saute ce qu’il a déjà reçu ; d’autres puits peuvent recevoir deux fois des lignes de ce lot',
    },
  },
  'EXE-159': {
    domain: 'external',
    en: {
      message:
        'state file {path} is damaged ({reason}); an older one and the changes since stood in for it, so that nothing is lost',
      hint: 'check the disk: it has changed or lost bytes',
      words: {
        reason: damageWords.en,
      },
    },
    fr: {
      message:
        'le fichier d’état {path} est endommagé ({reason}) ; un plus ancien et les changements depuis l’ont remplacé, et rien n’est perdu',
      hint: 'vérifiez le disque : il a modifié ou perdu des octets',
      words: {
        reason: damageWords.fr,
      },
    },
  },
  'EXE-160': {
    domain: 'user',
    en: {
      message: 'the sinks {nodes} keep their place in one folder, {path}',
      hint: 'give each sink a checkpointLocation of its own, or a name of its own',
    },
    fr: {
      message: 'les puits {nodes} gardent leur place dans un même dossier, {path}',
      hint: 'donnez à chaque puits un checkpointLocation à lui, ou un nom à lui',
    },
  },
  'EXE-161': {
    domain: 'external',
    en: {
      message: 'the folder {path} cannot be set aside for a fresh start: {reason}',
      hint: 'close the programs that use it and check the rights on it, or rename it by hand',
    },
    fr: {
      message: 'le dossier {path} ne peut être mis de côté pour repartir de zéro : {reason}',
      hint: 'fermez les programmes qui l’utilisent et vérifiez les droits, ou renommez-le à la main',
    },
  },
  'EXE-162': {
    domain: 'user',
    en: {
      message:
        'the checkpoint holds to {setting} "{held}", with which the query was first started; "{asked}" does not count',
      hint: 'to go on with "{asked}", start afresh; to go on as before, set {setting} to "{held}"',
    },
    fr: {
      message:
        'le checkpoint s’en tient à {setting} « {held} », fixé au premier démarrage de la requête ; « {asked} » reste sans effet',
      hint: 'pour passer à « {asked} », repartez de zéro ; pour continuer comme avant, donnez à {setting} la valeur « {held} »',
    },
  },
} as const satisfies ErrorArea;
