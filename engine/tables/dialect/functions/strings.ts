import { EngineError } from '../../../base/errors/engine-error.ts';
import { array, BIGINT, BOOLEAN, INT, STRING } from '../../../types/data-type.ts';
import { castSql, quoteText } from '../sql-text.ts';
import { argument, argumentAs, type Call, type ScalarFunction } from './sql-function.ts';

/** Functions of text. Places count from 1, as in Spark. */
export const strings: readonly ScalarFunction[] = [
  plain(['upper', 'ucase'], 1, ([text]) => `upper(${text})`),
  plain(['lower', 'lcase'], 1, ([text]) => `lower(${text})`),
  plain(['reverse'], 1, ([text]) => `reverse(${text})`),
  plain(['md5'], 1, ([text]) => `md5(${text})`),
  plain(['replace'], 3, ([text, from, to]) => `replace(${text}, ${from}, ${to})`),
  plain(['translate'], 3, ([text, from, to]) => `translate(${text}, ${from}, ${to})`),
  plain(['regexp_replace'], 3, ([text, pattern, to]) => `regexp_replace(${text}, ${pattern}, ${to}, 'g')`),
  trimming('trim', 'trim'),
  trimming('ltrim', 'ltrim'),
  trimming('rtrim', 'rtrim'),
  {
    names: ['initcap'],
    arity: [1, 1],
    bind(call) {
      const words = `string_split(lower(${argumentAs(call, 0, STRING)}), ' ')`;
      const capital = `lambda w: upper(substr(w, 1, 1)) || substr(w, 2)`;
      return { sql: `array_to_string(list_transform(${words}, ${capital}), ' ')`, type: STRING };
    },
  },
  {
    names: ['length', 'char_length', 'character_length', 'len'],
    arity: [1, 1],
    bind: (call) => ({ sql: castSql(`length(${argumentAs(call, 0, STRING)})`, INT), type: INT }),
  },
  {
    names: ['concat'],
    arity: [1, 64],
    bind(call) {
      const first = argument(call, 0).type;
      if (first.kind === 'array') {
        return { sql: `(${call.args.map((_, index) => argumentAs(call, index, first)).join(' || ')})`, type: first };
      }
      // `concat` of the query engine skips nulls; in Spark one null makes the whole null.
      return { sql: `(${call.args.map((_, index) => argumentAs(call, index, STRING)).join(' || ')})`, type: STRING };
    },
  },
  {
    names: ['concat_ws'],
    arity: [2, 64],
    bind(call) {
      const [separator, ...texts] = call.args.map((_, index) => argumentAs(call, index, STRING));
      return { sql: `concat_ws(${separator}, ${texts.join(', ')})`, type: STRING };
    },
  },
  {
    names: ['substring', 'substr'],
    arity: [2, 3],
    bind(call) {
      const text = argumentAs(call, 0, STRING);
      const start = fromOne(call, 1);
      if (call.args.length === 2) {
        return { sql: `substr(${text}, ${start})`, type: STRING, name: callName(call, '2147483647') };
      }
      return { sql: `substr(${text}, ${start}, greatest(${argumentAs(call, 2, BIGINT)}, 0))`, type: STRING };
    },
  },
  {
    names: ['left'],
    arity: [2, 2],
    bind: (call) => ({
      sql: `left(${argumentAs(call, 0, STRING)}, greatest(${argumentAs(call, 1, BIGINT)}, 0))`,
      type: STRING,
    }),
  },
  {
    names: ['right'],
    arity: [2, 2],
    bind: (call) => ({
      sql: `right(${argumentAs(call, 0, STRING)}, greatest(${argumentAs(call, 1, BIGINT)}, 0))`,
      type: STRING,
    }),
  },
  {
    names: ['instr'],
    arity: [2, 3],
    bind(call) {
      const [text, wanted] = [argumentAs(call, 0, STRING), argumentAs(call, 1, STRING)];
      if (call.args.length === 2) return { sql: castSql(`instr(${text}, ${wanted})`, INT), type: INT };
      const start = argumentAs(call, 2, BIGINT);
      const found = `instr(substr(${text}, ${start}), ${wanted})`;
      const sql = `CASE WHEN ${start} < 1 OR ${found} = 0 THEN 0 ELSE ${found} + ${start} - 1 END`;
      return { sql: castSql(sql, INT), type: INT };
    },
  },
  padding('lpad'),
  padding('rpad'),
  {
    names: ['repeat'],
    arity: [2, 2],
    bind(call) {
      // One value of a gigabyte would be made before any limit could see it.
      const count = `least(greatest(${argumentAs(call, 1, BIGINT)}, 0), 10000)`;
      return { sql: `repeat(${argumentAs(call, 0, STRING)}, ${count})`, type: STRING };
    },
  },
  {
    names: ['split'],
    arity: [2, 2],
    bind: (call) => ({
      sql: `string_split_regex(${argumentAs(call, 0, STRING)}, ${argumentAs(call, 1, STRING)})`,
      type: array(STRING),
      name: callName(call, '-1'),
    }),
  },
  {
    names: ['substring_index'],
    arity: [3, 3],
    bind(call) {
      const count = argument(call, 2).constant;
      if (typeof count !== 'bigint')
        throw new EngineError('SQL-024', { name: call.name, argument: argument(call, 2).name });
      const separator = argumentAs(call, 1, STRING);
      const parts = `string_split(${argumentAs(call, 0, STRING)}, ${separator})`;
      if (count === 0n) return { sql: quoteText(''), type: STRING };
      const kept = count > 0n ? `list_slice(${parts}, 1, ${count})` : `list_slice(${parts}, ${count}, -1)`;
      return { sql: `array_to_string(${kept}, ${separator})`, type: STRING };
    },
  },
  {
    names: ['regexp_extract'],
    arity: [2, 3],
    bind(call) {
      const group = call.args.length > 2 ? argument(call, 2).constant : 1n;
      if (typeof group !== 'bigint')
        throw new EngineError('SQL-024', { name: call.name, argument: argument(call, 2).name });
      if (group < 0n || group > 99n)
        throw new EngineError('SQL-025', { name: call.name, value: String(group), expected: '0–99' });
      const [text, pattern] = [argumentAs(call, 0, STRING), argumentAs(call, 1, STRING)];
      return { sql: `regexp_extract(${text}, ${pattern}, ${group})`, type: STRING };
    },
  },
  test(['contains'], 'contains'),
  test(['startswith'], 'starts_with'),
  test(['endswith'], 'ends_with'),
  test(['regexp_like', 'rlike', 'regexp'], 'regexp_matches'),
  {
    names: ['ascii'],
    arity: [1, 1],
    bind: (call) => ({ sql: castSql(`ascii(${argumentAs(call, 0, STRING)})`, INT), type: INT }),
  },
  {
    names: ['chr', 'char'],
    arity: [1, 1],
    bind: (call) => ({ sql: `chr(CAST(${argumentAs(call, 0, BIGINT)} & 255 AS INTEGER))`, type: STRING }),
  },
  {
    names: ['levenshtein'],
    arity: [2, 2],
    bind: (call) => ({
      sql: castSql(`levenshtein(${argumentAs(call, 0, STRING)}, ${argumentAs(call, 1, STRING)})`, INT),
      type: INT,
    }),
  },
  {
    names: ['sha2'],
    arity: [2, 2],
    bind(call) {
      const bits = argument(call, 1).constant;
      if (bits !== 256n && bits !== 0n)
        throw new EngineError('SQL-025', { name: call.name, value: argument(call, 1).name, expected: '256' });
      return { sql: `sha256(${argumentAs(call, 0, STRING)})`, type: STRING };
    },
  },
];

