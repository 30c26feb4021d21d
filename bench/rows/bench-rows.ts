import type { BenchRow } from '../bench-context.ts';
import { checkpointedBatchRow } from './checkpointed-batch.ts';
import { checkpointedStreamRow } from './checkpointed-stream.ts';
import { deltaRow } from './delta.ts';
import { duelRows } from './duels.ts';
import { interpretedRow } from './interpreted.ts';
import { linearRow } from './linear.ts';
import { memoryRow } from './memory.ts';
import { microBatchRow } from './micro-batch.ts';
import { recoveryRow } from './recovery.ts';
import { responsiveRow } from './responsive.ts';
import { scannersRow } from './scanners.ts';
import { stateRow } from './state.ts';
import { stoppingRow } from './stopping.ts';
import { streamRow } from './stream.ts';
import { tablesRow } from './tables.ts';

/** All rows, in the order of the table. */
export const benchRows: readonly BenchRow[] = [
  ...duelRows,
  streamRow,
  microBatchRow,
  checkpointedBatchRow,
  checkpointedStreamRow,
  deltaRow,
  recoveryRow,
  stoppingRow,
  memoryRow,
  linearRow,
  stateRow,
  responsiveRow,
  scannersRow,
  interpretedRow,
  tablesRow,
];
