/** Changes to the bytes of a line, as broken writers, disks and hostile senders make them. */
import type { Dice } from './dice.ts';
import { oddValue } from './random-values.ts';

const SIGNS = [...'{}[]",:\\\'\n\r\0\u001f/*# \t-+.eE0123456789truefalsn|;'].map((sign) => sign.charCodeAt(0));
const PIECES = [
  ...[
    '\ufeff',
    '\u2028',
    '\u00a0',
    '\u0085',
    '\r\n',
    '\n\n',
    '""',
    '\\"',
    '\\\\',
    '\\n',
    '\\u0041',
    '\\ud83d\\ude00',
    '\\ud800',
    '/*',
    '*/',
    '//',
  ],
  ...[
    'null',
    'true',
    'NaN',
    'Infinity',
    ',,',
    '::',
    '}}',
    '{{',
    ']}',
    '}{',
    '} {',
    'é',
    '😀',
    '1'.repeat(30),
    '9'.repeat(320),
    ' '.repeat(70),
  ],
].map((piece) => Buffer.from(piece));
const NO_UTF8 = [
  [0xff],
  [0xc3],
  [0xc3, 0x28],
  [0xe2, 0x82],
  [0xf0, 0x9f, 0x98],
  [0xed, 0xa0, 0x80],
  [0xc0, 0x80],
  [0x80],
  [0xf8, 0x88],
].map((bytes) => Buffer.from(bytes));

type Mutation = (dice: Dice, bytes: Buffer, other: Buffer) => Buffer;

const MUTATIONS: readonly Mutation[] = [
  // A byte changed, put in, taken out or doubled.
  (dice, bytes) => replaced(bytes, place(dice, bytes), 1, Buffer.from([dice.pick(SIGNS)])),
  (dice, bytes) => replaced(bytes, place(dice, bytes), 0, Buffer.from([dice.pick(SIGNS)])),
  (dice, bytes) => replaced(bytes, place(dice, bytes), 1, Buffer.alloc(0)),
  (dice, bytes) => {
    const at = place(dice, bytes);
    return replaced(bytes, at, 0, bytes.subarray(at, at + 1));
  },
  (dice, bytes) => {
    const copy = Buffer.from(bytes);
    const at = place(dice, bytes);
    copy[at] = (copy[at] ?? 0) ^ (1 << dice.below(8));
    return copy;
  },
  // A piece put in, taken out, doubled, or taken from another line.
  (dice, bytes) => replaced(bytes, place(dice, bytes), 0, dice.pick(PIECES)),
  (dice, bytes) => replaced(bytes, place(dice, bytes), 0, dice.pick(NO_UTF8)),
  (dice, bytes) => replaced(bytes, place(dice, bytes), dice.between(2, 12), Buffer.alloc(0)),
  (dice, bytes) => {
    const at = place(dice, bytes);
    return replaced(bytes, at, 0, bytes.subarray(at, at + dice.between(1, 40)));
  },
  (dice, bytes, other) => Buffer.concat([bytes.subarray(0, place(dice, bytes)), other.subarray(place(dice, other))]),
  (dice, bytes) => bytes.subarray(0, place(dice, bytes)),
  // A whole value put in the place of a value, or two values changed about.
  withToken((dice) => Buffer.from(spelled(dice))),
  withToken((dice) => Buffer.from(spelled(dice))),
  withToken((dice) => Buffer.from(spelled(dice))),
  withToken((dice, token) =>
    Buffer.concat([token, Buffer.from(dice.pick(['0', '.0', 'e0', '.5', 'e5', '00000000', ' ', '1']))]),
  ),
  (dice, bytes) => {
    const tokens = tokensOf(bytes);
    if (tokens.length < 2) return bytes;
    const [first, second] = dice.some(tokens, 2).sort((a, b) => a.from - b.from);
    if (first === undefined || second === undefined) return bytes;
    return Buffer.concat([
      bytes.subarray(0, first.from),
      bytes.subarray(second.from, second.to),
      bytes.subarray(first.to, second.from),
      bytes.subarray(first.from, first.to),
      bytes.subarray(second.to),
    ]);
  },
  // The fields once more, so that names come twice.
  (_, bytes, other) =>
    bytes[0] === 0x7b && other[0] === 0x7b
      ? Buffer.concat([bytes.subarray(0, bytes.lastIndexOf(0x7d)), Buffer.from(','), other.subarray(1)])
      : Buffer.concat([bytes, other]),
  // The line as a whole.
  () => Buffer.alloc(0),
  (dice) =>
    Buffer.from(dice.pick([' ', '\t', '  \r', '\ufeff', '{}', '[]', 'null', '[{}]', '[{},{}]', '""', '1', '#', ','])),
  (_, bytes, other) => Buffer.concat([bytes, Buffer.from(' '), other]),
  (_, bytes) => Buffer.concat([Buffer.from('['), bytes, Buffer.from(']')]),
  (dice, bytes) => Buffer.concat([Buffer.from(dice.pick(['\ufeff', ' ', '\t', '\u00a0', '\0', '//', '#'])), bytes]),
  (dice, bytes) =>
    Buffer.concat([bytes, Buffer.from(dice.pick(['\ufeff', ' ', '\t', ',', '}', '\0', '//x', '"', '\r', '\u00a0']))]),
  (_, bytes) => Buffer.from(bytes.toString('latin1').replaceAll('"', "'"), 'latin1'),
];

/** The line with one to three changes; `other` is another line to take pieces of. */
export function mutated(dice: Dice, line: Buffer, other: Buffer): Buffer {
  let bytes = line;
  for (let left = dice.chance(0.7) ? 1 : dice.between(2, 3); left > 0; left--) {
    bytes = dice.pick(MUTATIONS)(dice, bytes, other);
  }
  return bytes;
}

function place(dice: Dice, bytes: Buffer): number {
  return dice.below(Math.max(1, bytes.length));
}

function replaced(bytes: Buffer, at: number, length: number, by: Buffer): Buffer {
  return Buffer.concat([bytes.subarray(0, at), by, bytes.subarray(at + length)]);
}

function spelled(dice: Dice): string {
  const { text, isText } = oddValue(dice);
  return isText ? JSON.stringify(text) : text;
}

function withToken(change: (dice: Dice, token: Buffer) => Buffer): Mutation {
  return (dice, bytes) => {
    const tokens = tokensOf(bytes);
    if (tokens.length === 0) return bytes;
    const { from, to } = dice.pick(tokens);
    return Buffer.concat([bytes.subarray(0, from), change(dice, bytes.subarray(from, to)), bytes.subarray(to)]);
  };
}

interface Token {
  readonly from: number;
  readonly to: number;
}

/** Words, numbers and texts in quotes, as a quick look finds them. */
function tokensOf(bytes: Buffer): Token[] {
  const text = bytes.toString('latin1');
  return Array.from(text.matchAll(/"(?:[^"\\]|\\.)*"|[\w.+-]+/g), (found) => ({
    from: found.index,
    to: found.index + found[0].length,
  }));
}
