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
      help: 'Where the query keeps its place, so that it can go on later.',
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
      help: 'Où la requête garde sa position, pour pouvoir continuer plus tard.',
    },
  },
};

export const words = { en, fr };
