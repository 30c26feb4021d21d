import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'File source',
  summary: 'Reads files of a folder, a few a trigger',
  keywords: 'read csv json parquet text folder directory load input readStream',
  help: `Watches a folder and reads each file once. Files are taken in the order of their modification time; with “Files a trigger” set to 1, each micro-batch reads one file, so that you can watch the result grow.

Json and csv files need a Schema node behind them that declares the columns. Text files have one column, value.`,
  settings: {
    path: {
      label: 'Path',
      help: 'A folder, a file or a pattern such as data/*.json. A relative path starts at the pipeline file.',
    },
    format: { label: 'Format' },
    maxFilesPerTrigger: {
      label: 'Files a trigger',
      help: 'At most so many new files in a micro-batch. Empty: all there are.',
    },
    maxBytesPerTrigger: {
      label: 'Bytes a trigger',
      help: 'Files are taken until their sizes add up to this; the first is always taken.',
    },
    latestFirst: { label: 'Newest files first' },
    options: {
      label: 'Reader options',
      help: 'Spark’s options of the format, by Spark’s names: multiLine, sep, header, mode …',
    },
    static: {
      label: 'Static',
      help: 'Read whole in every micro-batch instead of as a stream: the other side of a join.',
    },
  },
};

const fr: NodeWords = {
  title: 'Source fichiers',
  summary: 'Lit les fichiers d’un dossier, quelques-uns par déclenchement',
  keywords: 'lire csv json parquet texte dossier répertoire charger entrée fichier',
  help: `Surveille un dossier et lit chaque fichier une seule fois. Les fichiers sont pris dans l’ordre de leur date de modification ; avec « Fichiers par déclenchement » à 1, chaque micro-lot lit un fichier, et l’on voit le résultat grandir.

Les fichiers json et csv demandent derrière eux un nœud Schéma qui déclare les colonnes. Les fichiers texte ont une seule colonne, value.`,
  settings: {
    path: {
      label: 'Chemin',
      help: 'Un dossier, un fichier ou un motif comme data/*.json. Un chemin relatif part du fichier de pipeline.',
    },
    format: { label: 'Format' },
    maxFilesPerTrigger: {
      label: 'Fichiers par déclenchement',
      help: 'Au plus ce nombre de nouveaux fichiers par micro-lot. Vide : tous.',
    },
    maxBytesPerTrigger: {
      label: 'Octets par déclenchement',
      help: 'Les fichiers sont pris jusqu’à ce total ; le premier l’est toujours.',
    },
    latestFirst: { label: 'Fichiers récents d’abord' },
    options: {
      label: 'Options de lecture',
      help: 'Les options du format, par leurs noms de Spark : multiLine, sep, header, mode …',
    },
    static: {
      label: 'Statique',
      help: 'Lue en entier à chaque micro-lot, et non comme un flux : l’autre côté d’une jointure.',
    },
  },
};

export const words = { en, fr };
