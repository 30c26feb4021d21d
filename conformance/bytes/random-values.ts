/** Texts of values as files hold them: of every type, in many of the ways in which they can be written, and some that fit none. */
import type { Dice } from './dice.ts';

/** A column of a trial's schema. */
export interface TrialField {
  readonly name: string;
  readonly type: string;
}

const TYPES = [
  ...['string', 'string', 'string', 'bigint', 'int', 'smallint', 'tinyint', 'double', 'double', 'float', 'boolean'],
  ...[
    'timestamp',
    'timestamp',
    'date',
    'decimal(10,2)',
    'decimal(12,3)',
    'decimal(38,18)',
    'decimal(5,0)',
    'decimal(15,15)',
  ],
];
const NAMES = [
  ...[
    'time',
    'action',
    'a',
    'aa',
    'ab',
    'id',
    'size',
    'amount',
    'price',
    'ok',
    'user',
    'name with spaces',
    'é',
    '日本',
  ],
  ...[
    'x.y',
    "it's",
    'a"b',
    'back\\slash',
    '_1',
    'a_rather_long_name_of_more_than_thirty_two_bytes',
    '0',
    'null',
    'sixteen_bytes_16',
  ],
];

/** One to eight columns of different names. */
export function randomFields(dice: Dice): TrialField[] {
  const names = dice.chance(0.7) ? NAMES.slice(0, 11) : NAMES;
  return dice.some(names, dice.between(1, 8)).map((name) => ({ name, type: dice.pick(TYPES) }));
}

const WORDS = [
  ...[
    'Open',
    'Close',
    'open',
    'Opened',
    '',
    ' ',
    'a',
    'b',
    'Fermé',
    '日本語',
    '😀',
    'e\u0301',
    'x'.repeat(7),
    'y'.repeat(8),
    'z'.repeat(9),
  ],
  ...[
    'sixteen bytes 16',
    'seventeen bytes17',
    '-'.repeat(33),
    'null',
    'true',
    '12',
    '1.5',
    '2016-07-26',
    'NaN',
    'a,b',
    'tab\there',
    "it's",
    '#x',
  ],
  ...[
    '"quoted"',
    'back\\slash',
    'line\nend',
    'cr\rhere',
    '\u0000',
    '\u007f',
    '\u00a0',
    '\ufeff',
    '\u2028',
    '{"a":1}',
    'key:',
    'ß',
    '\ud800',
  ],
];
const ODD_NUMBERS = [
  ...[
    '-0',
    '007',
    '-',
    '.5',
    '5.',
    '1e',
    '+4',
    '--1',
    '1_0',
    '0x1F',
    '1e400',
    '-1e400',
    '4.9e-324',
    '2e-324',
    '1E+5',
    '1e-7',
    '00',
    '-00.0',
  ],
  ...[
    '9007199254740991',
    '9007199254740992',
    '9007199254740993',
    '-9007199254740993',
    '9223372036854775807',
    '-9223372036854775808',
  ],
  ...[
    '9223372036854775808',
    '2147483647',
    '2147483648',
    '-2147483648',
    '-2147483649',
    '32767',
    '32768',
    '-129',
    '128',
    '127',
    '4294967296',
  ],
  ...[
    '0.1',
    '0.30000000000000004',
    '1.7976931348623157e308',
    '1.7976931348623159e308',
    '12345678.901234567',
    '1.0000000000000002',
  ],
  ...[
    '0.000001',
    '99999999.999',
    '123456789012345.6',
    '16777217',
    '3.4028235e38',
    '3.5e38',
    '1.401298464324817e-45',
    '1e22',
    '1e23',
    '0e5',
  ],
  ...[
    'NaN',
    'Infinity',
    '-Infinity',
    '+INF',
    'INF',
    '-INF',
    'inf',
    '+NaN',
    '1d',
    '1f',
    '1D',
    '0.5e0',
    '1e+',
    '10e-1',
    '5e0',
    '1.0',
    '1.10',
  ],
  ...[
    '8.5e15',
    '9000000000',
    '9000000001',
    '-9000000001',
    '253402300800',
    '1469501107',
    '-62135596800',
    '0.045',
    '2.675',
    '1.005',
    '999.995',
  ],
  ...[
    `1${'0'.repeat(40)}`,
    `0.${'0'.repeat(40)}1`,
    `${'9'.repeat(400)}`,
    '1'.repeat(1001),
    '123456789012345678901234567890.123456789',
  ],
];
const ODD_TIMES = [
  ...[
    '2016-07-26T24:00:00Z',
    '2016-02-30T00:00:00Z',
    '2016-02-29',
    '2015-02-29',
    '12:30',
    'T12:30',
    '0001-01-01T00:00:00Z',
    '',
    ' 2016-07-26',
  ],
  ...[
    '2016-07-26T02:05:00.1234567Z',
    '2016-07-26T02:05:00.Z',
    '9999-12-31T23:59:59.999999Z',
    '10000-01-01',
    '+12016-07-26',
    '-0001-01-01',
  ],
  ...[
    '2016-07',
    '2016',
    '2016-7-6',
    '2016-7-6 1:2:3',
    '2016-07-26T02',
    '2016-07-26T02:05',
    '2016-03-27 02:30:00',
    '2016-10-30 02:30:00',
  ],
  ...[
    '2016-07-26T02:05:00 Europe/Paris',
    '2016-07-26T02:05:00UTC',
    '2016-07-26T02:05:00+25:00',
    '2016-07-26t02:05:00z',
    '1969-12-31T23:59:59.999999Z',
  ],
  ...[
    '2016-07-26T02:05:60Z',
    '2016-13-01',
    '2016-00-10',
    '1582-10-10',
    '26/07/2016',
    '2016-07-26T02:05:00-00:00',
    'epoch',
    'now',
    'today',
    '1469501107',
  ],
];
const OTHERS = [
  ...[
    'null',
    'true',
    'false',
    'nul',
    'True',
    'NULL',
    '{}',
    '[]',
    '{"a":[1,2,{"b":"c"}]}',
    '[1,]',
    '[1,2',
    '{"a":1',
    '"',
    "'single'",
    'abc',
    '',
  ],
  ...[
    '/* c */ 1',
    '1 // c',
    '[[[[[[]]]]]]',
    '{"a":{"a":{"a":"}"}}}',
    '"\\x"',
    '"\\u12"',
    '"\\ud800"',
    '"a\\\nb"',
    '"\t"',
    '\u00a0',
    '1 2',
    '"a" "b"',
  ],
];

