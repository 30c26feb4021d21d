import { EngineError } from '../../base/errors/engine-error.ts';
import { type PatternElement, type PatternLetter, readPattern } from '../../types/pattern-elements.ts';
import { writtenElements } from '../../types/pattern-format.ts';
import { quoteText } from './sql-text.ts';

/** How the letters of a Spark pattern, `count` in a row, are said in the query engine's SQL. */
interface LetterRule {
  /** The `%` code of `strftime`; undefined where there is none. */
  code?(count: number): string | undefined;
  /** SQL of the letters' text where no code gives it. */
  sql?(timestamp: string, count: number, timeZone: string): string | undefined;
  /** The `%` code of `strptime`; undefined where it cannot be read back. */
  reads?(count: number): string | undefined;
}

const inOrder =
  (...codes: readonly (string | undefined)[]) =>
  (count: number) =>
    codes[count - 1];

const MONTH: LetterRule = { code: inOrder('%-m', '%m', '%b', '%B'), reads: inOrder('%-m', '%m', '%b', '%B') };
const QUARTER: LetterRule = { sql: quarter };
const OFFSET: LetterRule = { sql: offset, reads: () => '%z' };

const RULES: Readonly<Partial<Record<PatternLetter, LetterRule>>> = {
  y: {
    sql: (ts, n) => (n === 2 ? padded(`(year(${ts}) % 100)`, 2) : padded(`year(${ts})`, n)),
    reads: (n) => (n === 2 ? '%y' : n <= 4 ? '%Y' : undefined),
  },
  M: MONTH,
  L: MONTH,
  d: { code: inOrder('%-d', '%d'), reads: inOrder('%-d', '%d') },
  D: { sql: (ts, n) => padded(`dayofyear(${ts})`, n) },
  F: { sql: (ts) => padded(`((day(${ts}) - 1) % 7 + 1)`, 1) },
  E: { code: inOrder('%a', '%a', '%a', '%A') },
  H: { code: inOrder('%-H', '%H'), reads: inOrder('%-H', '%H') },
  h: { code: inOrder('%-I', '%I'), reads: inOrder('%-I', '%I') },
  K: { sql: (ts, n) => padded(`(hour(${ts}) % 12)`, n) },
  k: { sql: (ts, n) => padded(`((hour(${ts}) + 23) % 24 + 1)`, n) },
  m: { code: inOrder('%-M', '%M'), reads: inOrder('%-M', '%M') },
  s: { code: inOrder('%-S', '%S'), reads: inOrder('%-S', '%S') },
  S: {
    code: (n) => (n === 3 ? '%g' : n === 6 ? '%f' : undefined),
    sql: (ts, n) => `rpad(left(strftime(${ts}, '%f'), ${n}), ${n}, '0')`,
    reads: (n) => (n === 3 ? '%g' : n === 6 ? '%f' : undefined),
  },
  a: { code: () => '%p', reads: () => '%p' },
  Q: QUARTER,
  q: QUARTER,
  G: {
    sql: (ts, n) =>
      `CASE WHEN year(${ts}) > 0 THEN ${n === 4 ? "'Anno Domini'" : "'AD'"} ELSE ${n === 4 ? "'Before Christ'" : "'BC'"} END`,
  },
  V: { sql: (_, __, timeZone) => quoteText(timeZone) },
  X: OFFSET,
  x: { ...OFFSET, sql: (ts, n) => writtenOffset(ts, n) },
  Z: {
    reads: (n) => (n === 4 ? undefined : '%z'),
    sql: (ts, n) => (n <= 3 ? writtenOffset(ts, 2) : n === 5 ? offset(ts, 3) : undefined),
  },
};

/**
 * SQL of the text that `timestamp` has by a pattern of Spark's `date_format`.
 *
 * @param timestamp SQL of a TIMESTAMPTZ
 * @param name the function's, for messages
 * @throws EngineError SQL-023 naming the letters that cannot be said, or what is wrong with the pattern
 */
