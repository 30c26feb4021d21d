/** How the rates of a run's nodes were in the last half minute: a ring of numbers a node, made once a run. */

/** Samples that are kept a node. */
export const SERIES_SAMPLES = 60;
/** Time between two samples, ms. */
export const SERIES_EVERY_MS = 500;

export interface RunSeries {
  /** Takes in rates by node if it is time for a sample. `atMs` never goes back. */
  add(atMs: number, rates: Float64Array): void;
  /** Grows with each sample. */
  readonly count: number;
  /**
   * The newest samples of a node, by its place, the oldest first, into `into`; as many as it has room for. Returns how many there were.
   */
  read(place: number, into: Float32Array): number;
}

export function createRunSeries(nodes: number): RunSeries {
  const ring = new Float32Array(nodes * SERIES_SAMPLES);
  let count = 0;
  let dueMs = Number.NEGATIVE_INFINITY;
  return {
    get count() {
      return count;
    },
    add(atMs, rates) {
      if (atMs < dueMs) return;
      dueMs = atMs + SERIES_EVERY_MS;
      const column = count % SERIES_SAMPLES;
      count++;
      for (let place = 0; place < nodes; place++) ring[place * SERIES_SAMPLES + column] = rates[place] ?? 0;
    },
    read(place, into) {
      const samples = Math.min(count, SERIES_SAMPLES, into.length);
      for (let index = 0; index < samples; index++) {
        into[index] = ring[place * SERIES_SAMPLES + ((count - samples + index) % SERIES_SAMPLES)] ?? 0;
      }
      return samples;
    },
  };
}
