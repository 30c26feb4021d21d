import { must } from '../../base/assert.ts';

/**
 * A summary of many numbers that tells approximate quantiles: the method of Greenwald and Khanna, with the sizes and the
 * roundings of Spark, so that the same numbers in the same order and the same merges give the same quantiles.
 *
 * Nothing here changes in place.
 */
export interface QuantileSummary {
  /** In ascending order of their values. */
  readonly samples: readonly Sample[];
  /** How many numbers the samples stand for. */
  readonly count: number;
}

/**
 * A number that came, by how much its least possible rank is above that of the sample before, and how far its greatest
 * possible rank is above its least one.
 */
export type Sample = readonly [value: number, gap: number, span: number];

/** As many numbers are gathered before they are put into a summary together. */
export const HEAD_SIZE = 50_000;
/** A summary of at least this many samples is compressed as soon as numbers were put in. */
const COMPRESS_THRESHOLD = 10_000;

/** The summary with more numbers, in any order; compressed only where it has become large. */
export function withNumbers(
  summary: QuantileSummary,
  numbers: readonly number[],
  relativeError: number,
): QuantileSummary {
  const grown = inserted(summary, numbers, relativeError);
  return grown.samples.length >= COMPRESS_THRESHOLD ? compressed(grown, relativeError) : grown;
}

/** The summary with its last numbers, compressed, as merging and asking want it. */
export function finished(summary: QuantileSummary, numbers: readonly number[], relativeError: number): QuantileSummary {
  return compressed(inserted(summary, numbers, relativeError), relativeError);
}

function inserted({ samples, count }: QuantileSummary, numbers: readonly number[], error: number): QuantileSummary {
  if (numbers.length === 0) return { samples, count };
  const made: Sample[] = [];
  let next = 0;
  let total = count;
  // A typed array sorts -0.0 before 0.0 and NaN last, as Spark does.
  const sorted = Float64Array.from(numbers).sort();
  sorted.forEach((value, index) => {
    for (let sample = samples[next]; sample !== undefined && sample[0] <= value; sample = samples[next]) {
      made.push(sample);
      next++;
    }
    total++;
    const isEdge = made.length === 0 || (next === samples.length && index === sorted.length - 1);
    made.push([value, 1, isEdge ? 0 : Math.floor(2 * error * total)]);
  });
  return { samples: [...made, ...samples.slice(next)], count: total };
}

function compressed({ samples, count }: QuantileSummary, error: number): QuantileSummary {
  return { samples: compressSamples(samples, 2 * error * count), count };
}

/** From the last sample down, each is swallowed by the one above it as long as that keeps its rank certain enough. */
function compressSamples(samples: readonly Sample[], threshold: number): readonly Sample[] {
  const lowest = samples[0];
  let head = samples.at(-1);
  if (lowest === undefined || head === undefined) return [];
  const kept: Sample[] = [];
  for (let i = samples.length - 2; i >= 1; i--) {
    const sample = must(samples[i], 'the index is inside the array');
    if (sample[1] + head[1] + head[2] < threshold) head = [head[0], head[1] + sample[1], head[2]];
    else {
      kept.push(head);
      head = sample;
    }
  }
  kept.push(head);
  if (lowest[0] <= head[0] && samples.length > 1) kept.push(lowest);
  return kept.reverse();
}

/** The summary of the numbers of both, which must be finished. */
export function merged(a: QuantileSummary, b: QuantileSummary, error: number): QuantileSummary {
  if (b.count === 0) return a;
  if (a.count === 0) return b;
  const samples: Sample[] = [];
  const moreOfA = Math.floor(2 * error * b.count);
  const moreOfB = Math.floor(2 * error * a.count);
  let i = 0;
  let j = 0;
  // A sample between two of the other side is less certain of its rank by what the other side does not know.
  for (;;) {
    const left = a.samples[i];
    const right = b.samples[j];
    if (left === undefined || right === undefined) break;
    if (left[0] < right[0]) {
      i++;
      samples.push(j > 0 ? [left[0], left[1], left[2] + moreOfA] : left);
    } else {
      j++;
      samples.push(i > 0 ? [right[0], right[1], right[2] + moreOfB] : right);
    }
  }
  const all = [...samples, ...a.samples.slice(i), ...b.samples.slice(j)];
  const count = a.count + b.count;
  return { samples: compressSamples(all, 2 * error * count), count };
}

/** A number for each of `quantiles`, 0 to 1; none of an empty summary, which must be finished. */
export function quantilesOf(summary: QuantileSummary, quantiles: readonly number[], error: number): readonly number[] {
  const { samples } = summary;
  const first = samples[0];
  const last = samples.at(-1);
  if (first === undefined || last === undefined) return [];
  const tolerance = Math.floor(samples.reduce((most, [, gap, span]) => Math.max(most, gap + span), 0) / 2);
  return quantiles.map((quantile) => {
    if (quantile <= error || samples.length === 1) return first[0];
    if (quantile >= 1 - error) return last[0];
    const rank = Math.ceil(quantile * summary.count);
    let least = 0;
    for (const sample of samples) {
      if (sample === last) break;
      least += sample[1];
      if (least + sample[2] - tolerance <= rank && rank <= least + tolerance) return sample[0];
    }
    return last[0];
  });
}