/** A number without exponent or of any form. */
function number(dice: Dice): string {
  const sign = dice.chance(0.3) ? '-' : '';
  const whole = String(dice.below(10 ** dice.between(1, 9)));
  const kind = dice.below(10);
  if (kind < 5) return sign + whole;
  const digits = Array.from({ length: dice.between(1, kind < 8 ? 3 : 17) }, () => dice.below(10)).join('');
  const exponent =
    kind === 9 ? `${dice.pick(['e', 'E'])}${dice.pick(['', '+', '-'])}${dice.below(dice.chance(0.8) ? 20 : 400)}` : '';
  return `${sign}${whole}${dice.chance(0.9) ? `.${digits}` : ''}${exponent}`;
}

/** A moment of a few days or of any year, with or without its time of day, fraction and zone. */
export function moment(dice: Dice): string {
  const spread = dice.chance(0.8) ? 200_000 : 60_000_000_000;
  const text = new Date((1_469_500_000 + dice.between(-spread, spread)) * 1000).toISOString();
  const day = text.slice(0, -14);
  if (dice.chance(0.15)) return day;
  const clock = text.slice(-13, -5);
  const fraction = dice.chance(0.4) ? `.${String(dice.below(1_000_000)).slice(0, dice.between(1, 6))}` : '';
  const zone = dice.chance(0.6) ? 'Z' : dice.pick(['', '+02:00', '-0330', '+05', ' UTC', 'GMT+1', '[Europe/Paris]']);
  return `${day}${dice.pick(['T', 'T', 'T', ' '])}${clock}${fraction}${zone}`;
}

/** A text for a string column. */
export function word(dice: Dice): string {
  if (dice.chance(0.7)) return dice.pick(WORDS.slice(0, 4));
  if (dice.chance(0.7)) return dice.pick(WORDS);
  if (dice.chance(0.03)) return dice.pick(WORDS.slice(0, 12)).repeat(dice.between(100, 3000));
  return Array.from({ length: dice.between(1, 30) }, () => dice.pick([...'abcdefgXYZ0189 _-.,:;"\\\'é日'])).join('');
}

/** A plain value of the type as it stands in a record, or null for one that is missing. `isText`: written in quotes. */
export function plainValue(dice: Dice, type: string): { readonly text: string; readonly isText: boolean } | null {
  if (dice.chance(0.05)) return null;
  if (type.startsWith('decimal'))
    return { text: dice.chance(0.6) ? `${dice.below(1000)}.${dice.below(100)}` : number(dice), isText: false };
  switch (type) {
    case 'string':
      return { text: word(dice), isText: true };
    case 'boolean':
      return { text: dice.pick(['true', 'false']), isText: false };
    case 'timestamp':
      return dice.chance(0.4)
        ? { text: String(1_469_500_000 + dice.between(-3000, 3000)), isText: false }
        : { text: moment(dice), isText: true };
    case 'date':
      return { text: moment(dice).slice(0, 10), isText: true };
    case 'double':
    case 'float':
      return { text: number(dice), isText: false };
    default:
      return {
        text: `${dice.chance(0.2) ? '-' : ''}${dice.below(dice.chance(0.8) ? 100 : 10 ** dice.between(3, 17))}`,
        isText: false,
      };
  }
}

/** A value that may fit no type at all. */
export function oddValue(dice: Dice): { readonly text: string; readonly isText: boolean } {
  const isText = dice.chance(0.3);
  switch (dice.below(4)) {
    case 0:
      return { text: dice.pick(ODD_NUMBERS), isText };
    case 1:
      return { text: dice.pick(ODD_TIMES), isText: !isText };
    case 2:
      return { text: dice.pick(OTHERS), isText };
    default:
      return { text: word(dice), isText: true };
  }
}
