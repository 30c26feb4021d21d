import { must } from '../../base/assert.ts';
import { err, ok } from '../../base/result.ts';
import { type DataType, STRING } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import { compileDateTimePattern } from '../../types/datetime-pattern.ts';
import { quoteJson } from '../../types/json/json-output.ts';
import { valueText } from '../../types/show-text.ts';
import type { Value } from '../../types/value.ts';
import type { ScalarFunction } from '../expr.ts';
import { strictInZone } from './strict.ts';

/** As Spark writes timestamps where no pattern is given. */
const TIMESTAMP_PATTERN = "yyyy-MM-dd'T'HH:mm:ss[.SSS][XXX]";

/** `to_json(struct or array)`: null fields of structs are left out, null elements of arrays are not. */
export const toJson: ScalarFunction = {
  name: 'to_json',
  minArgs: 1,
  maxArgs: 1,
  sign: ([value]) => {
    const type = value?.type ?? STRING;
    if (type.kind === 'void') return ok({ args: [STRING], type: STRING, nullable: true });
    if (type.kind !== 'struct' && type.kind !== 'array') {
      return err({ code: 'EXP-077', params: { type: printDataType(type) }, argument: 0 });
    }
    return ok({ args: [type], type: STRING, nullable: true });
  },
  ...strictInZone((call, { timeZone }) => {
    const write = writerOf(call.args[0]?.type ?? STRING, timeZone);
    return (value = null) => write(value);
  }),
};

/** Writes a value that is not null. */
type Writer = (value: Value) => string;

function writerOf(type: DataType, zone: string): Writer {
  switch (type.kind) {
    case 'array': {
      const element = writerOf(type.element, zone);
      return (value) =>
        `[${(value as readonly Value[]).map((each) => (each === null ? 'null' : element(each))).join(',')}]`;
    }
    case 'struct': {
      const fields = type.fields.map((field) => ({ name: quoteJson(field.name), write: writerOf(field.type, zone) }));
      return (value) => {
        const parts = fields.flatMap(({ name, write }, i) => {
          const of = (value as readonly Value[])[i] ?? null;
          return of === null ? [] : [`${name}:${write(of)}`];
        });
        return `{${parts.join(',')}}`;
      };
    }
    case 'timestamp': {
      const pattern = compileDateTimePattern(TIMESTAMP_PATTERN);
      const { format } = must(pattern.ok ? pattern.value : null, 'the pattern is well-formed');
      return (value) => quoteJson(format(value as bigint, zone));
    }
    case 'string':
    case 'date':
    case 'interval':
      return (value) => quoteJson(valueText(value, type, zone, 'null'));
    case 'float':
    case 'double':
      return (value) => {
        const text = valueText(value, type, zone, 'null');
        return Number.isFinite(value as number) ? text : quoteJson(text);
      };
    case 'decimal':
      return (value) => decimalJson(value as bigint, type.scale);
    default:
      return (value) => valueText(value, type, zone, 'null');
  }
}

/** As Java prints a decimal: with an exponent where it is small. */
function decimalJson(unscaled: bigint, scale: number): string {
  const digits = String(unscaled < 0n ? -unscaled : unscaled);
  const exponent = digits.length - 1 - scale;
  if (exponent >= -6) return valueText(unscaled, { kind: 'decimal', precision: 38, scale }, 'UTC', 'null');
  const fraction = digits.length > 1 ? `.${digits.slice(1)}` : '';
  return `${unscaled < 0n ? '-' : ''}${digits.charAt(0)}${fraction}E${exponent}`;
}
