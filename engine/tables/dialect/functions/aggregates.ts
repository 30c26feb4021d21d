import { EngineError } from '../../../base/errors/engine-error.ts';
import { array, BIGINT, BOOLEAN, type DataType, DOUBLE, INT, isIntegral, isNumeric } from '../../../types/data-type.ts';
import { castSql } from '../sql-text.ts';
import {
  type AggregateFunction,
  type AggregateResult,
  argument,
  argumentAs,
  type Call,
  wrongType,
} from './sql-function.ts';

/** Aggregates and ranking functions (semantics 7), with Spark's result types. */
export const aggregates: readonly AggregateFunction[] = [
  {
    names: ['count'],
    arity: [1, 64],
    bind(call, isDistinct) {
      const args = call.args.map((value) => value.sql);
      if (args.length === 1) return { call: 'count', args, type: BIGINT };
      const allSet = args.map((sql) => `${sql} IS NOT NULL`).join(' AND ');
      const counted = isDistinct
        ? `CASE WHEN ${allSet} THEN row(${args.join(', ')}) END`
        : `CASE WHEN ${allSet} THEN 1 END`;
      return { call: 'count', args: [counted], type: BIGINT };
    },
  },
  {
    names: ['sum'],
    arity: [1, 1],
    bind(call) {
      const { sql, type } = numeric(call);
      const result: DataType = isIntegral(type)
        ? BIGINT
        : type.kind === 'decimal'
          ? { kind: 'decimal', precision: Math.min(38, type.precision + 10), scale: type.scale }
          : DOUBLE;
      return { call: 'sum', args: [sql], type: result, finish: (total) => castSql(total, result) };
    },
  },
  {
    names: ['avg', 'mean'],
    arity: [1, 1],
    bind(call) {
      const { sql, type } = numeric(call);
      if (type.kind !== 'decimal') return { call: 'avg', args: [castSql(sql, DOUBLE)], type: DOUBLE };
      const scale = Math.min(38, type.scale + 4);
      const result: DataType = { kind: 'decimal', precision: Math.min(38, type.precision + 4), scale };
      return { call: 'avg', args: [sql], type: result, finish: (mean) => castSql(mean, result) };
    },
  },
  sameTypeAsArgument(['min'], 'min'),
  sameTypeAsArgument(['max'], 'max'),
  sameTypeAsArgument(['first', 'first_value', 'any_value'], 'first'),
  sameTypeAsArgument(['last', 'last_value'], 'last'),
  sameTypeAsArgument(['mode'], 'mode'),
  byOther(['max_by'], 'arg_max'),
  byOther(['min_by'], 'arg_min'),
  ofDoubles(['stddev', 'std', 'stddev_samp'], 'stddev_samp'),
  ofDoubles(['stddev_pop'], 'stddev_pop'),
  ofDoubles(['variance', 'var_samp'], 'var_samp'),
  ofDoubles(['var_pop'], 'var_pop'),
  ofDoubles(['median'], 'median'),
  ofDoubles(['corr'], 'corr', 2),
  ofDoubles(['covar_pop'], 'covar_pop', 2),
  ofDoubles(['covar_samp'], 'covar_samp', 2),
  {
    names: ['percentile'],
    arity: [2, 2],
    bind: (call) => ({
      call: 'quantile_cont',
      args: [argumentAs(call, 0, DOUBLE), share(call)],
      type: DOUBLE,
    }),
  },
  {
    names: ['percentile_approx', 'approx_percentile'],
    arity: [2, 3],
    bind: (call) => ({
      call: 'quantile_disc',
      args: [argument(call, 0).sql, share(call)],
      type: argument(call, 0).type,
    }),
  },
  {
    names: ['approx_count_distinct'],
    arity: [1, 2],
    bind: (call) => ({ call: 'approx_count_distinct', args: [argument(call, 0).sql], type: BIGINT }),
  },
  {
    names: ['count_if'],
    arity: [1, 1],
    bind: (call) => ({ call: 'count', args: [`CASE WHEN ${argumentAs(call, 0, BOOLEAN)} THEN 1 END`], type: BIGINT }),
  },
  ofBooleans(['bool_and', 'every'], 'bool_and'),
  ofBooleans(['bool_or', 'some', 'any'], 'bool_or'),
  listing(['collect_list', 'array_agg'], ''),
  listing(['collect_set'], 'DISTINCT '),
  ranking('row_number', INT),
  ranking('rank', INT),
  ranking('dense_rank', INT),
  ranking('percent_rank', DOUBLE),
  ranking('cume_dist', DOUBLE),
  {
    names: ['ntile'],
    arity: [1, 1],
    needsOver: true,
    bind: (call) => ({
      call: 'ntile',
      args: [argumentAs(call, 0, BIGINT)],
      type: INT,
      finish: (sql) => castSql(sql, INT),
    }),
  },
  neighbour('lag'),
  neighbour('lead'),
];

