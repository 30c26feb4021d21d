import { randomUUID } from 'node:crypto';
import type { Random } from '../base/random.ts';

/** The machine's source of randomness. */
export const systemRandom: Random = { uuid: () => randomUUID() };
