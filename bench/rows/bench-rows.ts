import type { BenchRow } from '../bench-context.ts';
import { duelRows } from './duels.ts';
import { interpretedRow } from './interpreted.ts';
import { linearRow } from './linear.ts';
import { memoryRow } from './memory.ts';
import { microBatchRow } from './micro-batch.ts';
import { responsiveRow } from './responsive.ts';
import { scannersRow } from './scanners.ts';
import { stateRow } from './state.ts';
import { streamRow } from './stream.ts';
import { tablesRow } from './tables.ts';

/** All rows, in the order of the table. */
export const benchRows: readonly BenchRow[] = [
  ...duelRows,
  streamRow,
  microBatchRow,
  memoryRow,
  linearRow,
  stateRow,
  responsiveRow,
  scannersRow,
  interpretedRow,
  tablesRow,
];
