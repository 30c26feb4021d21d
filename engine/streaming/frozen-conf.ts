/** Settings that a query keeps from its first start on, as long as it has its checkpoint (semantics 11.1). */
import { type Diagnostic, diagnostic } from '../base/errors/diagnostic.ts';
import type { FrozenConf } from './batch-journal.ts';
import type { WatermarkPolicy } from './watermark-tracker.ts';

/** Their names are Spark's. State has one partition here. */
const confNames = {
  watermarkPolicy: 'spark.sql.streaming.multipleWatermarkPolicy',
  partitions: 'spark.sql.shuffle.partitions',
} as const;

/** What the first start settles. */
export function frozenConf(watermarkPolicy: WatermarkPolicy | undefined): FrozenConf {
  return { [confNames.watermarkPolicy]: watermarkPolicy ?? 'min', [confNames.partitions]: '1' };
}

/** The policy that such settings name. */
export function watermarkPolicyIn(conf: FrozenConf): WatermarkPolicy {
  return conf[confNames.watermarkPolicy] === 'max' ? 'max' : 'min';
}

/**
 * Says where a start asks for something else than the checkpoint holds to (EXE-162).
 *
 * @param asked what this start would have settled, had it been the first
 * @param watermarks how many the query has; the policy means nothing to one alone
 */
export function heldSettings(held: FrozenConf, asked: FrozenConf, watermarks: number): Diagnostic[] {
  const [isHeld, isAsked] = [watermarkPolicyIn(held), watermarkPolicyIn(asked)];
  if (isHeld === isAsked || watermarks < 2) return [];
  return [diagnostic('EXE-162', {}, { setting: 'watermarkPolicy', held: isHeld, asked: isAsked }, 'warning')];
}