function numeric(call: Call): { readonly sql: string; readonly type: DataType } {
  const value = argument(call, 0);
  if (isNumeric(value.type)) return value;
  if (value.type.kind !== 'string' && value.type.kind !== 'void') throw wrongType(call, value, 'numbers');
  return { sql: argumentAs(call, 0, DOUBLE), type: DOUBLE };
}

/** The share of a percentile, which must not depend on the row. */
function share(call: Call): string {
  const value = argument(call, 1);
  if (value.ungrouped !== null || value.type.kind === 'void')
    throw new EngineError('SQL-024', { name: call.name, argument: value.name });
  return argumentAs(call, 1, DOUBLE);
}

function sameTypeAsArgument(names: readonly string[], engineName: string): AggregateFunction {
  return {
    names,
    arity: [1, 1],
    bind: (call) => ({ call: engineName, args: [argument(call, 0).sql], type: argument(call, 0).type }),
  };
}

function byOther(names: readonly string[], engineName: string): AggregateFunction {
  return {
    names,
    arity: [2, 2],
    bind: (call) => ({
      call: engineName,
      args: [argument(call, 0).sql, argument(call, 1).sql],
      type: argument(call, 0).type,
    }),
  };
}

function ofDoubles(names: readonly string[], engineName: string, count = 1): AggregateFunction {
  return {
    names,
    arity: [count, count],
    bind: (call) => ({ call: engineName, args: call.args.map((_, i) => argumentAs(call, i, DOUBLE)), type: DOUBLE }),
  };
}

function ofBooleans(names: readonly string[], engineName: string): AggregateFunction {
  return {
    names,
    arity: [1, 1],
    bind: (call) => ({ call: engineName, args: [argumentAs(call, 0, BOOLEAN)], type: BOOLEAN }),
  };
}

/** Spark leaves nulls out and gives an empty array where nothing is left. */
function listing(names: readonly string[], distinct: string): AggregateFunction {
  return {
    names,
    arity: [1, 1],
    bind(call): AggregateResult {
      const value = argument(call, 0);
      const type = array(value.type);
      return {
        call: 'list',
        args: [`${distinct}${value.sql}`],
        onlyWhere: `${value.sql} IS NOT NULL`,
        type,
        finish: (sql) => `coalesce(${sql}, ${castSql('[]', type)})`,
      };
    },
  };
}

function ranking(name: string, type: DataType): AggregateFunction {
  return {
    names: [name],
    arity: [0, 0],
    needsOver: true,
    bind: () => ({ call: name, args: [], type, finish: (sql) => castSql(sql, type) }),
  };
}

function neighbour(name: string): AggregateFunction {
  return {
    names: [name],
    arity: [1, 3],
    needsOver: true,
    bind(call) {
      const { sql, type } = argument(call, 0);
      const args = [sql, call.args.length > 1 ? argumentAs(call, 1, BIGINT) : '1'];
      if (call.args.length > 2) args.push(argumentAs(call, 2, type));
      return { call: name, args, type };
    },
  };
}
