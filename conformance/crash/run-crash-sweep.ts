import { loadCases } from '../load-cases.ts';
import { noCounts, type SweepCounts, type SweepDifference, type SweepOptions, sweepCase } from './crash-sweep.ts';

export interface SweepWork extends SweepOptions {
  /** Parts of case ids; empty for all. */
  readonly wanted: readonly string[];
  /** Which of how many parts of the cases, from 0. */
  readonly part: number;
  readonly parts: number;
}

export interface SweepReport {
  /** Cases with a stateful streaming query. */
  cases: number;
  readonly counts: SweepCounts;
  readonly differences: SweepDifference[];
}

/** Sweeps a part of the cases below a folder. */
export async function runCrashSweep(folder: string, work: SweepWork): Promise<SweepReport> {
  const report: SweepReport = { cases: 0, counts: noCounts(), differences: [] };
  for (const [index, found] of loadCases(folder, work.wanted).entries()) {
    if (index % work.parts !== work.part) continue;
    const before = report.counts.queries;
    report.differences.push(...(await sweepCase(found, work, report.counts)));
    if (report.counts.queries > before) report.cases++;
  }
  return report;
}
