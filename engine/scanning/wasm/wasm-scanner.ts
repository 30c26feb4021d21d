import { must } from '../../base/assert.ts';
import { RecentMap } from '../../base/recent-map.ts';
import type { Value } from '../../types/value.ts';
import { type WasmCallable, type WasmModule, webAssembly } from '../../wasm/web-assembly.ts';
import type { ScanPlan } from '../scan-plan.ts';
import { BLOCK_BYTES, BLOCK_PADDING, type Scanner, type ScanStop, VECTOR_ROWS } from '../scanner.ts';
import { HOST } from './emit-scan.ts';
import type { ScannerModule } from './json-module.ts';
import { type LineTemplate, learnTemplate, templateKey } from './learn-template.ts';
import { layoutOf, type MemoryLayout, STATE, STOPS } from './memory-layout.ts';
import { ScanMemory } from './scan-memory.ts';
import { StringDictionary } from './string-dictionary.ts';
import { textReaders } from './text-numbers.ts';
import { WasmColumn } from './wasm-column.ts';

/** Generates the module for a plan's columns, a layout of memory and perhaps a template. */
export type MakeModule = (plan: ScanPlan, layout: MemoryLayout, template: LineTemplate | null) => ScannerModule;

/**
 * Bytes that are read without a template before one is compiled: reading a few times as many by a template saves the time that
 * compiling takes.
 */
export const BYTES_BEFORE_LEARNING = 1024 * 1024;
/** Rows over which lines of another make are counted. */
const ROWS_JUDGED = 4096;
const TEMPLATES_MAX = 4;

/** Compiled modules by all that they are made of: stages and workers of one thread that scan alike compile once. */
const modules = new RecentMap<WasmModule>(64);

/**
 * A scanner whose code is WebAssembly generated for its plan. The first code reads lines of any make; once there is enough to read,
 * the make of the first lines is learned and code generated that expects it. When most lines turn out to be of another make, it
 * is learned again, a few times at most.
 */
export class WasmScanner implements Scanner {
  readonly vectors: readonly WasmColumn[];
  block = new Uint8Array(0);
  lineStarts = new Int32Array(0);
  position = 0;
  stop: ScanStop = 'end';
  readonly #plan: ScanPlan;
  readonly #makeModule: MakeModule;
  readonly #bytesBeforeLearning: number;
  #bytes = 0;
  readonly #layout: MemoryLayout;
  readonly #memory: ScanMemory;
  readonly #imports: Readonly<Record<string, WasmCallable>>;
  #exports: Readonly<Record<string, WasmCallable>>;
  #scan: WasmCallable;
  #template: LineTemplate | null = null;
  #templates = 0;
  /** Since the code was last made: rows, and those among them that the template did not fit. */
  #rows = 0;
  #misses = 0;

