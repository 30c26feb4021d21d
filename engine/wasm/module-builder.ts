import { assert } from '../base/assert.ts';
import { BinaryWriter } from './binary-writer.ts';
import type { Global, Local, ValueType } from './code.ts';
import { encodeBody, encodeConstant, TYPE_BYTES } from './encode-function.ts';
import { FunctionBuilder, WasmFunction } from './function-builder.ts';
import { codeOf } from './operations.ts';
import { printFunction } from './print-function.ts';

type Params = Readonly<Record<string, ValueType>>;

/** A function's parameters as locals, by their names. */
export type ParamLocals<P extends Params> = { readonly [N in keyof P]: Local<P[N]> };

const SECTIONS = { custom: 0, types: 1, imports: 2, functions: 3, globals: 6, exports: 7, code: 10 } as const;
/** The part of the custom section `name` that names functions. */
const FUNCTION_NAMES = 1;

/**
 * A WebAssembly module in the making:
 *
 *     const module = new ModuleBuilder();
 *     module.importMemory('host', 'memory', 1);
 *     const sum = module.function('sum', { a: 'i32', b: 'i32' }, 'i32', (f, { a, b }) => f.return(i32.add(a, b)));
 *     module.export(sum);
 *     const bytes = module.encode();
 *
 * Imported functions come before the first own one. Functions can be declared first and written afterwards, so that they call one
 * another.
 */
export class ModuleBuilder {
  readonly #imported: { readonly module: string; readonly name: string; readonly callee: WasmFunction }[] = [];
  readonly #functions: { readonly builder: FunctionBuilder; isWritten: boolean }[] = [];
  readonly #globals: { readonly global: Global; readonly initial: number | bigint }[] = [];
  readonly #exports: { readonly name: string; readonly callee: WasmFunction }[] = [];
  #memory: { readonly module: string; readonly name: string; readonly pages: number } | null = null;

