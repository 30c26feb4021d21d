import { type Summary, summarize } from './statistics.ts';

/** One of those who are measured against each other: does its work once and says how long it took, in milliseconds. */
export interface Contender {
  readonly name: string;
  run(): Promise<number>;
}

export interface Measuring {
  /** Measured runs of each. */
  readonly rounds: number;
  /** Each works unmeasured until it has worked so long, and at least once: until then compilers are still at work. */
  readonly warmUpMs: number;
}

/**
 * Measures contenders in turn (A B A B …), so that a machine that is busy for a while is so for all of them.
 *
 * @returns a summary for each, in their order
 */
export async function interleave(
  contenders: readonly Contender[],
  { rounds, warmUpMs }: Measuring,
): Promise<readonly Summary[]> {
  for (const contender of contenders) {
    for (let worked = await contender.run(); worked < warmUpMs; ) worked += await contender.run();
  }
  const times = contenders.map((): number[] => []);
  for (let round = 0; round < rounds; round++) {
    for (const [i, contender] of contenders.entries()) times[i]?.push(await contender.run());
  }
  return times.map(summarize);
}
