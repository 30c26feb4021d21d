/** Queries over the columns of a trial: what lies between the source and the sink, and how the source reads. */
import type { FilesScript } from '../../engine/testing/run-files.ts';
import type { CsvSigns } from './csv-lines.ts';
import type { Dice } from './dice.ts';
import { randomFields, type TrialField } from './random-values.ts';

export type TrialFormat = 'json' | 'csv' | 'text';

/** A script whose files are still to be written, and what their writer has to know. */
export interface TrialQuery {
  readonly format: TrialFormat;
  readonly script: Omit<FilesScript, 'files'>;
  /** Columns that records have values for. */
  readonly written: readonly TrialField[];
  readonly signs: CsvSigns;
  readonly hasHeader: boolean;
  /** Null for `\n`, `\r\n` and `\r`. */
  readonly lineEnd: string | null;
}

type Nodes = FilesScript['nodes'];

export function randomQuery(dice: Dice, format: TrialFormat): TrialQuery {
  const written = format === 'text' ? [{ name: 'value', type: 'string' }] : randomFields(dice);
  const corrupt = format !== 'text' && dice.chance(0.25) ? [{ name: '_corrupt_record', type: 'string' }] : [];
  const fields = [...written, ...corrupt];
  if (corrupt.length > 0 && dice.chance(0.3)) fields.reverse();
  const options = dice.chance(0.65) ? {} : randomOptions(dice, format);
  const signs = { separator: options.sep ?? ',', quote: options.quote ?? '"', escape: options.escape ?? '\\' };
  const hasHeader = format === 'csv' && dice.chance(0.3);
  const { nodes, outputMode } = randomNodes(dice, fields);
  return {
    format,
    written,
    signs,
    hasHeader,
    lineEnd: options.lineSep ?? null,
    script: {
      fields,
      nodes,
      outputMode,
      mode: dice.chance(0.8) ? 'streaming' : 'batch',
      timeZone: dice.pick(['UTC', 'UTC', 'Europe/Paris', 'America/New_York', '+05:30']),
      source: { format, options: { ...options, ...(hasHeader ? { header: 'true' } : {}) } },
      schema: { mode: dice.pick(['PERMISSIVE', 'PERMISSIVE', 'PERMISSIVE', 'DROPMALFORMED', 'FAILFAST']) },
    },
  };
}

const flag = (name: string, value = 'true') => ({ [name]: value });

const JSON_OPTIONS: readonly Readonly<Record<string, string>>[] = [
  flag('allowComments'),
  flag('allowUnquotedFieldNames'),
  flag('allowSingleQuotes', 'false'),
  flag('allowNumericLeadingZeros'),
  flag('allowNonNumericNumbers', 'false'),
  flag('allowBackslashEscapingAnyCharacter'),
  flag('allowUnquotedControlChars'),
  { timestampFormat: "yyyy-MM-dd'T'HH:mm:ssXXX" },
  { timestampFormat: 'yyyy-MM-dd HH:mm:ss' },
  { dateFormat: 'dd/MM/yyyy' },
  { timeZone: 'Europe/Paris' },
  { timeZone: 'Asia/Kolkata' },
  { enableDateTimeParsingFallback: 'false' },
  { maxNumLen: '20' },
  { maxNestingDepth: '3' },
  { lineSep: '\n' },
  { lineSep: ';' },
];

const CSV_OPTIONS: readonly Readonly<Record<string, string>>[] = [
  { sep: ';' },
  { sep: '\t' },
  { sep: '|' },
  { sep: '||' },
  { quote: "'" },
  { quote: '' },
  { escape: '"' },
  { quote: "'", escape: "'" },
  { charToEscapeQuoteEscaping: '#' },
  { comment: '#' },
  flag('enforceSchema', 'false'),
  flag('ignoreLeadingWhiteSpace'),
  flag('ignoreTrailingWhiteSpace'),
  { ignoreLeadingWhiteSpace: 'true', ignoreTrailingWhiteSpace: 'true' },
  { nullValue: 'NA' },
  { nullValue: 'null', emptyValue: 'empty' },
  { nanValue: 'nil', positiveInf: 'big', negativeInf: '-big' },
  { maxColumns: '4' },
  { maxCharsPerColumn: '10' },
  { timestampFormat: "yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX]" },
  { dateFormat: 'dd/MM/yyyy' },
  { timeZone: 'Europe/Paris' },
  { lineSep: '\n' },
];

function randomOptions(dice: Dice, format: TrialFormat): Readonly<Record<string, string>> {
  if (format === 'text') return dice.pick([{ lineSep: '\n' }, { lineSep: ';' }, { wholetext: 'true' }]);
  const known = format === 'json' ? JSON_OPTIONS : CSV_OPTIONS;
  return Object.assign({}, ...dice.some(known, dice.chance(0.7) ? 1 : 2)) as Record<string, string>;
}

/** A column's name in an expression. */
const quoted = ({ name }: TrialField): string => `\`${name.replaceAll('`', '``')}\``;