  /** The one memory, of `pages` times 64 KB at least, comes from outside. */
  importMemory(module: string, name: string, pages: number): void {
    assert(this.#memory === null, 'a module has one memory');
    this.#memory = { module, name, pages };
  }

  importFunction<R extends ValueType | null>(
    module: string,
    name: string,
    params: readonly ValueType[],
    result: R,
  ): WasmFunction<R> {
    assert(this.#functions.length === 0, 'imports come before functions');
    const callee = new WasmFunction(name, params, result, this.#imported.length);
    this.#imported.push({ module, name, callee });
    return callee;
  }

  /** A variable of the module. */
  global<T extends ValueType>(name: string, type: T, initial: number | bigint = 0): Global<T> {
    const global: Global<T> = { kind: 'global', type, name, index: this.#globals.length };
    this.#globals.push({ global, initial });
    return global;
  }

  /** Declares a function and writes it at once. */
  function<P extends Params, R extends ValueType | null>(
    name: string,
    params: P,
    result: R,
    write: (f: FunctionBuilder, params: ParamLocals<P>) => void,
  ): WasmFunction<R> {
    const declared = this.declare(name, params, result);
    declared.write(write);
    return declared.callee;
  }

  /** Declares a function that others may call before it is written. */
  declare<P extends Params, R extends ValueType | null>(
    name: string,
    params: P,
    result: R,
  ): {
    readonly callee: WasmFunction<R>;
    write(write: (f: FunctionBuilder, params: ParamLocals<P>) => void): void;
  } {
    const entries = Object.entries(params);
    const types = entries.map(([, type]) => type);
    const callee = new WasmFunction(name, types, result, this.#imported.length + this.#functions.length);
    const locals = entries.map(([param, type], index): Local => ({ kind: 'local', type, name: param, index }));
    const written = { builder: new FunctionBuilder(callee, locals), isWritten: false };
    this.#functions.push(written);
    return {
      callee,
      write: (write) => {
        assert(!written.isWritten, `${name} is written once`);
        written.isWritten = true;
        const byName = Object.fromEntries(locals.map((local) => [local.name, local])) as ParamLocals<P>;
        write(written.builder, byName);
      },
    };
  }

  export(callee: WasmFunction, name = callee.name): void {
    this.#exports.push({ name, callee });
  }

  /** The module's bytes, ready to be compiled. */
  encode(): Uint8Array<ArrayBuffer> {
    for (const { builder, isWritten } of this.#functions) assert(isWritten, `${builder.callee.name} is written`);
    const writer = new BinaryWriter();
    writer.byte(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);
    const types = new TypeTable();
    const own = this.#functions.map(({ builder }) => types.indexOf(builder.callee));
    const imported = this.#imported.map(({ callee }) => types.indexOf(callee));
    section(writer, SECTIONS.types, types.entries, (entry, inner) => inner.bytes(entry));
    this.#encodeImports(writer, imported);
    section(writer, SECTIONS.functions, own, (type, inner) => inner.unsigned(type));
    section(writer, SECTIONS.globals, this.#globals, ({ global, initial }, inner) => {
      inner.byte(TYPE_BYTES[global.type], 0x01);
      const constant = codeOf(global.type, initial);
      assert(constant.kind === 'constant', 'a global begins with a constant');
      encodeConstant(inner, constant);
      inner.byte(0x0b);
    });
    section(writer, SECTIONS.exports, this.#exports, ({ name, callee }, inner) => {
      inner.name(name);
      inner.byte(0x00);
      inner.unsigned(callee.index);
    });
    section(writer, SECTIONS.code, this.#functions, ({ builder }, inner) => {
      inner.sized((body) => encodeBody(body, builder.locals, builder.body, builder.callee.result));
    });
    this.#encodeNames(writer);
    return writer.finished().slice();
  }

  /** The listing of a function, or of all of them. */
  print(only: readonly WasmFunction[] | null = null): string {
    return this.#functions
      .filter(({ builder }) => only === null || only.includes(builder.callee))
      .map(({ builder }) => printFunction(builder.callee, builder.params, builder.locals, builder.body))
      .join('\n\n');
  }

  /** Profiles and traces show functions by these names. */
  #encodeNames(writer: BinaryWriter): void {
    writer.byte(SECTIONS.custom);
    writer.sized((inner) => {
      inner.name('name');
      section(inner, FUNCTION_NAMES, this.#functions, ({ builder: { callee } }, names) => {
        names.unsigned(callee.index);
        names.name(callee.name);
      });
    });
  }

  #encodeImports(writer: BinaryWriter, types: readonly number[]): void {
    const memory = this.#memory;
    const count = this.#imported.length + (memory === null ? 0 : 1);
    if (count === 0) return;
    writer.byte(SECTIONS.imports);
    writer.sized((inner) => {
      inner.unsigned(count);
      if (memory !== null) {
        inner.name(memory.module);
        inner.name(memory.name);
        inner.byte(0x02, 0x00);
        inner.unsigned(memory.pages);
      }
      this.#imported.forEach(({ module, name }, i) => {
        inner.name(module);
        inner.name(name);
        inner.byte(0x00);
        inner.unsigned(types[i] as number);
      });
    });
  }
}

/** Function types, each once. */
class TypeTable {
  readonly entries: Uint8Array[] = [];
  readonly #indexes = new Map<string, number>();

  indexOf({ params, result }: { readonly params: readonly ValueType[]; readonly result: ValueType | null }): number {
    const key = `${params.join()}:${result}`;
    const known = this.#indexes.get(key);
    if (known !== undefined) return known;
    const results = result === null ? [] : [TYPE_BYTES[result]];
    const bytes = [0x60, params.length, ...params.map((type) => TYPE_BYTES[type]), results.length, ...results];
    this.entries.push(Uint8Array.from(bytes));
    this.#indexes.set(key, this.entries.length - 1);
    return this.entries.length - 1;
  }
}

function section<T>(
  writer: BinaryWriter,
  id: number,
  entries: readonly T[],
  write: (entry: T, inner: BinaryWriter) => void,
): void {
  if (entries.length === 0) return;
  writer.byte(id);
  writer.sized((inner) => {
    inner.unsigned(entries.length);
    for (const entry of entries) write(entry, inner);
  });
}
