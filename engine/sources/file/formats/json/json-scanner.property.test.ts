import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodeBytes, schemaOf } from '../../../testing/decode-bytes.ts';

const SEED = 20160726;
const schema = schemaOf({ v: 'string' });
/** Without Spark's leniency the grammar is that of the standard. */
const options = { allowSingleQuotes: 'false', allowNonNumericNumbers: 'false' };

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

it('reads strings by their meaning and anything else as it stands', () => {
  const text = fc
    .tuple(fc.jsonValue(), fc.constantFrom(undefined, 1, '\t'))
    .map(([value, space]) => JSON.stringify(value, null, space));
  fc.assert(
    fc.property(text, fc.integer({ min: 1, max: 9 }), (json, chunkBytes) => {
      const sink = decodeBytes(`{"v": ${json} }`, { schema, options: { ...options, lineSep: '\0' } }, chunkBytes);
      const value: unknown = JSON.parse(json);
      expect(sink.malformedRecords).toEqual([]);
      expect(sink.rows).toEqual([[typeof value === 'string' ? value : value === null ? null : json]]);
    }),
    { seed: SEED, numRuns: 300 },
  );
});

it('takes for JSON what is JSON and nothing else', () => {
  const signs = fc.constantFrom(...'{}[]",:\\/0123456789.-+eEtruefalsn u\'x\n\t\0é');
  const broken = fc
    .tuple(fc.json({ maxDepth: 3 }), fc.array(fc.tuple(fc.nat(60), fc.nat(2), signs), { maxLength: 3 }))
    .map(([json, edits]) =>
      edits.reduce((text, [at, dropped, sign]) => text.slice(0, at) + sign + text.slice(at + dropped), json),
    );
  fc.assert(
    fc.property(broken, (value) => {
      const text = `{"v":${value}}`;
      const sink = decodeBytes(text, { schema, options: { ...options, multiLine: 'true' } });
      // Only the first value of the text counts, so a prefix that is an object is enough.
      const closings = [...text].flatMap((sign, i) => (sign === '}' ? [i + 1] : []));
      const expected = closings.some((end) => isJson(text.slice(0, end)));
      expect(sink.malformedRecords.length === 0).toBe(expected);
      expect(sink.rows).toHaveLength(1);
    }),
    { seed: SEED, numRuns: 2000 },
  );
});
