/** The state of a query as checkpoints of format 0 kept it: JSON of all operators after each batch, whole. */
import { assert, must } from '../../../base/assert.ts';
import type { OperatorDescription } from '../../../plan/query-description.ts';
import { CollectedTable } from '../../../state/files/collected-table.ts';
import type { OperatorState, StateTableForm } from '../../../state/state-table.ts';
import { BIGINT } from '../../../types/data-type.ts';
import { printDataType } from '../../../types/data-type-text.ts';
import type { Value } from '../../../types/value.ts';
import { decodeValues } from './values-of-format-0.ts';

/**
 * The lines by which format 0 told one query's state from another's: those of `described` in any order.
 *
 * @param described the operators with state
 */
export function isStateOf(fingerprint: unknown, described: readonly OperatorDescription[]): boolean {
  const sorted = (text: string): string => JSON.stringify(text.split('; ').sort());
  return typeof fingerprint === 'string' && sorted(fingerprint) === sorted(described.map(fingerprintOf).join('; '));
}

function fingerprintOf(operator: OperatorDescription): string {
  const { nodeId } = operator;
  const texts = (columns: readonly { readonly name: string; readonly type: string }[]): string =>
    columns.map(({ name, type }) => `${name} ${type}`).join(', ');
  switch (operator.kind) {
    case 'limit':
      return `${nodeId}[limit]`;
    case 'deduplicate':
      return `${nodeId}[${operator.withinWatermark ? 'within watermark: ' : ''}${texts(operator.columns)}]`;
    case 'join': {
      const keys = operator.keys.map(({ type }) => type).join(', ');
      return `${nodeId}[${operator.type} on ${keys}][${texts(operator.left.columns)}][${texts(operator.right.columns)}]`;
    }
    case 'group-by': {
      const keys = operator.keys.map(({ name, type, isSession }) => ({ name, type: isSession ? 'session' : type }));
      const calls = operator.aggregates.map(
        (call) => `${call.function}(${call.argumentTypes.join(', ')}) in ${call.buffers.join(', ')}`,
      );
      return `${nodeId}[${texts(keys)}][${calls.join(', ')}]`;
    }
  }
}

/**
 * The saved state as tables of the form that the query has now, operator by operator. Throws `InternalError` for what is no such state.
 *
 * @param described the operators whose state `states` is, in the same order
 */
export function tablesOfFormat0(
  saved: unknown,
  described: readonly OperatorDescription[],
  states: readonly OperatorState[],
): OperatorState[] {
  const parts = listOf(saved, 'the state of each operator');
  assert(parts.length === states.length && described.length === states.length, 'a state for each operator');
  return states.map(({ nodeId, tables }, index) => {
    const collected = tables.map(({ form }) => new CollectedTable(form));
    fill(collected, parts[index], must(described[index], 'an operator'));
    return { nodeId, tables: collected };
  });
}

function fill(tables: readonly CollectedTable[], saved: unknown, operator: OperatorDescription): void {
  const [first, second] = tables;
  // A limit with a budget for each batch has no table, and what was saved of it means nothing.
  if (first === undefined) return;
  switch (operator.kind) {
    case 'limit':
      assert(Number.isSafeInteger(saved) && (saved as number) >= 0, 'saved is how many rows have passed');
      if (saved !== 0) first.put([], [BigInt(saved as number)]);
      return;
    case 'deduplicate':
      for (const entry of listOf(saved, 'keys')) {
        const [values, forgetAt] = listOf(entry, 'a key and when it is forgotten');
        first.put(decodeValues(values, keyTypes(first.form)), decodeValues(forgetAt, [BIGINT]));
      }
      return;
    case 'group-by':
      if (first.form.name === 'sessions') fillSessions(first, saved);
      else fillGroups(first, saved);
      return;
    case 'join': {
      const [left, right] = listOf(saved, 'two sides');
      fillSide(
        first,
        left,
        operator.keys.map((key) => key.left),
        operator,
      );
      fillSide(
        must(second, 'a join has two tables'),
        right,
        operator.keys.map((key) => key.right),
        operator,
      );
    }
  }
}

function fillGroups(table: CollectedTable, saved: unknown): void {
  for (const entry of listOf(saved, 'groups')) {
    const [keys, buffers] = listOf(entry, 'keys and buffers');
    const flat = listOf(buffers, 'a list for each aggregate').flatMap((each) => listOf(each, 'buffers'));
    table.put(decodeValues(keys, keyTypes(table.form)), decodeValues(flat, valueTypes(table.form)));
  }
}

function fillSessions(table: CollectedTable, saved: unknown): void {
  const columns = valueTypes(table.form);
  for (const entry of listOf(saved, 'keys')) {
    const [keys, sessions] = listOf(entry, 'keys and their sessions');
    // One list a column, with a value of each session.
    const byColumn: unknown[][] = columns.map(() => []);
    for (const session of listOf(sessions, 'sessions')) {
      const [times, buffers] = listOf(session, 'times and buffers');
      const flat = listOf(buffers, 'a list for each aggregate').flatMap((each) => listOf(each, 'buffers'));
      const values = [...listOf(times, 'start and end'), ...flat];
      assert(values.length === columns.length, 'a value for each column');
      for (const [column, value] of values.entries()) byColumn[column]?.push(value);
    }
    table.put(decodeValues(keys, keyTypes(table.form)), decodeValues(byColumn, columns));
  }
}

type JoinDescription = Extract<OperatorDescription, { kind: 'join' }>;

/** Rows were saved key by key; they get their numbers in this order, in which format 0 took them up as well. */
function fillSide(
  table: CollectedTable,
  saved: unknown,
  keyTexts: readonly string[],
  { left, right, keys }: JoinDescription,
): void {
  const { columns } = table.form.name === 'left' ? left : right;
  const rowTypes = valueTypes(table.form).slice(0, columns.length);
  const computed = table.form.value.slice(columns.length, -1);
  const keyColumns = computed.map(({ name, type }) =>
    keyTexts.findIndex((text, at) => text === name && keys[at]?.type === printDataType(type)),
  );
  assert(!keyColumns.includes(-1), 'a computed key is one of the keys');
  let number = 0n;
  for (const group of listOf(saved, 'groups of rows')) {
    const [key, rows] = listOf(group, 'a key and its rows');
    const savedKeys = listOf(key, 'values of the key');
    assert(savedKeys.length === keys.length, 'a value for each key');
    const keyValues: Value[] = decodeValues(
      keyColumns.map((at) => savedKeys[at]),
      computed.map(({ type }) => type),
    );
    for (const entry of listOf(rows, 'rows')) {
      const [row, isMatched] = listOf(entry, 'a row and whether it matched');
      assert(typeof isMatched === 'boolean', 'a row has matched or not');
      table.put([number++], [...decodeValues(row, rowTypes), ...keyValues, isMatched]);
    }
  }
}

function keyTypes({ key }: StateTableForm) {
  return key.map(({ type }) => type);
}

function valueTypes({ value }: StateTableForm) {
  return value.map(({ type }) => type);
}

function listOf(value: unknown, what: string): readonly unknown[] {
  assert(Array.isArray(value), what);
  return value;
}
