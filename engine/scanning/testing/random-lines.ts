import type { Schema } from '../../types/schema.ts';

/** Names and types of columns, one of every kind that lines are made of; for `schemaOf`. */
export const COLUMN_TYPES = {
  a: 'string',
  n: 'bigint',
  t: 'timestamp',
  d: 'double',
  f: 'float',
  i: 'int',
  b: 'boolean',
  m: 'decimal(12,2)',
  s: 'tinyint',
  day: 'date',
  é: 'string',
} as const;

/** A number from 0 to below 1. */
export type Random = () => number;

/** The same numbers for the same seed. */
export function randomOf(seed: number): Random {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export function pick<T>(random: Random, choices: readonly T[]): T {
  return choices[Math.floor(random() * choices.length)] as T;
}

type Kind = Schema[number]['type']['kind'];

const INTEGERS = ['0', '7', '-7', '127', '-128'];
const INTS = [...INTEGERS, '1469501107', '-1469501107', '32768', '2147483647'];
const DECIMALS = ['0', '-7', '1.5', '-0.25', '0.005', '1469501107', '1e3'];
const DOUBLES = [
  ...INTS,
  '1.5',
  '-0.0',
  '0.1',
  '1E-7',
  '123456789.123456789',
  '1e999',
  '4.9e-324',
  '0.30000000000000004',
];
const TIMES = ['2016-07-26T02:05:00Z', '2016-07-26T02:05:00.5Z', '2016-07-26T02:05:00.123456Z', '2000-02-29T23:59:59Z'];

/** Texts that mostly are a value of the type. */
const USUAL: Readonly<Partial<Record<Kind, readonly string[]>>> = {
  string: ['Open', 'Close', 'a', 'Fermé', '\u{1f600}!', 'null', 'a b', '  x ', 'a\u00a0b', 'x'.repeat(40), 'NULL'],
  boolean: ['true', 'false'],
  tinyint: INTEGERS,
  int: INTS,
  bigint: [...INTS, '123456789012345', '9007199254740991'],
  float: DOUBLES,
  double: DOUBLES,
  decimal: DECIMALS,
  timestamp: [...TIMES, '2016-07-26 02:05:00', '2016-07-26', '2016-07-26T02:05:00+02:00'],
  date: ['2016-07-26', '1969-12-31', '2016-7-6'],
};

/** Texts that a reader may fall for. */
const UNUSUAL: readonly string[] = [
  ...['', '-0', '128', '-129', '2147483648', '9007199254740993', '-9223372036854775808', '9223372036854775808'],
  ...[
    '+4',
    '007',
    '.5',
    '5.',
    '1e',
    '-',
    'NaN',
    'Infinity',
    '0x10',
    '1_0',
    '12a',
    '1,5',
    '1.5',
    '0.1234567890123456789',
  ],
  ...['2016-02-30T00:00:00Z', '2016-07-26T24:00:00Z', '12:30', '0001-01-01T00:00:00Z', '2016-07-26T02:05:00.1234567Z'],
  ...['2016-07-26T02:05:00.Z', '20160726', '12016-01-01T00:00:00Z', '2016-07-26T02:05:60Z', '2016-07-26T02:05:00.5z'],
  ...[
    'TRUE',
    'tru',
    'truee',
    '#no',
    'ab"cd',
    'x\u0000y',
    '123456789012345678901234567890123456789012345678901234567890.12345',
  ],
];

/** A text that is a value of the type, or nearly. */
export function randomText(random: Random, kind: Kind): string {
  if (random() < 0.03) return pick(random, UNUSUAL);
  if (kind === 'string' && random() < 0.3) return `user-${Math.floor(random() * 500)}`;
  return pick(random, USUAL[kind] ?? UNUSUAL);
}

/** A line that is mostly a record of JSON with these fields, in any order, with others among them. */
export function randomJsonLine(random: Random, schema: Schema): string {
  const fields = schema
    .filter(() => random() < 0.9)
    .map(({ name, type }) => [name, jsonValue(random, type.kind)] as const);
  if (random() < 0.2) fields.push([pick(random, ['z', 'unité', 'a', 'nested']), jsonExtra(random)]);
  if (random() < 0.3) fields.sort(() => random() - 0.5);
  const [blank, end] = random() < 0.2 ? [pick(random, [' ', '  ', '\t']), pick(random, ['', ' '])] : ['', ''];
  const texts = fields.map(([name, value]) => `${blank}"${name}"${end}:${blank}${value}`);
  return `${blank}{${texts.join(`${end},`)}${end}}${end}`;
}

function jsonValue(random: Random, kind: Kind): string {
  if (random() < 0.08) return 'null';
  const text = kind === 'timestamp' && random() < 0.3 ? '1469501107' : randomText(random, kind);
  const isText = kind === 'string' || kind === 'date' || (kind === 'timestamp' && text !== '1469501107');
  if (!isText && random() < 0.99) return text;
  const quoted = JSON.stringify(text);
  return random() < 0.15
    ? quoted.replace(/[A-Za-zé]/g, (letter) => (random() < 0.3 ? escaped(letter) : letter))
    : quoted;
}

function escaped(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

function jsonExtra(random: Random): string {
  return pick(random, [
    '1',
    '-2.5e3',
    '"x\\"y\\n"',
    '[1,[2,{"a":"b"}],[]]',
    '{"a":{"b":null},"c":true}',
    '"\\ud83d\\ude00"',
    '{}',
    '"\\ud83d"',
  ]);
}

/** A line that is mostly a record of CSV with these fields. */
export function randomCsvLine(random: Random, schema: Schema, separator: string, quote: string): string {
  const fields = schema.map(({ type }) => {
    if (random() < 0.06) return pick(random, ['', '', '""', 'NULL']);
    const text = randomText(random, type.kind);
    const isQuoted = random() < (type.kind === 'string' ? 0.2 : 0.03);
    if (!isQuoted) return random() < 0.01 ? ` ${text} ` : text;
    return `${quote}${random() < 0.8 ? text : `${text}${pick(random, ['\\"', '""', '\\\\', separator, '\\', '"', ' '])}x`}${quote}`;
  });
  if (random() < 0.03) fields.push(pick(random, ['', 'more', '1']));
  if (random() < 0.03) fields.pop();
  return fields.join(separator);
}

const BYTES = [
  0x22, 0x5c, 0x2c, 0x0a, 0x0d, 0x20, 0x09, 0x00, 0x7b, 0x7d, 0x3a, 0x30, 0x2d, 0xc3, 0xa9, 0xff, 0xed, 0xa0, 0xef,
  0xbb, 0xbf, 0x7f,
];

/** The bytes with some of them replaced, put in, left out or doubled. */
export function mutated(random: Random, bytes: Uint8Array): Uint8Array {
  const made = [...bytes];
  const count = random() < 0.5 ? 0 : 1 + Math.floor(random() * 3);
  for (let change = 0; change < count; change++) {
    const at = Math.floor(random() * (made.length + 1));
    const byte = random() < 0.7 ? pick(random, BYTES) : Math.floor(random() * 256);
    const length = Math.floor(random() * 6);
    switch (Math.floor(random() * 5)) {
      case 0:
        made[Math.min(at, made.length - 1)] = byte;
        break;
      case 1:
        made.splice(at, 0, byte);
        break;
      case 2:
        made.splice(at, 1);
        break;
      case 3:
        made.splice(at, length);
        break;
      default:
        made.splice(at, 0, ...made.slice(at, at + length));
    }
  }
  return Uint8Array.from(made);
}
