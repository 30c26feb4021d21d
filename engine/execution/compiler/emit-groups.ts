import { must } from '../../base/assert.ts';
import { isWide } from '../../expression/functions/wide-number.ts';
import type { Aggregate, AggregateCall } from '../../plan/operators/aggregate.ts';
import type { TimeWindow } from '../../plan/operators/time-window.ts';
import { compareNumbers } from '../../types/compare.ts';
import type { DataType } from '../../types/data-type.ts';
import {
  type Accumulator,
  AverageAccumulator,
  CountAccumulator,
  IntegerSumAccumulator,
  NumberAccumulator,
} from './accumulators.ts';
import type { ColumnValue } from './column-value.ts';
import type { SourceWriter } from './source-writer.ts';
import { ValueCodes } from './value-codes.ts';

const BAIL = 'break certain;';

/** How the loop keeps an aggregate; null: in the groups' own buffers, by the aggregate itself. */
export function accumulatorOf(call: AggregateCall): Accumulator | null {
  const { bufferTypes, argumentTypes } = call.aggregate;
  const type = argumentTypes[0];
  const buffer = bufferTypes[0];
  switch (call.functionName) {
    case 'count':
      return new CountAccumulator();
    case 'sum':
      if (buffer?.kind === 'bigint') return new IntegerSumAccumulator();
      return buffer?.kind === 'double' ? new NumberAccumulator(false) : null;
    case 'avg':
      // Small decimals are averaged as doubles too, but come as bigints.
      return buffer?.kind === 'double' && type?.kind === 'double' ? new AverageAccumulator() : null;
    case 'min':
    case 'max':
      return type !== undefined && isNumberHeld(type) ? new NumberAccumulator(isWide(type)) : null;
    default:
      return null;
  }
}

/** Types whose emitted values are numbers. */
function isNumberHeld(type: DataType): boolean {
  return isWide(type) || ['tinyint', 'smallint', 'int', 'date', 'float', 'double'].includes(type.kind);
}

/** What the last part of the loop needs. */
export interface GroupingParts {
  readonly plan: Aggregate;
  readonly keys: readonly ColumnValue[];
  /** By call, then by argument. */
  readonly args: readonly (readonly ColumnValue[])[];
  /** The windows that stand between the rows and their groups; null for none. */
  readonly window: RowWindows | null;
  /** The name under which the source sees the group table. */
  readonly table: string;
  readonly accumulators: readonly (Accumulator | null)[];
}

/** The windows that one row falls into. */
export interface RowWindows {
  readonly plan: TimeWindow;
  /** Names of the row's time and of the latest window's start, both in microseconds. */
  readonly time: string;
  readonly start: string;
  /** How many windows there are; `'1'` where there is always one. */
  readonly count: string;
}

/** Names of the table's arrays inside the loop. */
interface TableNames {
  readonly heads: string;
  readonly nexts: string;
  readonly mask: string;
  readonly keys: readonly string[];
  readonly calls: readonly (readonly { readonly name: string; readonly from: string }[])[];
}

/** Writes how rows reach their groups. Made before the loop's head is written, since the head declares the arrays. */
export class GroupEmitter {
  readonly #writer: SourceWriter;
  readonly #parts: GroupingParts;
  readonly #names: TableNames;

