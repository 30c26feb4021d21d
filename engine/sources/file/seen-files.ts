/**
 * Which files were taken already, and how long that is remembered (semantics 1.5). Age is relative to the newest file ever
 * taken, never to the clock: a file that is older than `latest - maxAge` counts as taken.
 */
export class SeenFiles {
  readonly #maxAgeMs: number;
  readonly #modifiedMs = new Map<string, number>();
  #latestMs = 0;
  #purgedBeforeMs = 0;

  /** @param maxAgeMs infinite to remember all files for ever */
  constructor(maxAgeMs: number) {
    this.#maxAgeMs = maxAgeMs;
  }

  /** Files that are held. */
  get size(): number {
    return this.#modifiedMs.size;
  }

  /** @param identity the file's path, or its name with `fileNameOnly` */
  add(identity: string, modifiedMs: number): void {
    this.#modifiedMs.delete(identity);
    this.#modifiedMs.set(identity, modifiedMs);
    this.#latestMs = Math.max(this.#latestMs, modifiedMs);
  }

  isNew(identity: string, modifiedMs: number): boolean {
    return modifiedMs >= this.#purgedBeforeMs && !this.has(identity);
  }

  /** Whether the file was taken and is not forgotten. */
  has(identity: string): boolean {
    const modifiedMs = this.#modifiedMs.get(identity);
    return modifiedMs !== undefined && modifiedMs >= this.#purgedBeforeMs;
  }

  /**
   * Forgets files that are too old to come back. Called after each selection. Costs what is forgotten: files are taken oldest
   * first, so the ones to forget stand in front; one behind a younger one is forgotten as well and goes when that goes.
   */
  purge(): void {
    this.#purgedBeforeMs = this.#latestMs - this.#maxAgeMs;
    if (this.#purgedBeforeMs <= 0) return;
    for (const [identity, modifiedMs] of this.#modifiedMs) {
      if (modifiedMs >= this.#purgedBeforeMs) return;
      this.#modifiedMs.delete(identity);
    }
  }
}
