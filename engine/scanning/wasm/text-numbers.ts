import type { ScanPlan } from '../scan-plan.ts';
import { type NumberOfText, numberOfText, textReadingOf } from '../script/value-text.ts';

/** The readers of texts that generated code does not read itself, for columns that are read and that records have. */
export function textReaders(plan: ScanPlan): readonly NumberOfText[] {
  const reading = textReadingOf(plan);
  return plan.columns
    .filter(({ isRead, isInFile }) => isRead && isInFile)
    .map(({ type }) => numberOfText(type, reading));
}
