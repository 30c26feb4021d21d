import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'Select',
  summary: 'Computes, renames and drops columns',
  keywords: 'columns project withColumn rename cast compute expression',
  help: `Each line is an expression in Spark SQL, for example upper(action) or time + interval 1 hour. * stands for all columns.

With “Keep other columns” the computed ones are added to the rows, or replace the column of the same name.`,
  settings: {
    columns: { label: 'Columns' },
    'columns.expr': { label: 'Expression' },
    'columns.as': { label: 'Name' },
    keep: { label: 'Keep other columns' },
  },
};

const fr: NodeWords = {
  title: 'Select',
  summary: 'Calcule, renomme et retire des colonnes',
  keywords: 'colonnes projeter renommer convertir calculer expression',
  help: `Chaque ligne est une expression en SQL de Spark, par exemple upper(action) ou time + interval 1 hour. * désigne toutes les colonnes.

Avec « Garder les autres colonnes », les colonnes calculées s’ajoutent aux lignes, ou remplacent la colonne du même nom.`,
  settings: {
    columns: { label: 'Colonnes' },
    'columns.expr': { label: 'Expression' },
    'columns.as': { label: 'Nom' },
    keep: { label: 'Garder les autres colonnes' },
  },
};

export const words = { en, fr };
