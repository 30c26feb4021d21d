import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'File sink',
  summary: 'Writes each micro-batch as files of a folder',
  keywords: 'write save output csv json parquet partitionBy folder export',
  help: `Each micro-batch becomes new files in the folder, and what is in a file does not change any more: the output mode is append. With an aggregation that needs a Watermark before it, since only what can no longer change is written.

Each row is written exactly once, also when the query stops in the middle and goes on later. For this the sink keeps a log in the folder (_spark_metadata) and needs a checkpoint folder. A File source that reads the folder follows the log.

In batch mode the rows go into a new or empty folder, without a log.`,
  settings: {
    path: { label: 'Folder', help: 'Made where it is missing. A relative path starts at the pipeline file.' },
    format: { label: 'Format' },
    partitionBy: {
      label: 'Partition by',
      help: 'A folder for each value of these columns, day=2016-07-26; they are left out of the files.',
    },
    outputMode: { label: 'Output mode', help: 'Files take append only.' },
    trigger: { label: 'Trigger' },
    checkpointLocation: {
      label: 'Checkpoint folder',
      help: 'A folder of its own where the query writes down after each micro-batch how far it is and what it counted. After a stop or a crash it goes on from there, and no row is lost or written twice. A stream into files needs one; relative to the pipeline file.',
    },
    options: {
      label: 'Writer options',
      help: 'The options of the format by Spark’s names: header, sep, compression, timestampFormat …',
    },
  },
};

const fr: NodeWords = {
  title: 'Puits fichiers',
  summary: 'Écrit chaque micro-lot dans les fichiers d’un dossier',
  keywords: 'écrire enregistrer sortie csv json parquet partition dossier',
  help: `Chaque micro-lot devient de nouveaux fichiers du dossier, et ce qui est dans un fichier ne change plus : le mode de sortie est append. Avec une agrégation, il faut donc un Watermark avant elle, car seul ce qui ne peut plus changer est écrit.

Chaque ligne est écrite exactement une fois, même si la requête s’arrête au milieu et reprend plus tard. Pour cela, le puits tient un journal dans le dossier (_spark_metadata) et exige un dossier de checkpoint. Une Source fichiers qui lit le dossier suit ce journal.

En mode batch, les lignes vont dans un dossier neuf ou vide, sans journal.`,
  settings: {
    path: { label: 'Dossier', help: 'Créé s’il manque. Un chemin relatif part du fichier de pipeline.' },
    format: { label: 'Format' },
    partitionBy: {
      label: 'Partitionner par',
      help: 'Un dossier par valeur de ces colonnes, day=2016-07-26 ; elles ne figurent pas dans les fichiers.',
    },
    outputMode: { label: 'Mode de sortie', help: 'Les fichiers n’acceptent qu’append.' },
    trigger: { label: 'Déclencheur' },
    checkpointLocation: {
      label: 'Dossier de checkpoint',
      help: 'Un dossier à elle, où la requête note après chaque micro-lot où elle en est et ce qu’elle a compté. Après un arrêt ou une panne, elle continue à partir de là, et aucune ligne n’est perdue ni écrite deux fois. Un flux vers des fichiers en exige un ; relatif au fichier de pipeline.',
    },
    options: {
      label: 'Options d’écriture',
      help: 'Les options du format, par leurs noms de Spark : header, sep, compression, timestampFormat …',
    },
  },
};

export const words = { en, fr };
