/** A catalogue for the page without an engine: enough kinds, ports and controls to draw, wire and edit. */
import type { InputPort, NodeDescriptor, NodeWords, SettingDescriptor } from '../../engine/nodes/descriptor.ts';

type Word = readonly [english: string, french: string];

const rowsIn: readonly InputPort[] = [{ id: 'in', accepts: ['rows'] }];
const timedRowsIn: readonly InputPort[] = [{ id: 'in', accepts: ['rows'], needsType: 'timestamp' }];

function words(index: 0 | 1, { title, summary, keywords, labels: settings }: Omit<Kind, 'settings'>): NodeWords {
  const labels = Object.entries(settings).map(([path, word]) => [path, { label: word[index] }] as const);
  return {
    title: title[index],
    summary: summary[index],
    keywords: keywords?.[index],
    help: summary[index],
    settings: Object.fromEntries(labels),
  };
}

interface Kind extends Pick<NodeDescriptor, 'kind' | 'family' | 'inputs' | 'output' | 'settings' | 'defaults'> {
  readonly title: Word;
  readonly summary: Word;
  readonly keywords?: Word;
  readonly labels: Readonly<Record<string, Word>>;
}

function describe(kind: Kind): NodeDescriptor {
  const { title: _, summary: _summary, keywords: _keywords, labels: _labels, ...rest } = kind;
  return { ...rest, words: { en: words(0, kind), fr: words(1, kind) } };
}

const outputMode: SettingDescriptor = {
  path: 'outputMode',
  control: 'choice',
  choices: ['append', 'update', 'complete'],
  required: true,
};
const fields: SettingDescriptor = {
  path: 'fields',
  control: 'list',
  required: true,
  item: [
    { path: 'name', control: 'text', required: true },
    { path: 'type', control: 'data-type', required: true },
    { path: 'nullable', control: 'switch', required: false, defaultText: 'true' },
  ],
};
const fieldLabels: Readonly<Record<string, Word>> = {
  fields: ['Columns', 'Colonnes'],
  'fields.name': ['Name', 'Nom'],
  'fields.type': ['Type', 'Type'],
  'fields.nullable': ['May be null', 'Peut être nul'],
};

