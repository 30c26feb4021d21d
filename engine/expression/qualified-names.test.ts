import { beforeAll, describe, expect, test } from 'vitest';
import { BIGINT, STRING, struct } from '../types/data-type.ts';
import type { Schema } from '../types/schema.ts';
import { loadExpressionParser } from './parse-expression.ts';
import { resolveExpression } from './resolve-expression.ts';

beforeAll(loadExpressionParser);

const point = struct([
  { name: 'x', type: BIGINT },
  { name: 'left', type: STRING },
]);

const schema: Schema = [
  { name: 'id', type: BIGINT, nullable: false, qualifier: 'left' },
  { name: 'p', type: point, nullable: true, qualifier: 'left' },
  { name: 'left', type: struct([{ name: 'z', type: BIGINT }]), nullable: true, qualifier: 'left' },
  { name: 'id', type: STRING, nullable: true, qualifier: 'right' },
  { name: 'only', type: STRING, nullable: true, qualifier: 'right' },
  { name: 'right', type: struct([{ name: 'id', type: BIGINT }]), nullable: true },
];

describe('a name with the side of a join before it', () => {
  test.each<[string, number, string]>([
    ['left.id', 0, 'id'],
    ['LEFT.Id', 0, 'Id'],
    ['`left`.`id`', 0, 'id'],
    ['right.id', 3, 'id'],
    ['only', 4, 'only'],
    ['left.left', 2, 'left'],
  ])('%s is column %i', (text, index, name) => {
    const found = resolveExpression(text, schema);
    expect(found).toMatchObject({ ok: true, value: { expr: { kind: 'column', index }, name } });
  });

  test.each<[string, number]>([
    ['left.p.x', 1],
    ['p.x', 1],
    ['p.left', 1],
    ['left.left.z', 2],
  ])('%s is a field of column %i', (text, index) => {
    const found = resolveExpression(text, schema);
    expect(found).toMatchObject({ ok: true, value: { expr: { kind: 'field', of: { kind: 'column', index } } } });
  });

  test('a field is found where the side has no such column', () => {
    expect(resolveExpression('left.z', schema)).toMatchObject({
      ok: true,
      value: { expr: { kind: 'field', of: { kind: 'column', index: 2 } } },
    });
  });

  test.each<[string, string, object]>([
    ['id', 'PLN-068', { name: 'id', forms: ['left.id', 'right.id'] }],
    ['upper(ID)', 'PLN-068', { name: 'ID', forms: ['left.ID', 'right.ID'] }],
    ['left.nothing', 'EXP-022', {}],
    ['other.id', 'EXP-020', { name: 'other.id' }],
  ])('%s is refused with %s', (text, code, params) => {
    const found = resolveExpression(text, schema);
    expect(found.ok ? null : found.error[0]).toMatchObject({ code, params });
  });

  test('columns of one name on one side cannot be told apart', () => {
    const [id] = schema;
    const twice = id === undefined ? [] : [id, id];
    expect(resolveExpression('left.id', twice)).toMatchObject({ ok: false, error: [{ code: 'EXP-021' }] });
  });
});
