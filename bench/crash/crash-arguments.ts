export interface CrashOptions {
  /** How often a process is ended, over all trials. */
  readonly rounds: number;
  readonly seed: number;
  /** Names of the trials to run. */
  readonly trials: readonly string[];
}

const ROUNDS = 200;

/**
 * Reads `[--rounds N] [--seed S] [--pipeline NAME]…`; `known` are the names that there are, `anySeed` is taken where none is
 * given.
 */
export function readCrashArguments(
  args: readonly string[],
  known: readonly string[],
  anySeed: number,
): CrashOptions | { readonly problem: string } {
  const names: string[] = [];
  const numbers = { '--rounds': ROUNDS, '--seed': anySeed };
  const usage = `Options: --rounds N (from 1 on, ${ROUNDS} if left out), --seed S, --pipeline NAME (of ${known.join(', ')}; may be repeated).`;
  for (let i = 0; i < args.length; i += 2) {
    const [option = '', value = ''] = args.slice(i, i + 2);
    if (option === '--pipeline' && known.includes(value)) names.push(value);
    else if ((option === '--rounds' || option === '--seed') && /^\d{1,9}$/.test(value)) numbers[option] = Number(value);
    else return { problem: `There is no ${option} ${value}.`.replace(' .', '.').concat(` ${usage}`) };
  }
  if (numbers['--rounds'] === 0) return { problem: usage };
  return { rounds: numbers['--rounds'], seed: numbers['--seed'], trials: names.length > 0 ? names : known };
}
