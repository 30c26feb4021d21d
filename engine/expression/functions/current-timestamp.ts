import { ok } from '../../base/result.ts';
import { TIMESTAMP } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';

/** The micro-batch's own time, the same for all its rows. */
export const currentTimestamp: ScalarFunction = {
  name: 'current_timestamp',
  aliases: ['now'],
  minArgs: 0,
  maxArgs: 0,
  sign: () => ok({ args: [], type: TIMESTAMP, nullable: false }),
  compile:
    (_, __, { batchTimestampMs }) =>
    () =>
      BigInt(batchTimestampMs()) * 1000n,
};
