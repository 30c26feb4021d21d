import { must } from '../base/assert.ts';

/** WebAssembly as all hosts of the engine offer it, as far as the engine uses it. */
export interface WebAssemblyHost {
  readonly Memory: new (size: { initial: number; maximum?: number }) => WasmMemory;
  readonly Module: new (bytes: Uint8Array<ArrayBuffer>) => WasmModule;
  readonly Instance: new (module: WasmModule, imports: WasmImports) => WasmInstance;
  validate(bytes: Uint8Array<ArrayBuffer>): boolean;
}

export interface WasmMemory {
  /** Another one after each `grow`; the one before is empty then. */
  readonly buffer: ArrayBuffer;
  /** Adds pages of 64 KB; throws `RangeError` where there is no room. Returns how many there were. */
  grow(pages: number): number;
}

/** Compiled code, to be instantiated any number of times. */
export interface WasmModule {
  readonly [Symbol.toStringTag]: string;
}

export interface WasmInstance {
  readonly exports: Readonly<Record<string, WasmCallable>>;
}

/** Numbers of 64 bits are bigints, all others numbers. */
export type WasmCallable = (...args: readonly number[]) => number;

export type WasmImports = Readonly<Record<string, Readonly<Record<string, WasmMemory | WasmCallable>>>>;

/** Bytes of a page, in which memory grows. */
export const PAGE_BYTES = 65_536;

/** The host's WebAssembly, or null where there is none. */
export function findWebAssembly(): WebAssemblyHost | null {
  return (globalThis as unknown as { readonly WebAssembly?: WebAssemblyHost }).WebAssembly ?? null;
}

/** The host's WebAssembly, which must be there. */
export function webAssembly(): WebAssemblyHost {
  return must(findWebAssembly(), 'this host has WebAssembly');
}
