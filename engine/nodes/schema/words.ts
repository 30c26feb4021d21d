import type { NodeWords } from '../descriptor.ts';

const en: NodeWords = {
  title: 'Schema',
  summary: 'Declares the columns of json or csv records',
  keywords: 'columns types parse fields structure',
  help: `Gives each column a name and a type. A whole number in a timestamp column counts seconds since 1970.

A record that does not fit is malformed. PERMISSIVE keeps it with nulls, DROPMALFORMED leaves it out, FAILFAST stops the query. Declare a string column named like “Column for bad records” to see the raw text of malformed records.`,
  settings: {
    fields: { label: 'Columns' },
    'fields.name': { label: 'Name' },
    'fields.type': { label: 'Type' },
    mode: { label: 'Malformed records' },
    columnNameOfCorruptRecord: { label: 'Column for bad records' },
    options: { label: 'Reader options', help: 'Spark’s options of the format: timestampFormat, multiLine …' },
  },
};

const fr: NodeWords = {
  title: 'Schéma',
  summary: 'Déclare les colonnes des enregistrements json ou csv',
  keywords: 'colonnes types champs structure analyser',
  help: `Donne à chaque colonne un nom et un type. Un entier dans une colonne timestamp compte les secondes depuis 1970.

Un enregistrement qui ne correspond pas est mal formé. PERMISSIVE le garde avec des null, DROPMALFORMED l’écarte, FAILFAST arrête la requête. Déclarez une colonne string nommée comme « Colonne des fautifs » pour voir le texte brut des enregistrements mal formés.`,
  settings: {
    fields: { label: 'Colonnes' },
    'fields.name': { label: 'Nom' },
    'fields.type': { label: 'Type' },
    mode: { label: 'Enregistrements mal formés' },
    columnNameOfCorruptRecord: { label: 'Colonne des fautifs' },
    options: { label: 'Options de lecture', help: 'Les options du format dans Spark : timestampFormat, multiLine …' },
  },
};

export const words = { en, fr };
