import type { LogFiles } from '../engine/base/log-files.ts';

/** Checkpoints that live as long as a case. */
export class MemoryLogFiles implements LogFiles {
  readonly #texts = new Map<string, string>();

  async readText(path: string): Promise<string | null> {
    return this.#texts.get(path) ?? null;
  }

  async list(folder: string): Promise<string[]> {
    const prefix = `${folder}/`;
    return [...this.#texts.keys()]
      .filter((path) => path.startsWith(prefix))
      .map((path) => path.slice(prefix.length))
      .filter((name) => !name.includes('/'));
  }

  async writeText(path: string, text: string): Promise<void> {
    this.#texts.set(path, text);
  }

  async remove(path: string): Promise<void> {
    this.#texts.delete(path);
  }
}
