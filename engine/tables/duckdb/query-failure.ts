import { EngineError } from '../../base/errors/engine-error.ts';

type Reading = readonly [pattern: RegExp, make: (match: RegExpExecArray) => EngineError];

const TYPE_NAMES: Readonly<Record<string, string>> = {
  BOOL: 'boolean',
  INT8: 'tinyint',
  INT16: 'smallint',
  INT32: 'int',
  INT64: 'bigint',
  FLOAT: 'float',
  DOUBLE: 'double',
};

// What a translated query can still run into, in the order in which it is looked for.
const READINGS: readonly Reading[] = [
  [/millrace:divide:/, () => new EngineError('SQL-050')],
  [
    /millrace:cast:([^:]*):([\s\S]*)/,
    ([, type = '', value = '']) => new EngineError('SQL-052', { type, value: short(value) }),
  ],
  [/millrace:index:/, () => new EngineError('SQL-025', { name: '[]', value: 'index', expected: '0 … size - 1' })],
  [
    /Could not convert string ['"]([\s\S]*?)['"] to ['"]?(\w+)/,
    ([, value = '', type = '']) =>
      new EngineError('SQL-052', { value: short(value), type: TYPE_NAMES[type] ?? type.toLowerCase() }),
  ],
  [
    /(?:Could not|Failed to) (?:parse|convert)[^"']*string ["']([\s\S]*?)["'] (?:according|to)/i,
    ([, value = '']) => new EngineError('SQL-054', { value: short(value) }),
  ],
  [
    /invalid (timestamp|date) field format: "([\s\S]*?)"/,
    ([, type = '', value = '']) => new EngineError('SQL-052', { value: short(value), type }),
  ],
  [/More than one row returned by a subquery/i, () => new EngineError('SQL-053')],
  [/Out of Memory|memory limit|could not allocate/i, () => new EngineError('SQL-061')],
  [
    /Overflow|Out of Range|out of range|Could not cast value .* to DECIMAL|Casting value/i,
    () => new EngineError('SQL-051'),
  ],
  [
    /Invalid Input Error: (?:missing|no argument|bad|invalid|unexpected|trailing)[^\n]*: ([^\n]*)/i,
    ([, pattern = '']) => new EngineError('SQL-055', { pattern: short(pattern) }),
  ],
  [/expression depth|stack overflow|too deep|memory exhausted/i, () => new EngineError('SQL-006')],
];

/** What a failure of DuckDB means to whoever wrote the query. Its own words are kept as the cause only. */
export function queryFailure(error: unknown): EngineError {
  if (error instanceof EngineError) return error;
  const message = error instanceof Error ? error.message : String(error);
  for (const [pattern, make] of READINGS) {
    const match = pattern.exec(message);
    if (match === null) continue;
    const found = make(match);
    return new EngineError(found.code, found.params, {}, error);
  }
  return new EngineError('SQL-063', {}, {}, error);
}

function short(value: string): string {
  const line = value.split('\n')[0] ?? '';
  return line.length <= 80 ? line : `${line.slice(0, 80)}…`;
}
