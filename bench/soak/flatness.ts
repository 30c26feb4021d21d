import { quantile } from '../measure/statistics.ts';
import type { Sample } from './sample.ts';

/** How a figure went over the time of a soak. */
export interface Course {
  readonly name: string;
  /** Medians of the second and of the last quarter of the time. */
  readonly early: number;
  readonly late: number;
  readonly most: number;
  /** Change in an hour within a process's life, over all lives; null where no life was long enough. */
  readonly hourly: number | null;
  /** What is wrong with it, in words; null where nothing is. */
  readonly fault: string | null;
}

/** What a figure may grow by before it is no longer called flat: a share of the early value and so much besides. */
export interface Tolerance {
  readonly share: number;
  readonly besides: number;
}

/** A process is left out until it is so old, in seconds: compilers are still at work, and pools fill. */
export const WARM_UP_S = 30;
/** A slope of less time than this in all is noise, in seconds. */
const SLOPE_S_MIN = 240;

/**
 * Whether a figure is flat: late is no more than early, and what it changes by within a life would not make it so in the time of
 * the whole soak, each but for the tolerance.
 */
export function courseOf(
  name: string,
  samples: readonly Sample[],
  of: (sample: Sample) => number,
  { share, besides }: Tolerance,
): Course {
  const lastS = samples.at(-1)?.atS ?? 0;
  const warm = samples.filter(({ ageS }) => ageS >= Math.min(WARM_UP_S, lastS / 30));
  const between = (from: number, to: number) =>
    warm.filter(({ atS }) => atS >= from * lastS && atS <= to * lastS).map(of);
  const [early, late] = [between(0.25, 0.5), between(0.75, 1)];
  if (early.length === 0 || late.length === 0) {
    return { name, early: 0, late: 0, most: 0, hourly: null, fault: 'too short a time to say anything' };
  }
  const [before, after] = [quantile(early, 0.5), quantile(late, 0.5)];
  const allowed = before * share + besides;
  const hourly = hourlyWithinLives(warm, of);
  const faults = [
    ...(after - before > allowed ? ['it has grown'] : []),
    ...(hourly !== null && (hourly * lastS) / 3600 > allowed ? ['it grows while a process lives'] : []),
  ];
  const most = samples.map(of).reduce((a, b) => Math.max(a, b), 0);
  return { name, early: before, late: after, most, hourly, fault: faults.length === 0 ? null : faults.join(', ') };
}

/** The slope by least squares with a height of its own for each life. */
function hourlyWithinLives(samples: readonly Sample[], of: (sample: Sample) => number): number | null {
  let covariance = 0;
  let variance = 0;
  let observedS = 0;
  for (const life of new Set(samples.map((sample) => sample.life))) {
    const own = samples.filter((sample) => sample.life === life);
    const middleS = own.reduce((sum, { ageS }) => sum + ageS, 0) / own.length;
    const middle = own.reduce((sum, sample) => sum + of(sample), 0) / own.length;
    for (const sample of own) {
      covariance += (sample.ageS - middleS) * (of(sample) - middle);
      variance += (sample.ageS - middleS) ** 2;
    }
    observedS += (own.at(-1)?.ageS ?? 0) - (own[0]?.ageS ?? 0);
  }
  return observedS < SLOPE_S_MIN || variance === 0 ? null : (covariance / variance) * 3600;
}
