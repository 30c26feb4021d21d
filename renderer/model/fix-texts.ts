import { defineTexts } from '../ui/i18n.ts';

/** What the buttons say that mend a finding. */
export const fixTexts = defineTexts('fixes', {
  en: {
    write: 'Write {text}',
    outputMode: 'Use output mode {mode}',
    insert_watermark: 'Insert a Watermark on {column}',
    insert_schema: 'Insert a Schema',
    rename: 'Call it {name}',
    moveAlias: 'Move the name {name} into its own field',
    setTo: 'Set it to {text}',
    clear: 'Take the setting away',
    count: 'Count the rows',
    joinType: 'Join as {type}',
    removeNode: 'Remove this node',
  },
  fr: {
    write: 'Écrire {text}',
    outputMode: 'Prendre le mode {mode}',
    insert_watermark: 'Insérer un Watermark sur {column}',
    insert_schema: 'Insérer un Schéma',
    rename: 'Nommer {name}',
    moveAlias: 'Mettre le nom {name} dans son champ',
    setTo: 'Mettre {text}',
    clear: 'Retirer le réglage',
    count: 'Compter les lignes',
    joinType: 'Joindre en {type}',
    removeNode: 'Retirer ce nœud',
  },
});

export type FixText = keyof typeof fixTexts.en;