function callName(call: Call, ...more: readonly string[]): string {
  return `${call.name}(${[...call.args.map((value) => value.name), ...more].join(', ')})`;
}

function plain(names: readonly string[], count: number, sql: (args: readonly string[]) => string): ScalarFunction {
  return {
    names,
    arity: [count, count],
    bind: (call) => ({ sql: sql(call.args.map((_, index) => argumentAs(call, index, STRING))), type: STRING }),
  };
}

/** Spark trims blanks, nothing else, unless it is told what. */
function trimming(name: string, engineName: string): ScalarFunction {
  return {
    names: [name],
    arity: [1, 2],
    bind(call) {
      const characters = call.args.length > 1 ? argumentAs(call, 1, STRING) : "' '";
      return { sql: `${engineName}(${argumentAs(call, 0, STRING)}, ${characters})`, type: STRING };
    },
  };
}

function padding(name: string): ScalarFunction {
  return {
    names: [name],
    arity: [2, 3],
    bind(call) {
      const width = `CAST(least(greatest(${argumentAs(call, 1, BIGINT)}, 0), 100000) AS INTEGER)`;
      const filling = call.args.length > 2 ? argumentAs(call, 2, STRING) : "' '";
      const more = call.args.length > 2 ? [] : [' '];
      return {
        sql: `${name}(${argumentAs(call, 0, STRING)}, ${width}, ${filling})`,
        type: STRING,
        name: callName(call, ...more),
      };
    },
  };
}

function test(names: readonly string[], engineName: string): ScalarFunction {
  return {
    names,
    arity: [2, 2],
    bind: (call) => ({
      sql: `${engineName}(${argumentAs(call, 0, STRING)}, ${argumentAs(call, 1, STRING)})`,
      type: BOOLEAN,
    }),
  };
}

/** Place 0 is the first character in Spark. */
function fromOne(call: Call, index: number): string {
  const constant = argument(call, index).constant;
  if (typeof constant === 'bigint') return constant === 0n ? '1' : String(constant);
  const place = argumentAs(call, index, BIGINT);
  return `CASE WHEN ${place} = 0 THEN 1 ELSE ${place} END`;
}
