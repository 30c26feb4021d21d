import { must } from '../../base/assert.ts';
import { isNumberHeld } from '../../state/groups/create-accumulator.ts';
import { NULL_PART } from '../../state/groups/key-column.ts';
import type { ColumnValue } from './column-value.ts';
import type { SourceWriter } from './source-writer.ts';
import { rowValue } from './stage-expressions.ts';

/** A key of the row at hand as the number that stands for it in the group table. */
export interface KeyPart {
  /** The source's name for it; null for the window of rows that stand for several. */
  readonly name: string | null;
  /** Where it is a text's code or a null, from 0 on: the code + 1, or 0. */
  readonly textIndex: string | null;
  /** Whether it lies between -2^32 and 2^32, so that its high bits need not be mixed into the hash. */
  readonly isSmall: boolean;
}

/**
 * Writes the parts of a row's keys.
 *
 * @param columnOf the name under which the source sees a key's column of the table
 */
export function emitKeyPart(writer: SourceWriter, key: ColumnValue, columnOf: () => string): KeyPart {
  if (key.window !== undefined) return { name: key.window.start, textIndex: null, isSmall: false };
  const name = writer.fresh('key');
  const orNull = (part: string) => (key.isNull === 'false' ? part : `${key.isNull} ? ${NULL_PART} : ${part}`);
  const { kind } = key.type;
  if (key.code !== undefined) {
    const code = key.code.value;
    const index = writer.fresh('text');
    writer.line(`const ${index} = ${key.isNull === 'false' ? '' : `${key.isNull} ? 0 : `}${code} + 1;`);
    writer.line(`const ${name} = ${key.isNull === 'false' ? code : `${index} === 0 ? ${NULL_PART} : ${code}`};`);
    return { name, textIndex: index, isSmall: true };
  }
  if (kind === 'boolean') {
    writer.line(`const ${name} = ${orNull(`(${key.value} ? 1 : 0)`)};`);
    return { name, textIndex: null, isSmall: true };
  }
  const isWhole = isNumberHeld(key.type) && kind !== 'double' && kind !== 'float';
  if (isWhole && key.isBoxed !== true) {
    // An integer may have come to be -0, which is no other group.
    writer.line(`const ${name} = ${orNull(`${key.value} + 0`)};`);
    return { name, textIndex: null, isSmall: ['tinyint', 'smallint', 'int', 'date'].includes(kind) };
  }
  writer.line(`const ${name} = ${columnOf()}.partOf(${rowValue(key)});`);
  return { name, textIndex: null, isSmall: false };
}

/** The name of a key part; `start` for the window of a row that stands for several. */
export function partName(part: KeyPart, start: string | null): string {
  return part.name ?? must(start, 'a window among the keys has a start');
}

/** The hash of all parts, by the formula of `foldPart`. */
export function emitHash(writer: SourceWriter, parts: readonly KeyPart[], start: string | null): string {
  const hash = writer.fresh('hash');
  writer.line(`let ${hash} = 0;`);
  for (const part of parts) {
    const number = partName(part, start);
    const mixed = part.isSmall ? number : `${number} ^ (${number} / 4294967296)`;
    writer.line(`${hash} = Math.imul((${hash} ^ ${mixed}) | 0, 0x9e3779b1); ${hash} ^= ${hash} >>> 15;`);
  }
  return hash;
}
