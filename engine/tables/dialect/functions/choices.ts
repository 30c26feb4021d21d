import { BOOLEAN, STRING } from '../../../types/data-type.ts';
import { printDataType } from '../../../types/data-type-text.ts';
import { alike } from '../bind-operator.ts';
import { castSql, quoteText } from '../sql-text.ts';
import { argument, argumentAs, type ScalarFunction, unified } from './sql-function.ts';

/** Functions that choose between their arguments or ask about null. */
export const choices: readonly ScalarFunction[] = [
  {
    names: ['coalesce', 'nvl', 'ifnull'],
    arity: [1, 64],
    bind(call) {
      const { sql, type } = unified(call, call.args);
      return { sql: `coalesce(${sql.join(', ')})`, type };
    },
  },
  {
    names: ['nvl2'],
    arity: [3, 3],
    bind(call) {
      const { sql, type } = unified(call, call.args.slice(1));
      return {
        sql: castSql(`CASE WHEN ${argument(call, 0).sql} IS NOT NULL THEN ${sql[0]} ELSE ${sql[1]} END`, type),
        type,
      };
    },
  },
  {
    names: ['nullif'],
    arity: [2, 2],
    bind(call) {
      const [value, other] = [argument(call, 0), argument(call, 1)];
      const [a, b] = alike('nullif', value, other, call.timeZone);
      return { sql: `CASE WHEN ${a.sql} = ${b.sql} THEN NULL ELSE ${value.sql} END`, type: value.type };
    },
  },
  {
    names: ['if'],
    arity: [3, 3],
    bind(call) {
      const { sql, type } = unified(call, call.args.slice(1));
      const test = argumentAs(call, 0, BOOLEAN);
      return {
        sql: castSql(`CASE WHEN ${test} THEN ${sql[0]} ELSE ${sql[1]} END`, type),
        type,
        name: `(IF(${call.args.map((value) => value.name).join(', ')}))`,
      };
    },
  },
  {
    names: ['isnull'],
    arity: [1, 1],
    bind: (call) => ({
      sql: `(${argument(call, 0).sql} IS NULL)`,
      type: BOOLEAN,
      name: `(${argument(call, 0).name} IS NULL)`,
    }),
  },
  {
    names: ['isnotnull'],
    arity: [1, 1],
    bind: (call) => ({
      sql: `(${argument(call, 0).sql} IS NOT NULL)`,
      type: BOOLEAN,
      name: `(${argument(call, 0).name} IS NOT NULL)`,
    }),
  },
  {
    names: ['greatest', 'least'],
    arity: [2, 64],
    bind(call) {
      const { sql, type } = unified(call, call.args);
      return { sql: `${call.name}(${sql.join(', ')})`, type };
    },
  },
  {
    names: ['typeof'],
    arity: [1, 1],
    bind: (call) => ({ sql: quoteText(printDataType(argument(call, 0).type)), type: STRING }),
  },
];
