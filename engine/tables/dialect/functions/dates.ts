import { EngineError } from '../../../base/errors/engine-error.ts';
import {
  BIGINT,
  DATE,
  type DataType,
  DOUBLE,
  INT,
  isIntegral,
  isNumeric,
  STRING,
  TIMESTAMP,
} from '../../../types/data-type.ts';
import { conversionSql } from '../conversion.ts';
import { formatSql, parseFormat } from '../date-pattern.ts';
import { castSql, quoteText } from '../sql-text.ts';
import {
  argument,
  argumentAs,
  type Call,
  constantText,
  type ScalarFunction,
  type ScalarResult,
} from './sql-function.ts';

const DEFAULT_PATTERN = 'yyyy-MM-dd HH:mm:ss';

// Fields of a date or time: Spark's names, and the SQL for a timestamp.
const FIELDS: readonly (readonly [readonly string[], (timestamp: string) => string])[] = [
  [['year', 'y', 'years', 'yr', 'yrs'], (ts) => `year(${ts})`],
  [['quarter', 'qtr'], (ts) => `quarter(${ts})`],
  [['month', 'mon', 'mons', 'months'], (ts) => `month(${ts})`],
  [['week', 'w', 'weeks', 'weekofyear'], (ts) => `week(${ts})`],
  [['day', 'd', 'days', 'dayofmonth'], (ts) => `day(${ts})`],
  // Spark's week begins on Sunday, which is 1; `weekday` begins on Monday, which is 0.
  [['dayofweek', 'dow'], (ts) => `(dayofweek(${ts}) + 1)`],
  [['weekday'], (ts) => `(isodow(${ts}) - 1)`],
  [['dow_iso', 'dayofweek_iso'], (ts) => `isodow(${ts})`],
  [['dayofyear', 'doy'], (ts) => `dayofyear(${ts})`],
  [['hour', 'h', 'hours', 'hr', 'hrs'], (ts) => `hour(${ts})`],
  [['minute', 'm', 'min', 'mins', 'minutes'], (ts) => `minute(${ts})`],
  [['second', 's', 'sec', 'seconds', 'secs'], (ts) => `second(${ts})`],
];

// The fields that are functions as well.
const FIELD_FUNCTIONS = [
  'year',
  'quarter',
  'month',
  'weekofyear',
  'day',
  'dayofmonth',
  'dayofweek',
  'weekday',
  'dayofyear',
  'hour',
  'minute',
  'second',
];

const TRUNC_UNITS: Readonly<Record<string, string>> = {
  year: 'year',
  yyyy: 'year',
  yy: 'year',
  quarter: 'quarter',
  month: 'month',
  mm: 'month',
  mon: 'month',
  week: 'week',
  day: 'day',
  dd: 'day',
  hour: 'hour',
  minute: 'minute',
  second: 'second',
  millisecond: 'millisecond',
  microsecond: 'microsecond',
};

const DATE_UNITS = ['year', 'quarter', 'month', 'week'];

