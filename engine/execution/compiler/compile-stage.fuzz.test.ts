/** Lines that went wrong in every way that a seeded generator thinks of: both executors must tell the same of them. */
import { expect, test } from 'vitest';
import { type FilesScript, runFiles } from '../../testing/run-files.ts';
import type { ScriptNode } from '../../testing/stream-script.ts';

type Random = () => number;

function randomOf(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

function pick<T>(random: Random, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)] as T;
}

const strings = [
  '"Open"',
  '"Close"',
  '"Fermé"',
  '""',
  '"a\\"b"',
  '"\\u004fpen"',
  '"tab\\t"',
  '"\ud83d\ude00"',
  '"Open ',
];
const numbers = [
  ...[
    '0',
    '-0',
    '5',
    '-7',
    '007',
    '-',
    '1.5',
    '-0.25',
    '.5',
    '5.',
    '1e3',
    '1E-2',
    '1e',
    '+4',
    '0.1',
    '123456789012345',
  ],
  ...['1234567890123456', '9007199254740993', '9223372036854775807', '9223372036854775808', '2147483648', '9000000001'],
  ...[
    '0.30000000000000004',
    '1.7976931348623157e308',
    '1e400',
    '4.9e-324',
    '12345678.901234567',
    '-1469501107',
    '1469501107',
  ],
  ...[
    '0.000001',
    '99999999.999',
    '123456789012345.6',
    '1.0000000000000002',
    'NaN',
    'Infinity',
    '-Infinity',
    '+INF',
    '-0.0',
  ],
];
const times = [
  ...['"2016-07-26T02:05:00Z"', '"2016-07-26T02:05:00.5Z"', '"2016-07-26T02:05:00.123456Z"', '"2016-07-26 02:05:00"'],
  ...['"2016-07-26"', '"2016-02-30T00:00:00Z"', '"2016-07-26T24:00:00Z"', '"12:30"', '"0001-01-01T00:00:00Z"', '""'],
  ...[
    '"2016-07-26T02:05:00.1234567Z"',
    '"2016-07-26T02:05:00.Z"',
    '"2016-07-26T02:05:00+02:00"',
    '"9999-12-31T23:59:59Z"',
  ],
];
const others = [
  'null',
  'true',
  'false',
  'nul',
  'True',
  '{}',
  '[]',
  '{"a":[1,2,{"b":"c"}]}',
  '[1,]',
  '{"a":1',
  '"\\x"',
  '',
];
const names = [
  'time',
  'action',
  'amount',
  'size',
  'id',
  'ok',
  'price',
  'other',
  'TIME',
  'tim\\u0065',
  '',
  'acti on',
  'é',
];
const spaces = ['', '', '', '', ' ', '  ', '\t', '\r', '\u00a0'];

/** A value that fits its column and that the loop can take. */
function plainValue(random: Random, name: string): string {
  if (random() < 0.05) return 'null';
  switch (name) {
    case 'time':
      return random() < 0.8 ? String(Math.floor(random() * 60) - 10) : pick(random, times.slice(0, 3));
    case 'action':
      return pick(random, strings.slice(0, 4));
    case 'ok':
      return pick(random, ['true', 'false']);
    case 'amount':
      return pick(random, [
        '0.1',
        '-0.25',
        '1e3',
        '12345678.901234567',
        '0.30000000000000004',
        '-0.0',
        '1.0000000000000002',
      ]);
    case 'price':
      return pick(random, ['0.05', '12', '-7.125', '3.0005', '99.9']);
    case 'other':
      return pick(random, ['null', '1.5', '"x"', '[1,2,{"b":"c"}]', '{"a":[]}', '"\\n"']);
    default:
      return String(Math.floor(random() * 200) - 50);
  }
}

function oddValue(random: Random): string {
  return pick(random, [...strings, ...numbers, ...times, ...others]);
}

/** Six lines in ten are plain, two have one odd value or one field more, the others are wild. */
function lineOf(random: Random): string {
  const kind = random();
  if (kind < 0.8) {
    const chosen = names.slice(0, 8).filter(() => random() < 0.7);
    if (random() < 0.3) chosen.reverse();
    const space = random() < 0.3 ? ' ' : '';
    const fields = chosen.map((name) => `"${name}":${space}${plainValue(random, name)}`);
    if (kind >= 0.6) {
      const name = pick(random, names);
      const odd = `"${name}":${random() < 0.5 ? oddValue(random) : plainValue(random, name)}`;
      fields.splice(Math.floor(random() * (fields.length + 1)), Math.floor(random() * 2), odd);
    }
    return `{${fields.join(`,${space}`)}}`;
  }
  const space = () => pick(random, spaces);
  const chosen = Array.from({ length: Math.floor(random() * 7) }, () => pick(random, names));
  const fields = chosen.map((name) => {
    const value = random() < 0.7 ? plainValue(random, name) : oddValue(random);
    return `${space()}"${name}"${space()}:${space()}${value}${space()}`;
  });
  const line = `${space()}{${fields.join(',')}}${space()}`;
  return random() < 0.5 ? line : mutated(random, line);
}

