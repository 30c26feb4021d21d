import { must } from '../../base/assert.ts';
import type { Aggregate } from '../../plan/operators/aggregate.ts';
import type { Accumulator } from '../../state/groups/accumulator.ts';
import { CountAccumulator } from '../../state/groups/count-accumulator.ts';
import type { ColumnValue } from './column-value.ts';
import { type EmittedCall, emitGuard, emitUpdate } from './emit-accumulators.ts';
import { emitHash, emitKeyPart, type KeyPart, partName } from './emit-keys.ts';
import type { RowWindows } from './emit-windows.ts';
import { GroupCache, GUESSES } from './group-cache.ts';
import type { LoopFrame } from './loop-frame.ts';
import type { SourceWriter } from './source-writer.ts';
import { BAIL } from './stage-expressions.ts';
import { windowsMax } from './window-spans.ts';

/** In panes no integer beyond this is added, so that every sum of a vector stays far from where it would be rounded. */
export const PANE_ADDEND_MAX = 2 ** 40;

/** What the last part of a loop needs that ends in groups. */
export interface GroupingParts {
  readonly plan: Aggregate;
  /** One of each form that the table's accumulators have. */
  readonly accumulators: readonly Accumulator[];
  readonly keys: readonly ColumnValue[];
  /** By call, then by argument. */
  readonly args: readonly (readonly ColumnValue[])[];
  /** The windows that stand between the rows and their groups; null for none. */
  readonly window: RowWindows | null;
  /** The name of what holds the running batch's table: `{ table, paneSums }`. */
  readonly target: string;
}

/** Writes how rows reach their groups. */
export class GroupEmitter {
  readonly caches: GroupCache[] = [];
  readonly #writer: SourceWriter;
  readonly #frame: LoopFrame;
  readonly #parts: GroupingParts;
  readonly #table: string;
  readonly #calls: readonly EmittedCall[];

