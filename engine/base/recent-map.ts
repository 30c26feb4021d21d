/** What was made by key, of which only those that were asked for last are kept. */
export class RecentMap<V extends object> {
  readonly #max: number;
  readonly #values = new Map<string, V>();

  /** @param max how many are kept */
  constructor(max: number) {
    this.#max = max;
  }

  /** What was made for the key, or what `make` makes now. When that throws, nothing is kept. */
  get(key: string, make: () => V): V {
    const known = this.#values.get(key);
    const value = known ?? make();
    // Maps keep the order in which keys came: whoever was asked for last is forgotten last.
    this.#values.delete(key);
    this.#values.set(key, value);
    const [oldest] = this.#values.keys();
    if (this.#values.size > this.#max && oldest !== undefined) this.#values.delete(oldest);
    return value;
  }
}