const kinds: readonly Kind[] = [
  {
    kind: 'file-source',
    family: 'source',
    inputs: [],
    output: 'by-format',
    settings: [
      { path: 'path', control: 'path', pick: 'file-or-folder', required: true },
      { path: 'format', control: 'choice', choices: ['json', 'csv', 'text'], required: true },
      { path: 'maxFilesPerTrigger', control: 'number', min: 1, integer: true, required: false },
      { path: 'options', control: 'options', required: false },
    ],
    defaults: { path: '', format: 'json' },
    title: ['Files', 'Fichiers'],
    summary: ['Reads files of a folder as they arrive', 'Lit les fichiers d’un dossier à leur arrivée'],
    labels: {
      path: ['Path', 'Chemin'],
      format: ['Format', 'Format'],
      maxFilesPerTrigger: ['Files per trigger', 'Fichiers par déclenchement'],
      options: ['Reader options', 'Options de lecture'],
    },
  },
  {
    kind: 'rows-source',
    family: 'source',
    inputs: [],
    output: 'rows',
    settings: [fields, { path: 'batches', control: 'json', required: true }],
    defaults: { fields: [{ name: 'time', type: 'timestamp' }], batches: [[]] },
    title: ['Rows', 'Lignes'],
    summary: ['Rows written by hand, batch by batch', 'Lignes saisies à la main, lot par lot'],
    labels: { ...fieldLabels, batches: ['Batches', 'Lots'] },
  },
  {
    kind: 'schema',
    family: 'shape',
    inputs: [{ id: 'in', accepts: ['records'] }],
    output: 'rows',
    settings: [
      fields,
      { path: 'mode', control: 'choice', choices: ['PERMISSIVE', 'DROPMALFORMED', 'FAILFAST'], required: false },
    ],
    defaults: { fields: [] },
    title: ['Schema', 'Schéma'],
    summary: ['Gives records named, typed columns', 'Donne aux enregistrements des colonnes typées'],
    labels: { ...fieldLabels, mode: ['Mode', 'Mode'] },
  },
  {
    kind: 'filter',
    family: 'shape',
    inputs: rowsIn,
    output: 'rows',
    settings: [{ path: 'condition', control: 'expression', required: true }],
    defaults: { condition: '' },
    title: ['Filter', 'Filtre'],
    summary: ['Keeps the rows for which a condition holds', 'Garde les lignes qui vérifient une condition'],
    labels: { condition: ['Condition', 'Condition'] },
  },
  {
    kind: 'window',
    family: 'time',
    inputs: timedRowsIn,
    output: 'rows',
    settings: [
      { path: 'type', control: 'choice', choices: ['tumbling', 'sliding', 'session'], required: true },
      { path: 'timeColumn', control: 'column', ofType: 'timestamp', required: true },
      { path: 'duration', control: 'duration', required: true, when: { path: 'type', is: ['tumbling', 'sliding'] } },
      { path: 'slide', control: 'duration', required: true, when: { path: 'type', is: ['sliding'] } },
      { path: 'gap', control: 'expression', required: true, when: { path: 'type', is: ['session'] } },
      { path: 'as', control: 'text', required: false, defaultText: 'window' },
    ],
    defaults: { type: 'tumbling', timeColumn: 'time', duration: '1 hour' },
    title: ['Window', 'Fenêtre'],
    summary: ['Assigns each row to windows of event time', 'Range chaque ligne dans des fenêtres de temps'],
    labels: {
      type: ['Type', 'Type'],
      timeColumn: ['Time column', 'Colonne de temps'],
      duration: ['Duration', 'Durée'],
      slide: ['Slide', 'Pas'],
      gap: ['Gap', 'Pause'],
      as: ['Name of the column', 'Nom de la colonne'],
    },
  },
  {
    kind: 'group-by',
    family: 'aggregate',
    inputs: rowsIn,
    output: 'rows',
    settings: [
      { path: 'keys', control: 'columns', required: false },
      {
        path: 'aggregates',
        control: 'list',
        required: true,
        item: [
          { path: 'function', control: 'choice', choices: ['count', 'sum', 'avg', 'min', 'max'], required: true },
          { path: 'expr', control: 'expression', required: false, defaultText: '*' },
          { path: 'as', control: 'text', required: false },
        ],
      },
    ],
    defaults: { keys: [], aggregates: [{ function: 'count' }] },
    title: ['Group by', 'Regroupement'],
    summary: ['Aggregates rows that share their keys', 'Agrège les lignes de mêmes clés'],
    labels: {
      keys: ['Keys', 'Clés'],
      aggregates: ['Aggregates', 'Agrégats'],
      'aggregates.function': ['Function', 'Fonction'],
      'aggregates.expr': ['Of', 'De'],
      'aggregates.as': ['As', 'Nom'],
    },
  },
  {
    kind: 'join',
    family: 'aggregate',
    inputs: [
      { id: 'left', accepts: ['rows'] },
      { id: 'right', accepts: ['rows'] },
    ],
    output: 'rows',
    settings: [
      { path: 'type', control: 'choice', choices: ['inner', 'left', 'right', 'full'], required: true },
      { path: 'on', control: 'expression', required: true },
    ],
    defaults: { type: 'inner', on: 'left.id = right.id' },
    title: ['Join', 'Jointure'],
    summary: ['Pairs the rows of two inputs', 'Associe les lignes de deux entrées'],
    keywords: ['lookup merge', 'rapprocher enrichir'],
    labels: { type: ['Type', 'Type'], on: ['Condition', 'Condition'] },
  },
  {
    kind: 'union',
    family: 'shape',
    inputs: [{ id: 'in', accepts: ['rows'], takesMany: true }],
    output: 'rows',
    settings: [{ path: 'allowMissingColumns', control: 'switch', required: false, defaultText: 'false' }],
    defaults: {},
    title: ['Union', 'Union'],
    summary: ['All rows of several inputs', 'Toutes les lignes de plusieurs entrées'],
    keywords: ['append merge', 'concaténer réunir'],
    labels: { allowMissingColumns: ['Match by name', 'Associer par nom'] },
  },
  {
    kind: 'memory-sink',
    family: 'sink',
    inputs: rowsIn,
    output: null,
    settings: [
      { path: 'queryName', control: 'text', required: true },
      outputMode,
      { path: 'trigger', control: 'trigger', required: false },
    ],
    defaults: { queryName: 'result', outputMode: 'complete' },
    title: ['Memory table', 'Table en mémoire'],
    summary: ['A result table open to SQL', 'Une table de résultats ouverte au SQL'],
    labels: {
      queryName: ['Query name', 'Nom de la requête'],
      outputMode: ['Output mode', 'Mode de sortie'],
      trigger: ['Trigger', 'Déclencheur'],
    },
  },
];

export const fakeCatalogue: readonly NodeDescriptor[] = kinds.map(describe);

/** The lab's pipeline, as the app opens it first. */
export const fakePipeline = JSON.stringify({
  format: 'millrace.pipeline',
  version: 1,
  name: 'Lab 5: open and close counts',
  settings: { mode: 'streaming', timeZone: 'UTC' },
  nodes: [
    {
      id: 'events',
      kind: 'file-source',
      label: 'Event files',
      position: { x: 0, y: 0 },
      config: { path: '../samples/lab5', format: 'json', maxFilesPerTrigger: 1 },
    },
    {
      id: 'typed',
      kind: 'schema',
      position: { x: 240, y: 0 },
      config: {
        fields: [
          { name: 'time', type: 'timestamp' },
          { name: 'action', type: 'string' },
        ],
      },
    },
    {
      id: 'hourly',
      kind: 'window',
      position: { x: 480, y: 0 },
      config: { type: 'tumbling', timeColumn: 'time', duration: '1 hour' },
    },
    {
      id: 'counts',
      kind: 'group-by',
      position: { x: 720, y: 0 },
      config: { keys: ['action', 'window'], aggregates: [{ function: 'count' }] },
    },
    {
      id: 'table',
      kind: 'memory-sink',
      position: { x: 960, y: 0 },
      config: { queryName: 'counts', outputMode: 'complete', trigger: { type: 'default' } },
    },
  ],
  edges: [
    { source: 'events', target: 'typed' },
    { source: 'typed', target: 'hourly' },
    { source: 'hourly', target: 'counts' },
    { source: 'counts', target: 'table' },
  ],
});