export function formatSql(timestamp: string, pattern: string, name: string, timeZone: string): string {
  const parts: string[] = [];
  let codes = '';
  const flush = () => {
    if (codes !== '') parts.push(`strftime(${timestamp}, ${quoteText(codes)})`);
    codes = '';
  };
  for (const element of writtenElements(elementsOf(pattern, 'format', name))) {
    if (element.kind === 'literal') {
      codes += element.text.replaceAll('%', '%%');
      continue;
    }
    const rule = RULES[element.letter];
    const code = rule?.code?.(element.count);
    const sql = code === undefined ? rule?.sql?.(timestamp, element.count, timeZone) : undefined;
    if (code !== undefined) {
      codes += code;
    } else if (sql !== undefined) {
      flush();
      parts.push(sql);
    } else {
      throw refused(pattern, name, element.letter.repeat(element.count));
    }
  }
  flush();
  if (parts.length === 0) return `CASE WHEN ${timestamp} IS NOT NULL THEN '' END`;
  return parts.length === 1 ? (parts[0] ?? '') : `(${parts.join(' || ')})`;
}

/**
 * The query engine's format for texts that follow a pattern of Spark's `to_timestamp`.
 *
 * @throws EngineError SQL-023 as `formatSql`, also for optional sections
 */
export function parseFormat(pattern: string, name: string): string {
  return elementsOf(pattern, 'parse', name)
    .map((element) => {
      if (element.kind === 'literal') return element.text.replaceAll('%', '%%');
      if (element.kind === 'section') throw refused(pattern, name, '[ ]');
      const code = RULES[element.letter]?.reads?.(element.count);
      if (code === undefined) throw refused(pattern, name, element.letter.repeat(element.count));
      return code;
    })
    .join('');
}

function elementsOf(pattern: string, use: 'format' | 'parse', name: string): readonly PatternElement[] {
  const elements = readPattern(pattern, use);
  if (elements.ok) return elements.value;
  const { letter, count, found } = elements.error.params;
  const letters = typeof letter === 'string' ? letter.repeat(typeof count === 'number' ? count : 1) : String(found);
  throw refused(pattern, name, letters);
}

function refused(pattern: string, name: string, letters: string): EngineError {
  return new EngineError('SQL-023', { pattern: pattern.slice(0, 80), name, letters: letters.slice(0, 20) });
}

function padded(number: string, count: number): string {
  const text = `CAST(${number} AS VARCHAR)`;
  return count === 1 ? text : `lpad(${text}, greatest(${count}, length(${text}))::INTEGER, '0')`;
}

function quarter(timestamp: string, count: number): string {
  const number = `quarter(${timestamp})`;
  if (count <= 2) return padded(number, count);
  if (count === 3) return `('Q' || CAST(${number} AS VARCHAR))`;
  return `(['1st', '2nd', '3rd', '4th'][${number}] || ' quarter')`;
}

/** The zone's offset with `Z` for none. */
function offset(timestamp: string, count: number): string {
  return `CASE WHEN ${offsetMinutes(timestamp)} = 0 THEN 'Z' ELSE ${writtenOffset(timestamp, count)} END`;
}

/** The zone's offset: `+02` (minutes only where there are some), `+0200` or `+02:00` by the number of letters. */
function writtenOffset(timestamp: string, count: number): string {
  const minutes = offsetMinutes(timestamp);
  const two = (number: string) => `lpad(CAST(${number} AS VARCHAR), 2, '0')`;
  const rest = two(`(abs(${minutes}) % 60)`);
  const optional = `CASE WHEN ${minutes} % 60 = 0 THEN '' ELSE ${rest} END`;
  const tail = count === 1 ? optional : count % 2 === 0 ? rest : `':' || ${rest}`;
  return `(CASE WHEN ${minutes} < 0 THEN '-' ELSE '+' END || ${two(`(abs(${minutes}) // 60)`)} || ${tail})`;
}

function offsetMinutes(timestamp: string): string {
  return `(CAST(epoch(CAST(${timestamp} AS TIMESTAMP)) - epoch(${timestamp}) AS BIGINT) // 60)`;
}
