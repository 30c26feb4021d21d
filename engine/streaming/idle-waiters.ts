/** Those who wait until a query has found nothing to do: a whole look for data that began after they came (semantics 12.1). */
export class IdleWaiters {
  #waiting: { readonly resolve: () => void; sawStart: boolean }[] = [];

  wait(): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ resolve, sawStart: false }));
  }

  /** A trigger begins. */
  triggerBegan(): void {
    for (const waiting of this.#waiting) waiting.sawStart = true;
  }

  /** The trigger found nothing to do. */
  foundNothing(): void {
    if (this.#waiting.length === 0) return;
    const served = this.#waiting.filter(({ sawStart }) => sawStart);
    this.#waiting = this.#waiting.filter(({ sawStart }) => !sawStart);
    for (const { resolve } of served) resolve();
  }

  /** Nothing more will be done. */
  end(): void {
    for (const { resolve } of this.#waiting.splice(0)) resolve();
  }
}
