import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'Memory sink',
  summary: 'Keeps the result as a table for SQL',
  keywords: 'table sql result output',
  help: `The result is a table in memory with the name of the query. Ask it with SQL at any time, also while the query runs: it always shows whole micro-batches.

Output mode complete shows the whole result after each micro-batch, update the groups that changed, append only what can no longer change.`,
  settings: {
    queryName: { label: 'Table name' },
    outputMode: { label: 'Output mode' },
    trigger: { label: 'Trigger' },
    checkpointLocation: {
      label: 'Checkpoint folder',
      help: 'A folder of its own where the query writes down after each micro-batch how far it is and what it counted, so that it can go on after a stop or a crash. Works with output mode complete only: in the others the rows shown so far are not kept. Relative to the pipeline file.',
    },
  },
};

const fr: NodeWords = {
  title: 'Puits mémoire',
  summary: 'Garde le résultat dans une table pour SQL',
  keywords: 'table sql résultat sortie',
  help: `Le résultat est une table en mémoire qui porte le nom de la requête. Interrogez-la en SQL à tout moment, même pendant l’exécution : elle montre toujours des micro-lots entiers.

Le mode complete montre tout le résultat après chaque micro-lot, update les groupes modifiés, append seulement ce qui ne peut plus changer.`,
  settings: {
    queryName: { label: 'Nom de la table' },
    outputMode: { label: 'Mode de sortie' },
    trigger: { label: 'Déclencheur' },
    checkpointLocation: {
      label: 'Dossier de checkpoint',
      help: 'Un dossier à elle, où la requête note après chaque micro-lot où elle en est et ce qu’elle a compté, pour continuer après un arrêt ou une panne. Seulement avec le mode de sortie complete : dans les autres, les lignes déjà montrées ne sont pas gardées. Relatif au fichier de pipeline.',
    },
  },
};

export const words = { en, fr };
