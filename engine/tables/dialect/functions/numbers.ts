import { EngineError } from '../../../base/errors/engine-error.ts';
import { BIGINT, BOOLEAN, type DataType, DOUBLE, decimal, isIntegral, isNumeric } from '../../../types/data-type.ts';
import { failSql } from '../conversion.ts';
import { castSql } from '../sql-text.ts';
import { argument, argumentAs, type Call, type ScalarFunction, unified, wrongType } from './sql-function.ts';

/** Functions of numbers. */
export const numbers: readonly ScalarFunction[] = [
  {
    names: ['abs'],
    arity: [1, 1],
    bind(call) {
      const { sql, type } = numeric(call);
      return { sql: castSql(`abs(${sql})`, type), type };
    },
  },
  whole(['ceil', 'ceiling'], 'ceil'),
  whole(['floor'], 'floor'),
  {
    names: ['round'],
    arity: [1, 2],
    bind(call) {
      const { sql, type } = numeric(call);
      const digits = call.args.length > 1 ? smallConstant(call, 1) : 0;
      if (isIntegral(type) && digits >= 0) return { sql, type };
      if (type.kind !== 'decimal') return { sql: castSql(`round(${sql}, ${digits})`, type), type };
      const scale = Math.max(0, Math.min(type.scale, digits));
      const result = decimal(Math.min(38, type.precision - type.scale + scale + 1), scale);
      return { sql: castSql(`round(${sql}, ${digits})`, result), type: result };
    },
  },
  ofDouble(['sqrt'], (x) => `CASE WHEN ${x} < 0 THEN CAST('NaN' AS DOUBLE) ELSE sqrt(${x}) END`),
  ofDouble(['exp'], (x) => `exp(${x})`),
  ofDouble(['ln'], logarithm('ln')),
  ofDouble(['log10'], logarithm('log10')),
  ofDouble(['log2'], logarithm('log2')),
  {
    names: ['log'],
    arity: [1, 2],
    bind(call) {
      if (call.args.length === 1) return { sql: logarithm('ln')(argumentAs(call, 0, DOUBLE)), type: DOUBLE };
      const [base, value] = [argumentAs(call, 0, DOUBLE), argumentAs(call, 1, DOUBLE)];
      return { sql: `(${logarithm('ln')(value)} / ${logarithm('ln')(base)})`, type: DOUBLE };
    },
  },
  ofDouble(['sin'], (x) => `sin(${x})`),
  ofDouble(['cos'], (x) => `cos(${x})`),
  ofDouble(['tan'], (x) => `tan(${x})`),
  ofDouble(['degrees'], (x) => `degrees(${x})`),
  ofDouble(['radians'], (x) => `radians(${x})`),
  ofDouble(['sign', 'signum'], (x) => `CAST(sign(${x}) AS DOUBLE)`),
  {
    names: ['power', 'pow'],
    arity: [2, 2],
    bind: (call) => ({ sql: `power(${argumentAs(call, 0, DOUBLE)}, ${argumentAs(call, 1, DOUBLE)})`, type: DOUBLE }),
  },
  { names: ['pi'], arity: [0, 0], bind: () => ({ sql: 'pi()', type: DOUBLE, name: 'PI()' }) },
  { names: ['e'], arity: [0, 0], bind: () => ({ sql: 'exp(CAST(1 AS DOUBLE))', type: DOUBLE, name: 'E()' }) },
  {
    names: ['mod', 'pmod'],
    arity: [2, 2],
    bind(call) {
      const { sql, type } = unified(call, call.args);
      if (!isNumeric(type)) throw wrongType(call, argument(call, 0), 'numbers');
      const [a = '', b = ''] = sql;
      const rest = call.name === 'mod' ? `(${a} % ${b})` : `(((${a} % ${b}) + ${b}) % ${b})`;
      return {
        sql: `CASE WHEN ${b} = 0 AND ${a} IS NOT NULL THEN ${castSql(failSql('divide'), type)} ELSE ${castSql(rest, type)} END`,
        type,
      };
    },
  },
  {
    names: ['isnan'],
    arity: [1, 1],
    bind: (call) => ({ sql: `coalesce(isnan(${argumentAs(call, 0, DOUBLE)}), FALSE)`, type: BOOLEAN }),
  },
  {
    names: ['nanvl'],
    arity: [2, 2],
    bind(call) {
      const [a, b] = [argumentAs(call, 0, DOUBLE), argumentAs(call, 1, DOUBLE)];
      return { sql: `CASE WHEN isnan(${a}) THEN ${b} ELSE ${a} END`, type: DOUBLE };
    },
  },
  {
    names: ['format_number'],
    arity: [2, 2],
    bind(call) {
      const digits = smallConstant(call, 1);
      if (digits < 0) throw new EngineError('SQL-025', { name: call.name, value: String(digits), expected: '0–30' });
      return { sql: `format('{:,.${digits}f}', ${argumentAs(call, 0, DOUBLE)})`, type: { kind: 'string' } };
    },
  },
];

function numeric(call: Call): { readonly sql: string; readonly type: DataType } {
  const value = argument(call, 0);
  if (isNumeric(value.type)) return value;
  if (value.type.kind === 'string' || value.type.kind === 'void')
    return { sql: argumentAs(call, 0, DOUBLE), type: DOUBLE };
  throw wrongType(call, value, 'numbers');
}

/** A constant between -30 and 30, for digits. */
function smallConstant(call: Call, index: number): number {
  const value = argument(call, index);
  if (typeof value.constant !== 'bigint') throw new EngineError('SQL-024', { name: call.name, argument: value.name });
  if (value.constant < -30n || value.constant > 30n) {
    throw new EngineError('SQL-025', { name: call.name, value: String(value.constant), expected: '-30–30' });
  }
  return Number(value.constant);
}

function whole(names: readonly string[], engineName: string): ScalarFunction {
  return {
    names,
    arity: [1, 1],
    bind(call) {
      const { sql, type } = numeric(call);
      const result: DataType =
        type.kind === 'decimal' ? decimal(Math.min(38, type.precision - type.scale + 1), 0) : BIGINT;
      return {
        sql: castSql(`${engineName}(${sql})`, result),
        type: result,
        name: `${call.name.toUpperCase()}(${argument(call, 0).name})`,
      };
    },
  };
}

function ofDouble(names: readonly string[], sql: (argument: string) => string): ScalarFunction {
  return { names, arity: [1, 1], bind: (call) => ({ sql: sql(argumentAs(call, 0, DOUBLE)), type: DOUBLE }) };
}

/** Spark gives null for the logarithm of zero and below, the query engine an error. */
function logarithm(engineName: string): (argument: string) => string {
  return (x) => `CASE WHEN ${x} > 0 THEN ${engineName}(${x}) END`;
}
