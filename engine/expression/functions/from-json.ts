import { EngineError } from '../../base/errors/engine-error.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { BAD } from '../../types/bad-value.ts';
import { type DataType, STRING, type StructType } from '../../types/data-type.ts';
import { parseDataType, printDataType } from '../../types/data-type-text.ts';
import { createDateTimeReader } from '../../types/date-time-reader.ts';
import { plainByteText } from '../../types/json/byte-text.ts';
import { type JsonConversion, makeJsonConverter } from '../../types/json/json-converter.ts';
import { JsonScanner } from '../../types/json/json-scanner.ts';
import { JsonSyntaxError } from '../../types/json/json-syntax.ts';
import { DEFAULT_LENIENCY } from '../../types/json/json-tree.ts';
import type { Value } from '../../types/value.ts';
import type { Expr, ScalarFunction, SignatureProblem } from '../expr.ts';
import { jsonSchemaText, schemaOfJson } from './schema-of-json.ts';
import { wrongArgument } from './signature.ts';
import { compileStrict } from './strict.ts';

/** The field of a struct that receives a text which does not fit the schema. */
const CORRUPT_FIELD = '_corrupt_record';

/**
 * `from_json(text, 'a int, b string')`: a struct or an array by the rules of JSON files (semantics 2.1, 2.2). What does not fit
 * is null: a field, all fields of a malformed text, or a whole array.
 */
export const fromJson: ScalarFunction = {
  name: 'from_json',
  minArgs: 2,
  maxArgs: 2,
  sign: ([text, schema]) => {
    if (text === undefined || (text.type.kind !== 'string' && text.type.kind !== 'void')) {
      return err(wrongArgument(0, 'string', text?.type ?? STRING));
    }
    const type = schemaOf(schema);
    if (!type.ok) return type;
    return ok({ args: [STRING, schema?.type ?? STRING], type: type.value, nullable: true });
  },
  compile: (call, [text], { timeZone, batchTimestampMs }) => {
    if (text === undefined) return () => null;
    const read = jsonReader(call.type, timeZone, () => BigInt(batchTimestampMs()) * 1000n);
    return compileStrict((json) => read(json as string), [text]);
  },
  display: ([text]) => `from_json(${text})`,
};

function schemaOf(schema: Expr | undefined): Result<DataType, SignatureProblem> {
  const text = constantSchema(schema);
  if (text === null) return err({ code: 'EXP-036', params: { position: 2 }, argument: 1 });
  const fields = parseDataType(`struct<${text}>`);
  // A type that pipelines do not have is told as such, in a field as well.
  const type = fields.ok || fields.error.code === 'PLN-908' ? fields : parseDataType(text);
  if (!type.ok) return err({ ...type.error, argument: 1 });
  if (type.value.kind === 'struct' || type.value.kind === 'array') return ok(type.value);
  return err({ code: 'EXP-077', params: { type: printDataType(type.value) }, argument: 1 });
}

function constantSchema(schema: Expr | undefined): string | null {
  if (schema?.kind === 'literal' && typeof schema.value === 'string') return schema.value;
  const sample = schema?.kind === 'call' && schema.function === schemaOfJson ? schema.args[0] : undefined;
  if (sample?.kind !== 'literal' || typeof sample.value !== 'string') return null;
  try {
    return jsonSchemaText(sample.value);
  } catch (thrown) {
    if (thrown instanceof EngineError) return null;
    throw thrown;
  }
}

function jsonReader(type: DataType, timeZone: string, now: () => bigint): (text: string) => Value {
  const scanner = new JsonScanner(DEFAULT_LENIENCY, plainByteText);
  const encoder = new TextEncoder();
  let isBad = false;
  const conversion: JsonConversion = {
    dates: createDateTimeReader({
      timestampFormat: null,
      dateFormat: null,
      enableDateTimeParsingFallback: null,
      timeZone,
      now,
    }),
    allowNonNumericNumbers: true,
    badField: () => {
      isBad = true;
    },
  };
  const convert = makeJsonConverter(type, '', conversion);
  const element = type.kind === 'array' && type.element.kind === 'struct' ? type.element : null;
  const convertElement = element === null ? null : makeJsonConverter(element, '', conversion);

  /** Undefined where there is nothing but white space. */
  const read = (text: string): Value | typeof BAD | undefined => {
    const bytes = encoder.encode(text);
    scanner.reset(bytes, 0, bytes.length);
    try {
      const first = scanner.next();
      if (first === -1) return undefined;
      // An object stands for an array of one where an array of structs is wanted.
      if (convertElement === null || first !== 0x7b) return convert(scanner) ?? BAD;
      const only = convertElement(scanner);
      return only === BAD ? BAD : [only];
    } catch (thrown) {
      if (thrown instanceof JsonSyntaxError) return BAD;
      throw thrown;
    } finally {
      scanner.release();
    }
  };

  return (text) => {
    isBad = false;
    const value = read(text);
    if (value === undefined) return null;
    if (type.kind !== 'struct') return value === BAD ? null : value;
    return withCorruptText(type, value === BAD ? null : (value as readonly Value[]), isBad || value === BAD, text);
  };
}

function withCorruptText(type: StructType, values: readonly Value[] | null, isBad: boolean, text: string): Value {
  return type.fields.map((field, i) => {
    if (field.name === CORRUPT_FIELD && field.type.kind === 'string') return isBad ? text : null;
    return values?.[i] ?? null;
  });
}