  constructor(writer: SourceWriter, parts: Pick<GroupingParts, 'plan' | 'table' | 'accumulators'>) {
    this.#writer = writer;
    this.#parts = { ...parts, keys: [], args: [], window: null };
    this.#names = {
      heads: writer.fresh('heads'),
      nexts: writer.fresh('nexts'),
      mask: writer.fresh('mask'),
      keys: parts.plan.keys.map(({ name }) => writer.fresh(`${name}Keys`)),
      calls: parts.accumulators.map((accumulator, call) => {
        if (accumulator === null) return [];
        const bound = writer.bind(accumulator, 'accumulator');
        const name = parts.plan.calls[call]?.functionName ?? '';
        const second = accumulator instanceof AverageAccumulator ? 'rows' : 'present';
        const fields = second in accumulator ? ['values', second] : ['values'];
        return fields.map((field) => ({ name: writer.fresh(`${name}${field}`), from: `${bound}.${field}` }));
      }),
    };
  }

  /** Declares the arrays at the head of the function. */
  declare(): void {
    for (const [name, from] of this.#arrays()) this.#writer.line(`let ${name} = ${from};`);
  }

  /** Takes the arrays anew, since they may have been replaced by larger ones. */
  #reload(): void {
    for (const [name, from] of this.#arrays()) this.#writer.line(`${name} = ${from};`);
  }

  #arrays(): [name: string, from: string][] {
    const { table } = this.#parts;
    const { heads, nexts, mask, keys, calls } = this.#names;
    return [
      [heads, `${table}.heads`],
      [nexts, `${table}.nexts`],
      [mask, `${table}.mask`],
      ...keys.map((name, key): [string, string] => [name, `${table}.keys[${key}]`]),
      ...calls.flat().map(({ name, from }): [string, string] => [name, from]),
    ];
  }

  /**
   * Writes the search for the row's groups and, once nothing can go wrong any more, `commit` and the updates.
   *
   * @param commit writes what counts the row
   */
  emit(found: Pick<GroupingParts, 'keys' | 'args' | 'window'>, commit: () => void): void {
    const writer = this.#writer;
    const parts = { ...this.#parts, ...found };
    const { window } = parts;
    const keyParts = parts.keys.map((key) => (key.isWindow === true ? null : this.#keyPart(key)));
    if (window === null || window.count === '1') {
      const group = writer.fresh('group');
      this.#find(parts, keyParts, window?.start ?? null, group);
      this.#guards(parts, group);
      commit();
      this.#updates(parts, group);
      return;
    }
    const { durationMicros, slideMicros } = window.plan;
    const groups = writer.bind(new Int32Array(windowsMax(window.plan)), 'rowGroups');
    const start = writer.fresh('start');
    const at = writer.fresh('at');
    const times = `let ${at} = 0, ${start} = ${window.start}; ${start} + ${durationMicros} > ${window.time}; ${start} -= ${slideMicros}`;
    writer.block(`for (${times})`, () => {
      const group = writer.fresh('group');
      this.#find(parts, keyParts, start, group);
      this.#guards(parts, group);
      writer.line(`${groups}[${at}++] = ${group};`);
    });
    commit();
    writer.block(`for (let ${at} = 0; ${at} < ${window.count}; ${at}++)`, () => {
      const group = writer.fresh('group');
      writer.line(`const ${group} = ${groups}[${at}];`);
      this.#updates(parts, group);
    });
  }

  /** The number that stands for a key's value: codes are whole, so are most values; null is -1 or, beside numbers, 0.5. */
  #keyPart(key: ColumnValue): string {
    const writer = this.#writer;
    const part = writer.fresh('key');
    const orNull = (value: string, none: string) =>
      key.isNull === 'false' ? value : `${key.isNull} ? ${none} : ${value}`;
    if (key.code !== undefined) writer.line(`const ${part} = ${orNull(key.code, '-1')};`);
    else if (key.type.kind === 'boolean') writer.line(`const ${part} = ${orNull(`(${key.value} ? 1 : 0)`, '-1')};`);
    else if (isNumberHeld(key.type) && key.type.kind !== 'double' && key.type.kind !== 'float') {
      writer.line(`const ${part} = ${orNull(key.value, '0.5')};`);
    } else {
      const codes = writer.bind(new ValueCodes(), 'keyCodes');
      writer.line(`const ${part} = ${orNull(`${codes}.codeOf(${key.value})`, '-1')};`);
      writer.line(`if (${part} === -2) ${BAIL}`);
    }
    return part;
  }

  #find(parts: GroupingParts, keyParts: readonly (string | null)[], start: string | null, group: string): void {
    const writer = this.#writer;
    const { heads, nexts, mask, keys } = this.#names;
    const numbers = keyParts.map((part) => part ?? must(start, 'a window key has a window'));
    const hash = writer.fresh('hash');
    writer.line(`let ${hash} = 0;`);
    parts.keys.forEach((key, index) => {
      const number = numbers[index];
      const isSmall = key.code !== undefined || key.type.kind === 'boolean';
      // Times are multiples of large powers of two times five, so their high bits are mixed in as well.
      const mixed = isSmall ? number : `${number} ^ (${number} / 4294967296)`;
      writer.line(`${hash} = Math.imul((${hash} ^ ${mixed}) | 0, 0x9e3779b1); ${hash} ^= ${hash} >>> 15;`);
    });
    const differs = keys.map((name, index) => `${name}[${group}] !== ${numbers[index]}`).join(' || ');
    writer.line(`let ${group} = ${heads}[${hash} & ${mask}];`);
    if (keys.length > 0) writer.line(`while (${group} !== -1 && (${differs})) ${group} = ${nexts}[${group}];`);
    const values = parts.keys.map((key) => this.#keyValue(key, parts.window?.plan ?? null, start));
    writer.block(`if (${group} === -1)`, () => {
      writer.line(`${group} = ${parts.table}.add(${hash}, [${numbers.join(', ')}], [${values.join(', ')}]);`);
      this.#reload();
    });
  }

  /** A key's value as rows hold it. */
  #keyValue(key: ColumnValue, window: TimeWindow | null, start: string | null): string {
    if (key.isWindow === true) return `[BigInt(${start}), BigInt(${start} + ${window?.durationMicros})]`;
    return rowValue(key);
  }

  /** Whatever may send the row to the general path; nothing of it has been counted yet. */
  #guards(parts: GroupingParts, group: string): void {
    const writer = this.#writer;
    const count = parts.window?.count ?? '1';
    parts.accumulators.forEach((accumulator, call) => {
      const [values] = this.#names.calls[call] ?? [];
      const [arg] = parts.args[call] ?? [];
      if (values === undefined || arg === undefined) return;
      const isPresent = arg.isNull === 'false' ? '' : `!${arg.isNull} && `;
      if (accumulator instanceof IntegerSumAccumulator) {
        const bound = values.from.slice(0, values.from.lastIndexOf('.'));
        const buffer = `${parts.table}.buffers[${group}][${call}]`;
        // Without the window among the keys, one group may get the value once a window.
        const added = count === '1' ? arg.value : `${arg.value} * ${count}`;
        const isTooMuch = (sum: string) => `!(Math.abs(${sum}) <= ${Number.MAX_SAFE_INTEGER})`;
        const hasNoRoom = `!${bound}.makeRoom(${group}, ${buffer})`;
        writer.line(
          `if (${isPresent}${isTooMuch(`${values.name}[${group}] + ${added}`)} && ` +
            `(${hasNoRoom} || ${isTooMuch(added)})) ${BAIL}`,
        );
      } else if (accumulator instanceof NumberAccumulator && isWide(arg.type)) {
        writer.line(`if (${values.name}[${group}] !== ${values.name}[${group}]) ${BAIL}`);
      }
    });
  }

  #updates(parts: GroupingParts, group: string): void {
    parts.plan.calls.forEach((call, index) => {
      const args = parts.args[index] ?? [];
      const missing = [...new Set(args.map(({ isNull }) => isNull))].filter((isNull) => isNull !== 'false');
      const update = this.#update(parts, call, index, args, group);
      const isGeneric = parts.accumulators[index] === null;
      this.#writer.line(missing.length === 0 || isGeneric ? update : `if (!(${missing.join(' || ')})) { ${update} }`);
    });
  }

  #update(
    parts: GroupingParts,
    call: AggregateCall,
    index: number,
    args: readonly ColumnValue[],
    group: string,
  ): string {
    const accumulator = parts.accumulators[index] ?? null;
    const [first, second] = this.#names.calls[index] ?? [];
    const [arg] = args;
    if (accumulator === null || first === undefined) {
      const aggregate = this.#writer.bind(call.aggregate, call.functionName);
      return `${aggregate}.update(${parts.table}.buffers[${group}][${index}], [${args.map(rowValue).join(', ')}]);`;
    }
    const held = `${first.name}[${group}]`;
    if (accumulator instanceof CountAccumulator || second === undefined || arg === undefined) return `${held} += 1;`;
    const flag = `${second.name}[${group}]`;
    if (accumulator instanceof AverageAccumulator) return `${held} += ${arg.value}; ${flag} += 1;`;
    if (call.functionName === 'sum') {
      return accumulator instanceof IntegerSumAccumulator
        ? `${held} += ${arg.value}; ${flag} = 1;`
        : `if (${flag} === 1) ${held} += ${arg.value}; else { ${held} = ${arg.value}; ${flag} = 1; }`;
    }
    const operator = call.functionName === 'min' ? '<' : '>';
    const isDouble = arg.type.kind === 'double' || arg.type.kind === 'float';
    const isBetter = isDouble
      ? `${this.#writer.bind(compareNumbers, 'compareNumbers')}(${arg.value}, ${held}) ${operator} 0`
      : `${arg.value} ${operator} ${held}`;
    return `if (${flag} === 0 || ${isBetter}) { ${held} = ${arg.value}; ${flag} = 1; }`;
  }
}

/** Windows that one time can fall into. */
export function windowsMax({ durationMicros, slideMicros }: TimeWindow): number {
  return Number((durationMicros + slideMicros - 1n) / slideMicros);
}

/** A value as rows hold it: wide ones as a bigint. */
function rowValue({ value, isNull, type }: ColumnValue): string {
  const held = isWide(type) ? `BigInt(${value})` : value;
  return isNull === 'false' ? held : `(${isNull} ? null : ${held})`;
}