function randomNodes(
  dice: Dice,
  fields: readonly TrialField[],
): Pick<TrialQuery['script'], 'nodes'> & { outputMode: NonNullable<FilesScript['outputMode']> } {
  const time = fields.find(({ type }) => type === 'timestamp');
  const nodes: Nodes[number][] = [];
  if (dice.chance(0.3))
    nodes.push({ id: 'kept', kind: 'filter', config: { condition: condition(dice, dice.pick(fields)) } });
  let columns = fields;
  if (dice.chance(0.25)) {
    columns = dice.some(fields, dice.between(1, fields.length));
    if (time !== undefined && !columns.includes(time)) columns = [...columns, time];
    const extra = { expr: computed(dice, dice.pick(columns)), as: 'computed' };
    nodes.push({
      id: 'chosen',
      kind: 'select',
      config: { columns: [...columns.map((field) => ({ expr: quoted(field) })), extra] },
    });
    columns = [...columns, { name: 'computed', type: 'computed' }];
  }
  if (time !== undefined && dice.chance(0.4)) {
    nodes.push({
      id: 'late',
      kind: 'watermark',
      config: { timeColumn: time.name, delay: dice.pick(['0 seconds', '1 minute', '2 days']) },
    });
  }
  const hasWindow = time !== undefined && dice.chance(0.4);
  if (hasWindow) nodes.push({ id: 'windows', kind: 'window', config: { timeColumn: time.name, ...windowOf(dice) } });
  if (dice.chance(0.3)) return { nodes, outputMode: 'append' };
  const keys = dice.some(columns, dice.between(0, 4)).map(({ name }) => name);
  if (hasWindow) keys.splice(dice.below(keys.length + 1), 0, 'window');
  nodes.push({ id: 'groups', kind: 'group-by', config: { keys, aggregates: aggregatesOf(dice, columns) } });
  return { nodes, outputMode: dice.pick(['update', 'update', 'complete']) };
}

function windowOf(dice: Dice): Record<string, string> {
  return dice.pick([
    { type: 'tumbling', duration: '1 hour' },
    { type: 'tumbling', duration: '7 seconds', startTime: '3 seconds' },
    { type: 'sliding', duration: '1 hour', slide: '20 minutes' },
    { type: 'sliding', duration: '10 minutes', slide: '7 minutes' },
  ]);
}

function condition(dice: Dice, field: TrialField): string {
  const column = quoted(field);
  const plain = [`${column} IS NOT NULL`, `${column} IS NULL`, `NOT (${column} <=> NULL)`];
  switch (field.type) {
    case 'string':
      return dice.pick([
        ...plain,
        `${column} = 'Open'`,
        `${column} <> ''`,
        `${column} IN ('Open', 'Close', 'é')`,
        `${column} LIKE 'O%'`,
        `length(${column}) < 6`,
        `upper(${column}) > 'D'`,
      ]);
    case 'boolean':
      return dice.pick([...plain, column, `NOT ${column}`]);
    case 'timestamp':
      return dice.pick([...plain, `${column} > timestamp '2016-07-26 02:00:00'`, `hour(${column}) < 12`]);
    case 'date':
      return dice.pick([...plain, `${column} >= date '2016-07-26'`, `year(${column}) = 2016`]);
    default:
      return dice.pick([
        ...plain,
        `${column} > 10`,
        `${column} % 3 = 0`,
        `${column} BETWEEN -1 AND 50`,
        `${column} IN (1, 2, 50)`,
        `abs(${column}) < 30.5`,
      ]);
  }
}

function computed(dice: Dice, field: TrialField): string {
  const column = quoted(field);
  const plain = [
    `coalesce(${column}, NULL)`,
    `CASE WHEN ${column} IS NULL THEN 'none' ELSE 'some' END`,
    `cast(${column} AS string)`,
  ];
  switch (field.type) {
    case 'string':
      return dice.pick([
        ...plain,
        `upper(${column})`,
        `length(${column})`,
        `concat(${column}, '-', ${column})`,
        `substring(${column}, 2, 3)`,
        `try_cast(${column} AS int)`,
      ]);
    case 'boolean':
      return dice.pick([...plain, `if(${column}, 1, 2)`]);
    case 'timestamp':
      return dice.pick([
        ...plain,
        `hour(${column})`,
        `date_trunc('hour', ${column})`,
        `to_date(${column})`,
        `${column} + interval 1 hour`,
      ]);
    case 'date':
      return dice.pick([...plain, `date_add(${column}, 1)`, `month(${column})`]);
    default:
      return dice.pick([
        ...plain,
        `${column} * 2`,
        `try_divide(${column}, 3)`,
        `-${column}`,
        `cast(${column} AS double)`,
      ]);
  }
}

function aggregatesOf(dice: Dice, fields: readonly TrialField[]): Record<string, string>[] {
  return Array.from({ length: dice.between(1, 5) }, (_, index) => {
    const field = dice.pick(fields);
    const isNumber = /^(bigint|int|smallint|tinyint|double|float|decimal)/.test(field.type);
    const functions = [
      'count',
      'min',
      'max',
      ...(isNumber ? ['sum', 'avg', 'sum'] : []),
      ...(dice.chance(0.1) ? ['first', 'last', 'collect_list', 'stddev'] : []),
    ];
    const name = dice.pick(functions);
    if (name === 'stddev' && !isNumber) return { function: 'count', as: `n${index}` };
    return name === 'count' && dice.chance(0.5)
      ? { function: 'count', as: `n${index}` }
      : { function: name, expr: quoted(field), as: `n${index}` };
  });
}

/** Whether the query may add up floats: then the last digits depend on where its input is cut. */
export function addsFloats({ nodes, fields }: TrialQuery['script']): boolean {
  const exact = fields.filter(({ type }) => type !== 'double' && type !== 'float').map(quoted);
  return nodes.some(({ kind, config }) => {
    if (kind !== 'group-by') return false;
    const calls = config.aggregates as readonly { readonly function: string; readonly expr?: string }[];
    return calls.some(
      ({ function: name, expr = '' }) =>
        ['sum', 'avg', 'stddev'].includes(name) && !(name === 'sum' && exact.includes(expr)),
    );
  });
}
