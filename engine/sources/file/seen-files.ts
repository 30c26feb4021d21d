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

  get size(): number {
    return this.#modifiedMs.size;
  }

  /** @param identity the file's path, or its name with `fileNameOnly` */
  add(identity: string, modifiedMs: number): void {
    this.#modifiedMs.set(identity, modifiedMs);
    this.#latestMs = Math.max(this.#latestMs, modifiedMs);
  }

  isNew(identity: string, modifiedMs: number): boolean {
    return modifiedMs >= this.#purgedBeforeMs && !this.#modifiedMs.has(identity);
  }

  /** Forgets files that are too old to come back. Called after each selection. */
  purge(): void {
    this.#purgedBeforeMs = this.#latestMs - this.#maxAgeMs;
    if (this.#purgedBeforeMs <= 0) return;
    for (const [identity, modifiedMs] of this.#modifiedMs) {
      if (modifiedMs < this.#purgedBeforeMs) this.#modifiedMs.delete(identity);
    }
  }
}