/** Functions of dates and timestamps, read and written in the session's zone. */
export const dates: readonly ScalarFunction[] = [
  ...FIELD_FUNCTIONS.map(fieldFunction),
  {
    names: ['date_part', 'datepart'],
    arity: [2, 2],
    bind(call) {
      const field = constantText(call, 0).toLowerCase();
      const sql = fieldSql(field, argumentAs(call, 1, TIMESTAMP));
      if (sql === null) {
        const expected = FIELDS.map(([names]) => names[0] ?? '').join(', ');
        throw new EngineError('SQL-025', { name: call.name, value: field, expected });
      }
      return { sql: castSql(sql, INT), type: INT };
    },
  },
  {
    names: ['date_format'],
    arity: [2, 2],
    bind: (call) => ({
      sql: formatSql(argumentAs(call, 0, TIMESTAMP), constantText(call, 1), call.name, call.timeZone),
      type: STRING,
    }),
  },
  {
    names: ['to_timestamp', 'try_to_timestamp'],
    arity: [1, 2],
    bind(call) {
      const isTry = call.name.startsWith('try');
      return { sql: parsed(call, 0, 1, isTry), type: TIMESTAMP };
    },
  },
  {
    names: ['to_date'],
    arity: [1, 2],
    bind: (call) => ({
      sql: call.args.length === 1 ? argumentAs(call, 0, DATE) : castSql(parsed(call, 0, 1, false), DATE),
      type: DATE,
    }),
  },
  {
    names: ['from_unixtime'],
    arity: [1, 2],
    bind(call) {
      const timestamp = `make_timestamptz(${argumentAs(call, 0, BIGINT)} * 1000000)`;
      const pattern = call.args.length > 1 ? constantText(call, 1) : DEFAULT_PATTERN;
      const name = call.args.length > 1 ? undefined : `from_unixtime(${argument(call, 0).name}, ${DEFAULT_PATTERN})`;
      return { sql: formatSql(timestamp, pattern, call.name, call.timeZone), type: STRING, name };
    },
  },
  {
    names: ['unix_timestamp', 'to_unix_timestamp'],
    arity: [0, 2],
    bind(call): ScalarResult {
      if (call.args.length === 0) return { sql: seconds('now()'), type: BIGINT, name: `${call.name}()` };
      const value = argument(call, 0);
      const pattern = call.args.length > 1 ? argument(call, 1).name : DEFAULT_PATTERN;
      const sql =
        value.type.kind !== 'string'
          ? argumentAs(call, 0, TIMESTAMP)
          : parsedBy(
              argumentAs(call, 0, STRING),
              call.args.length > 1 ? constantText(call, 1) : DEFAULT_PATTERN,
              call,
              false,
            );
      return { sql: seconds(sql), type: BIGINT, name: `${call.name}(${value.name}, ${pattern})` };
    },
  },
  epoch('unix_seconds', 1_000_000),
  epoch('unix_millis', 1_000),
  epoch('unix_micros', 1),
  instant('timestamp_seconds', 1_000_000),
  instant('timestamp_millis', 1_000),
  instant('timestamp_micros', 1),
  {
    names: ['current_timestamp', 'now', 'localtimestamp'],
    arity: [0, 0],
    bind: () => ({ sql: 'now()', type: TIMESTAMP }),
  },
  {
    names: ['current_date', 'curdate'],
    arity: [0, 0],
    bind: () => ({ sql: 'CAST(now() AS DATE)', type: DATE, name: 'current_date()' }),
  },
  {
    names: ['current_timezone'],
    arity: [0, 0],
    bind: (call) => ({ sql: quoteText(call.timeZone), type: STRING }),
  },
  {
    names: ['date_trunc'],
    arity: [2, 2],
    bind(call) {
      const unit = truncUnit(call, 0, Object.keys(TRUNC_UNITS));
      return { sql: castSql(`date_trunc('${unit}', ${argumentAs(call, 1, TIMESTAMP)})`, TIMESTAMP), type: TIMESTAMP };
    },
  },
  {
    names: ['trunc'],
    arity: [2, 2],
    bind(call) {
      const unit = truncUnit(call, 1, DATE_UNITS);
      return { sql: castSql(`date_trunc('${unit}', ${argumentAs(call, 0, DATE)})`, DATE), type: DATE };
    },
  },
  {
    names: ['date_add', 'dateadd', 'date_sub'],
    arity: [2, 2],
    bind(call) {
      const sign = call.name === 'date_sub' ? '-' : '+';
      return { sql: `(${argumentAs(call, 0, DATE)} ${sign} ${argumentAs(call, 1, INT)})`, type: DATE };
    },
  },
  {
    names: ['datediff', 'date_diff'],
    arity: [2, 2],
    bind: (call) => ({
      sql: castSql(`date_diff('day', ${argumentAs(call, 1, DATE)}, ${argumentAs(call, 0, DATE)})`, INT),
      type: INT,
    }),
  },
  {
    names: ['add_months'],
    arity: [2, 2],
    bind: (call) => ({
      sql: castSql(`(${argumentAs(call, 0, DATE)} + to_months(${argumentAs(call, 1, INT)}))`, DATE),
      type: DATE,
    }),
  },
  {
    names: ['months_between'],
    arity: [2, 2],
    bind(call) {
      const [to, from] = [argumentAs(call, 0, TIMESTAMP), argumentAs(call, 1, TIMESTAMP)];
      const months = `((year(${to}) - year(${from})) * 12 + month(${to}) - month(${from}))`;
      const secondsOf = (ts: string) =>
        `((day(${ts}) - 1) * 86400 + hour(${ts}) * 3600 + minute(${ts}) * 60 + second(${ts}))`;
      const isLast = (ts: string) => `day(${ts}) = day(last_day(${ts}))`;
      const whole = `day(${to}) = day(${from}) OR (${isLast(to)} AND ${isLast(from)})`;
      const exact = `round(${months} + (${secondsOf(to)} - ${secondsOf(from)}) / CAST(2678400 AS DOUBLE), 8)`;
      return {
        sql: `CASE WHEN ${whole} THEN CAST(${months} AS DOUBLE) ELSE ${castSql(exact, DOUBLE)} END`,
        type: DOUBLE,
      };
    },
  },
  {
    names: ['last_day'],
    arity: [1, 1],
    bind: (call) => ({ sql: `last_day(${argumentAs(call, 0, DATE)})`, type: DATE }),
  },
  {
    names: ['make_date'],
    arity: [3, 3],
    bind: (call) => ({
      sql: `make_date(${[0, 1, 2].map((index) => argumentAs(call, index, BIGINT)).join(', ')})`,
      type: DATE,
    }),
  },
  shifted('from_utc_timestamp', true),
  shifted('to_utc_timestamp', false),
];