  constructor(writer: SourceWriter, frame: LoopFrame, parts: GroupingParts) {
    this.#writer = writer;
    this.#frame = frame;
    this.#parts = parts;
    const table = frame.local('table', `${parts.target}.table`);
    this.#table = table;
    this.#calls = parts.plan.calls.map(({ functionName, name }, index) => ({
      functionName,
      accumulator: must(parts.accumulators[index], 'an accumulator for each call'),
      bound: frame.local(name, `${table}.accumulators[${index}]`),
      args: parts.args[index] ?? [],
    }));
  }

  /**
   * Writes the search for the row's groups and, once nothing can go wrong any more, `commit` and the updates.
   *
   * @param commit writes what counts the row
   */
  emit(commit: () => void): void {
    const writer = this.#writer;
    const { plan, keys, window } = this.#parts;
    this.#fetchArguments();
    const parts = keys.map((key, index) => emitKeyPart(writer, key, () => this.#keyColumn(index)));
    if (window === null || window.count === '1' || window.isPane) {
      if (window?.isPane === true) this.#emitPaneSums();
      const group = this.#find(parts, window?.start ?? null);
      this.#guards(group, '1');
      commit();
      this.#updates(group);
      return;
    }
    if (!plan.keys.some((_, index) => keys[index]?.window !== undefined)) {
      this.#emitWithoutWindow(parts, window, commit);
      return;
    }
    const groups = writer.bind(new Int32Array(windowsMax(window.spans)), 'rowGroups');
    const start = writer.fresh('start');
    const at = writer.fresh('at');
    const { durationMicros, slideMicros } = window.spans;
    const times = `let ${at} = 0, ${start} = ${window.start}; ${start} + ${durationMicros} > ${window.time}; ${start} -= ${slideMicros}`;
    writer.block(`for (${times})`, () => {
      const group = this.#find(parts, start);
      this.#guards(group, '1');
      writer.line(`${groups}[${at}++] = ${group};`);
    });
    commit();
    writer.block(`for (let ${at} = 0; ${at} < ${window.count}; ${at}++)`, () => {
      const group = writer.fresh('group');
      writer.line(`const ${group} = ${groups}[${at}];`);
      this.#updates(group);
    });
  }

  /** Without the window among the keys all of a row's windows are one group, which gets the row once for each. */
  #emitWithoutWindow(parts: readonly KeyPart[], window: RowWindows, commit: () => void): void {
    const writer = this.#writer;
    const group = writer.fresh('group');
    writer.line(`let ${group} = 0;`);
    writer.block(`if (${window.count} > 0)`, () => {
      const found = this.#find(parts, null);
      writer.line(`${group} = ${found};`);
      this.#guards(group, window.count);
    });
    commit();
    const at = writer.fresh('at');
    writer.block(`for (let ${at} = 0; ${at} < ${window.count}; ${at}++)`, () => this.#updates(group));
  }

  // Declared by the first who asks: a loop that finds groups by text has no use for these.

  get #slots(): string {
    return this.#frame.tableLocal('slots', `${this.#table}.slots`);
  }

  get #mask(): string {
    return this.#frame.tableLocal('mask', `${this.#table}.mask`);
  }

  #keyParts(index: number): string {
    const name = this.#parts.plan.keys[index]?.name ?? '';
    return this.#frame.tableLocal(`${name}Keys`, `${this.#table}.keys[${index}].parts`);
  }

  #keyColumn(index: number): string {
    return this.#frame.local('keyColumn', `${this.#table}.keys[${index}]`);
  }

  /** What blocks use must be fetched before them. */
  #fetchArguments(): void {
    for (const { args, accumulator } of this.#calls) {
      for (const arg of args) {
        void arg.isNull;
        if (!(accumulator instanceof CountAccumulator)) void arg.value;
      }
    }
  }

  /** Writes the search; `start` is the name of the window's start. Returns the group's name. */
  #find(parts: readonly KeyPart[], start: string | null): string {
    const writer = this.#writer;
    const group = writer.fresh('group');
    if (parts.length === 0) {
      writer.line(`let ${group} = ${this.#slots}[0] - 1;`);
      this.#emitAdd(group, '0', []);
      return group;
    }
    const [only] = parts;
    if (parts.length === 1 && only !== undefined && only.textIndex !== null) {
      this.#findByText(only, only.textIndex, group);
      return group;
    }
    const [entry, store] = this.#guess(parts);
    const names = parts.map((part) => partName(part, start));
    const differs = names.map((name, index) => `${this.#keyParts(index)}[${group}] !== ${name}`).join(' || ');
    writer.line(`let ${group} = ${entry};`);
    writer.block(`if (${group} < 0 || ${differs})`, () => {
      this.#probe(parts, names, start, group, differs);
      writer.line(store(group));
    });
    return group;
  }

  /** A text is a group by itself, so its code leads straight to it. */
  #findByText(part: KeyPart, index: string, group: string): void {
    const writer = this.#writer;
    const cache = new GroupCache(0);
    this.caches.push(cache);
    const bound = writer.bind(cache, 'groupsByText');
    const strings = `${this.#keyColumn(0)}.strings`;
    this.#frame.before(`${bound}.ready(${strings}.size);`);
    const groups = this.#frame.local('groupByText', `${bound}.groups`);
    const dense = this.#frame.counter('dense', `${bound}.dense`);
    this.#frame.atEnd(`${bound}.dense = ${dense};`);
    const code = `${index} - 1`;
    writer.line(`let ${group} = (${code}) >>> 0 < ${dense} ? ${code} : ${groups}[${index}] - 1;`);
    writer.block(`if (${group} < 0)`, () => {
      writer.line(`${group} = ${this.#table}.meet(${partName(part, null)});`);
      this.#frame.markTableReload();
      writer.line(`if (${group} === ${dense} && ${code} === ${dense}) ${dense}++;`);
      writer.line(`else ${groups}[${index}] = ${group} + 1;`);
    });
  }

  /** Where the group of a row like this one was found the last time: how it is read, and how it is kept. */
  #guess(parts: readonly KeyPart[]): [entry: string, store: (group: string) => string] {
    const byText = parts.find(({ textIndex }) => textIndex !== null)?.textIndex ?? null;
    const byPart = parts.find(({ name, isSmall }) => name !== null && isSmall)?.name ?? null;
    const index = byText ?? byPart;
    if (index === null) {
      const last = this.#frame.counter('lastGroup', '-1');
      return [last, (group) => `${last} = ${group};`];
    }
    const cache = new GroupCache(GUESSES);
    this.caches.push(cache);
    const groups = this.#frame.local('guesses', `${this.#writer.bind(cache, 'guesses')}.groups`);
    const at = `${groups}[${index} & ${GUESSES - 1}]`;
    return [`${at} - 1`, (group) => `${at} = ${group} + 1;`];
  }

  #probe(
    parts: readonly KeyPart[],
    names: readonly string[],
    start: string | null,
    group: string,
    differs: string,
  ): void {
    const writer = this.#writer;
    const hash = emitHash(writer, parts, start);
    const at = writer.fresh('at');
    writer.line(`let ${at} = ${hash} & ${this.#mask};`);
    writer.line(`${group} = ${this.#slots}[${at}] - 1;`);
    writer.block(`while (${group} >= 0 && (${differs}))`, () => {
      writer.line(`${at} = (${at} + 1) & ${this.#mask};`);
      writer.line(`${group} = ${this.#slots}[${at}] - 1;`);
    });
    this.#emitAdd(group, hash, names);
  }

  #emitAdd(group: string, hash: string, names: readonly string[]): void {
    this.#writer.block(`if (${group} < 0)`, () => {
      this.#writer.line(`${group} = ${this.#table}.add(${hash}, [${names.join(', ')}]);`);
      this.#frame.markTableReload();
    });
  }

  #guards(group: string, count: string): void {
    for (const call of this.#calls) emitGuard(this.#writer, this.#frame, call, group, count);
  }

  #updates(group: string): void {
    for (const call of this.#calls) emitUpdate(this.#writer, this.#frame, call, group);
  }

  /** Sums of panes are only exact in every order while all that was added stays small: see `pane-plan.ts`. */
  #emitPaneSums(): void {
    const writer = this.#writer;
    for (const { functionName, args } of this.#calls) {
      const [arg] = args;
      if ((functionName !== 'sum' && functionName !== 'avg') || arg === undefined) continue;
      const size = writer.fresh('size');
      writer.line(`const ${size} = ${arg.isNull === 'false' ? '' : `${arg.isNull} ? 0 : `}Math.abs(${arg.value});`);
      writer.line(`if (!(${size} <= ${PANE_ADDEND_MAX})) ${BAIL}`);
      const sum = this.#frame.counter('paneSum');
      writer.line(`${sum} += ${size};`);
      this.#frame.atEnd(`${this.#parts.target}.paneSums += ${sum};`);
    }
  }
}