function mutated(random: Random, line: string): string {
  const at = Math.floor(random() * line.length);
  switch (Math.floor(random() * 8)) {
    case 0:
      return line.slice(0, at);
    case 1:
      return line.slice(0, at) + line.slice(at + 1);
    case 2:
      return `${line.slice(0, at)}${pick(random, [...'{}[]",:\\\'\n\r\0\u001f/*# é\ufeff'])}${line.slice(at)}`;
    case 3:
      return `${line} ${line}`;
    case 4:
      return `[${line}]`;
    case 5:
      return line.replaceAll('"', "'");
    case 6:
      return `${line},`;
    default:
      return '';
  }
}

function fileOf(random: Random, lines: number): Uint8Array {
  const parts = Array.from(
    { length: lines },
    () => lineOf(random) + pick(random, ['\n', '\n', '\n', '\n', '\r\n', '\r']),
  );
  const bytes = Buffer.from(parts.join(''), 'utf8');
  // A few bytes that are no UTF-8.
  for (let i = 0; i < 3; i++) {
    if (random() < 0.5) bytes[Math.floor(random() * bytes.length)] = 0x80 + Math.floor(random() * 0x80);
  }
  return bytes;
}

const fields = [
  { name: 'time', type: 'timestamp' },
  { name: 'action', type: 'string' },
  { name: 'amount', type: 'double' },
  { name: 'size', type: 'int' },
  { name: 'id', type: 'bigint' },
  { name: 'ok', type: 'boolean' },
  { name: 'price', type: 'decimal(12,3)' },
];

const aggregates = [
  { function: 'count' },
  { function: 'sum', expr: 'amount' },
  { function: 'avg', expr: 'amount' },
  { function: 'max', expr: 'amount' },
  { function: 'sum', expr: 'size' },
  { function: 'min', expr: 'id' },
  { function: 'sum', expr: 'price' },
  { function: 'max', expr: 'action' },
];

const plans: readonly (readonly ScriptNode[])[] = [
  [{ id: 'groups', kind: 'group-by', config: { keys: ['action'], aggregates } }],
  [{ id: 'groups', kind: 'group-by', config: { keys: ['ok', 'size', 'amount'], aggregates } }],
  [
    { id: 'kept', kind: 'filter', config: { condition: "size > 0 OR ok OR action = 'Open'" } },
    { id: 'late', kind: 'watermark', config: { timeColumn: 'time', delay: '5 seconds' } },
    {
      id: 'windows',
      kind: 'window',
      config: { type: 'sliding', timeColumn: 'time', duration: '10 seconds', slide: '4 seconds' },
    },
    { id: 'groups', kind: 'group-by', config: { keys: ['window', 'action'], aggregates } },
  ],
];

const seeds = Array.from({ length: 12 }, (_, i) => 1000 + i);

test.each(seeds)('seed %i', async (seed) => {
  const random = randomOf(seed);
  const script: FilesScript = {
    fields,
    nodes: pick(random, plans),
    files: [{ bytes: fileOf(random, 300) }, { bytes: fileOf(random, 100) }],
    schema: { mode: pick(random, ['PERMISSIVE', 'PERMISSIVE', 'DROPMALFORMED']) },
    timeZone: pick(random, ['UTC', 'Europe/Paris']),
    mode: pick(random, ['streaming', 'batch']),
  };
  const interpreted = await runFiles(script, 'interpreted');
  expect(await runFiles(script, 'compiled')).toEqual(interpreted);
  expect(interpreted.failure).toBeNull();
});

test.each(seeds)('a few single lines each, seed %i', async (seed) => {
  const random = randomOf(-seed);
  for (let i = 0; i < 8; i++) {
    const line = lineOf(random);
    const script: FilesScript = { fields, nodes: pick(random, plans), files: [{ bytes: `${line}\n` }] };
    const interpreted = await runFiles(script, 'interpreted');
    expect(await runFiles(script, 'compiled'), JSON.stringify(line)).toEqual(interpreted);
  }
});