function fieldFunction(name: string): ScalarFunction {
  return {
    names: [name],
    arity: [1, 1],
    bind: (call) => ({ sql: castSql(fieldSql(name, argumentAs(call, 0, TIMESTAMP)) ?? 'NULL', INT), type: INT }),
  };
}

function fieldSql(field: string, timestamp: string): string | null {
  return FIELDS.find(([names]) => names.includes(field))?.[1](timestamp) ?? null;
}

function truncUnit(call: Call, index: number, known: readonly string[]): string {
  const written = constantText(call, index).toLowerCase();
  const unit = Object.hasOwn(TRUNC_UNITS, written) ? TRUNC_UNITS[written] : undefined;
  if (unit === undefined || !known.includes(unit)) {
    throw new EngineError('SQL-025', { name: call.name, value: written.slice(0, 40), expected: known.join(', ') });
  }
  return unit;
}

/** Argument `index` as a timestamp, read by the pattern in argument `patternIndex` where there is one. */
function parsed(call: Call, index: number, patternIndex: number, isTry: boolean): string {
  const value = argument(call, index);
  if (call.args.length <= patternIndex) {
    if (!isTry || value.type.kind !== 'string') return argumentAs(call, index, TIMESTAMP);
    return conversionSql(value, TIMESTAMP, call.timeZone, true) ?? 'NULL';
  }
  if (value.type.kind !== 'string') return argumentAs(call, index, TIMESTAMP);
  return parsedBy(argumentAs(call, index, STRING), constantText(call, patternIndex), call, isTry);
}

function parsedBy(text: string, pattern: string, call: Call, isTry: boolean): string {
  const format = quoteText(parseFormat(pattern, call.name));
  return castSql(`${isTry ? 'try_strptime' : 'strptime'}(${text}, ${format})`, TIMESTAMP);
}

function seconds(timestamp: string): string {
  return castSql(`floor(epoch(${timestamp}))`, BIGINT);
}

function epoch(name: string, microsPerUnit: number): ScalarFunction {
  return {
    names: [name],
    arity: [1, 1],
    bind(call) {
      const micros = `epoch_us(${argumentAs(call, 0, TIMESTAMP)})`;
      // Whole units, rounded down also before 1970.
      const sql =
        microsPerUnit === 1
          ? micros
          : `((${micros} - ((${micros} % ${microsPerUnit}) + ${microsPerUnit}) % ${microsPerUnit}) // ${microsPerUnit})`;
      return { sql: castSql(sql, BIGINT), type: BIGINT };
    },
  };
}

function instant(name: string, microsPerUnit: number): ScalarFunction {
  return {
    names: [name],
    arity: [1, 1],
    bind(call) {
      const { type } = argument(call, 0);
      const amount = isNumeric(type) && !isIntegral(type) ? argumentAs(call, 0, DOUBLE) : argumentAs(call, 0, BIGINT);
      return { sql: `make_timestamptz(CAST(trunc(${amount} * ${microsPerUnit}) AS BIGINT))`, type: TIMESTAMP };
    },
  };
}

/** A timestamp whose wall clock in one zone is that of the argument in the other. */
function shifted(name: string, fromUtc: boolean): ScalarFunction {
  const type: DataType = TIMESTAMP;
  return {
    names: [name],
    arity: [2, 2],
    bind(call) {
      const zone = quoteText(constantText(call, 1));
      const [from, to] = fromUtc ? ["'UTC'", zone] : [zone, "'UTC'"];
      const local = castSql(argumentAs(call, 0, TIMESTAMP), { kind: 'timestamp' });
      return { sql: castSql(`timezone(${to}, timezone(${from}, CAST(${local} AS TIMESTAMP)))`, type), type };
    },
  };
}
