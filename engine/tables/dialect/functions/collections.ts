import { EngineError } from '../../../base/errors/engine-error.ts';
import { fieldName } from '../../../duckdb/field-name.ts';
import { commonType } from '../../../expression/coercion.ts';
import { array, BOOLEAN, INT, STRING, struct } from '../../../types/data-type.ts';
import { convert } from '../conversion.ts';
import { castSql } from '../sql-text.ts';
import {
  argument,
  argumentAs,
  type Call,
  constantText,
  type ScalarFunction,
  unified,
  wrongType,
} from './sql-function.ts';

/** Functions of arrays and structs. */
export const collections: readonly ScalarFunction[] = [
  {
    names: ['size', 'cardinality', 'array_size'],
    arity: [1, 1],
    bind: (call) => ({ sql: castSql(`len(${elements(call).sql})`, INT), type: INT }),
  },
  {
    names: ['array'],
    arity: [1, 256],
    bind(call) {
      const { sql, type } = unified(call, call.args);
      return { sql: castSql(`[${sql.join(', ')}]`, array(type)), type: array(type) };
    },
  },
  {
    names: ['array_contains'],
    arity: [2, 2],
    bind(call) {
      const { sql, element } = elements(call);
      const wanted = argument(call, 1);
      const type = commonType(element, wanted.type);
      if (type === null) throw wrongType(call, wanted, 'a value like those of the array');
      return {
        sql: `list_contains(${castSql(sql, array(type))}, ${convert(wanted, type, call.timeZone).sql})`,
        type: BOOLEAN,
      };
    },
  },
  {
    names: ['array_distinct'],
    arity: [1, 1],
    bind: (call) => ({ sql: `list_distinct(${elements(call).sql})`, type: argument(call, 0).type }),
  },
  {
    names: ['array_max', 'array_min'],
    arity: [1, 1],
    bind(call) {
      const { sql, element } = elements(call);
      return { sql: `list_${call.name.slice(6)}(${sql})`, type: element };
    },
  },
  {
    names: ['sort_array'],
    arity: [1, 2],
    bind(call) {
      const { sql } = elements(call);
      const ascending = call.args.length < 2 ? true : argument(call, 1).constant;
      if (typeof ascending !== 'boolean')
        throw new EngineError('SQL-024', { name: call.name, argument: argument(call, 1).name });
      const order = ascending ? "'ASC', 'NULLS FIRST'" : "'DESC', 'NULLS LAST'";
      return { sql: `list_sort(${sql}, ${order})`, type: argument(call, 0).type };
    },
  },
  {
    names: ['array_join'],
    arity: [2, 2],
    bind(call) {
      const { sql } = elements(call);
      return { sql: `array_to_string(${castSql(sql, array(STRING))}, ${argumentAs(call, 1, STRING)})`, type: STRING };
    },
  },
  {
    names: ['struct'],
    arity: [1, 64],
    bind(call) {
      const names = call.args.map(
        (value, index) => value.outputName ?? (value.constant === undefined ? value.name : `col${index + 1}`),
      );
      return pack(
        call,
        names,
        call.args.map((_, index) => index),
      );
    },
  },
  {
    names: ['named_struct'],
    arity: [2, 128],
    bind(call) {
      if (call.args.length % 2 === 1)
        throw new EngineError('SQL-021', { name: call.name, expected: '2, 4, 6, …', given: call.args.length });
      const indices = call.args.flatMap((_, index) => (index % 2 === 1 ? [index] : []));
      return pack(
        call,
        indices.map((index) => constantText(call, index - 1)),
        indices,
      );
    },
  },
];

function elements(call: Call) {
  const value = argument(call, 0);
  if (value.type.kind !== 'array') throw wrongType(call, value, 'an array');
  return { sql: value.sql, element: value.type.element };
}

function pack(call: Call, names: readonly string[], indices: readonly number[]) {
  const values = indices.map((index) => argument(call, index));
  const type = struct(values.map((value, index) => ({ name: names[index] ?? '', type: value.type })));
  const fields = values.map((value, index) => `${fieldName(index)} := ${value.sql}`);
  return { sql: castSql(`struct_pack(${fields.join(', ')})`, type), type };
}
