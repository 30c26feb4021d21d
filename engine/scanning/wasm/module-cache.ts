import { type WasmModule, webAssembly } from '../../wasm/web-assembly.ts';

const MODULES_MAX = 64;

/** Compiled modules by all that they are made of, so that stages and workers of one thread that scan alike compile once. */
export class ModuleCache {
  readonly #modules = new Map<string, WasmModule>();

  get(key: string, encode: () => Uint8Array<ArrayBuffer>): WasmModule {
    const known = this.#modules.get(key);
    if (known !== undefined) {
      // Whoever was used last is forgotten last.
      this.#modules.delete(key);
      this.#modules.set(key, known);
      return known;
    }
    const made = new (webAssembly().Module)(encode());
    const [oldest] = this.#modules.keys();
    if (this.#modules.size >= MODULES_MAX && oldest !== undefined) this.#modules.delete(oldest);
    this.#modules.set(key, made);
    return made;
  }
}
