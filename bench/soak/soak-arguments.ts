export interface SoakOptions {
  readonly minutes: number;
  readonly seed: number;
}

const MINUTES = 30;
const MINUTES_MAX = 10_000;

/** Reads `[--minutes N] [--seed S]`; `anySeed` is taken where none is given. */
export function readSoakArguments(
  args: readonly string[],
  anySeed: number,
): SoakOptions | { readonly problem: string } {
  const numbers = { '--minutes': MINUTES, '--seed': anySeed };
  for (let i = 0; i < args.length; i += 2) {
    const [option = '', value = ''] = args.slice(i, i + 2);
    const isKnown = option === '--minutes' || option === '--seed';
    if (!isKnown || !/^\d{1,9}$/.test(value)) return { problem: usage };
    numbers[option] = Number(value);
  }
  if (numbers['--minutes'] < 1 || numbers['--minutes'] > MINUTES_MAX) return { problem: usage };
  return { minutes: numbers['--minutes'], seed: numbers['--seed'] };
}

const usage = `Options: --minutes N (1 to ${MINUTES_MAX}, ${MINUTES} if left out), --seed S.`;