  /** @param bytesBeforeLearning infinite for a format whose lines have no make to be learned */
  constructor(plan: ScanPlan, makeModule: MakeModule, bytesBeforeLearning: number) {
    this.#plan = plan;
    this.#makeModule = makeModule;
    this.#bytesBeforeLearning = bytesBeforeLearning;
    const read = plan.columns.flatMap((column, index) => (column.isRead ? [{ column, index }] : []));
    // Columns that records have come first: their places are those that the code knows.
    const inOrder = [...read.filter(({ column }) => column.isInFile), ...read.filter(({ column }) => !column.isInFile)];
    this.#layout = layoutOf(inOrder.map(({ column }) => ({ isString: column.type.kind === 'string' })));
    this.#memory = new ScanMemory(this.#layout.heap);
    const code = () => {
      const { intern, rehash } = this.#exports;
      return { intern: must(intern, 'the code has intern'), rehash: must(rehash, 'the code has rehash') };
    };
    const places = new Map(
      inOrder.map(({ index }, place) => [index, must(this.#layout.vectors[place], 'a place each')]),
    );
    this.vectors = read.map(({ column, index }) => {
      const place = must(places.get(index), 'a place each');
      const strings =
        column.type.kind === 'string'
          ? new StringDictionary(this.#memory, place.dictionary, this.#layout.scratch, code)
          : null;
      return new WasmColumn(index, column, this.#memory, place, strings);
    });
    const dictionaries = new Map(
      this.vectors.map(({ column, strings }) => [must(places.get(column), 'a place each').dictionary, strings]),
    );
    const readers = textReaders(plan);
    this.#imports = {
      reserve: (dictionary = 0, bytes = 0) => {
        dictionaries.get(dictionary)?.reserve(bytes);
        return 0;
      },
      readText: (column = 0, from = 0, to = 0) =>
        must(readers[column], 'a reader for each column')(this.#memory.bytes, from, to),
    };
    this.#exports = {};
    this.#scan = () => 0;
    this.#instantiate();
    this.#refresh();
    // Texts may also be added between two scans, by what comes of records that others decoded.
    this.#memory.moved = () => this.#refresh();
  }

  /** The code that was generated, as people read it. */
  get source(): string {
    return this.#make().source();
  }

  get memoryBytes(): number {
    return this.#memory.byteLength;
  }

  startFile(values: readonly { readonly column: number; readonly value: Value }[]): boolean {
    const isHeld = this.vectors
      .filter(({ plan }) => !plan.isInFile)
      .map((vector) => {
        vector.refresh();
        return vector.fill(values.find(({ column }) => column === vector.column)?.value ?? null);
      });
    this.#refresh();
    return isHeld.every((held) => held);
  }

  scan(from: number, to: number): number {
    for (const { plan, strings } of this.vectors) {
      if (strings !== null && plan.isInFile && !plan.isKey && strings.isLarge) strings.clear();
    }
    this.#learn(from, to);
    const { block, scratch } = this.#layout;
    const state = this.#memory.words;
    state[STATE.scratchAt >> 2] = scratch;
    const rows = this.#scan(block + from, block + to);
    this.#refresh();
    const { words } = this.#memory;
    this.position = words[STATE.position >> 2] as number;
    this.stop = must(STOPS[words[STATE.stop >> 2] as number], 'a stop has a name');
    this.#bytes += this.position - from;
    this.#rows += rows;
    this.#misses += words[STATE.templateMisses >> 2] as number;
    return rows;
  }

  trim(): void {
    for (const { strings } of this.vectors) if (strings?.isLarge === true) strings.clear();
    this.#refresh();
  }

  #learn(from: number, to: number): void {
    if (this.#templates >= TEMPLATES_MAX) return;
    const isFirst = this.#template === null;
    if (isFirst ? this.#bytes < this.#bytesBeforeLearning : this.#rows < ROWS_JUDGED) return;
    const isDue = isFirst || this.#misses * 2 > this.#rows;
    this.#rows = 0;
    this.#misses = 0;
    if (!isDue) return;
    this.#templates++;
    const template = learnTemplate(this.block, from, to);
    if (template === null || (this.#template !== null && templateKey(template) === templateKey(this.#template))) return;
    this.#template = template;
    this.#instantiate();
  }

  #make(): ScannerModule {
    return this.#makeModule(this.#plan, this.#layout, this.#template);
  }

  #instantiate(): void {
    const { format, columns, options, timeZone } = this.#plan;
    const template = this.#template === null ? null : templateKey(this.#template);
    const key = JSON.stringify([format, columns, options, timeZone, template]);
    const { Instance, Module } = webAssembly();
    const module = modules.get(key, () => new Module(this.#make().module.encode()));
    this.#exports = new Instance(module, { [HOST]: { ...this.#imports, memory: this.#memory.memory } }).exports;
    this.#scan = must(this.#exports.scan, 'the code has scan');
  }

  /** Memory may have moved: then all arrays are taken anew. */
  #refresh(): void {
    const memory = this.#memory;
    memory.refresh();
    if (this.block.buffer === memory.memory.buffer) return;
    this.block = new Uint8Array(memory.memory.buffer, this.#layout.block, BLOCK_BYTES + BLOCK_PADDING);
    this.lineStarts = new Int32Array(memory.memory.buffer, this.#layout.lineStarts, VECTOR_ROWS + 1);
    for (const vector of this.vectors) vector.refresh();
  }
}
