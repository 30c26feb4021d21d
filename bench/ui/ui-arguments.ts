export interface UiOptions {
  readonly rows: readonly string[];
  readonly isQuick: boolean;
  /** Rewrite the document's section even where not every row was measured in full. */
  readonly writes: boolean;
  readonly minutes: number;
}

/** Minutes of pan and run that are asked for, and those of a quick look. */
const MINUTES = { full: 10, quick: 0.5 } as const;

/** Reads `[--quick] [--write] [--minutes=N] [ROW…]`; `known` are the rows that there are. */
export function readUiArguments(
  args: readonly string[],
  known: readonly string[],
): UiOptions | { readonly problem: string } {
  const isQuick = args.includes('--quick');
  let minutes: number = isQuick ? MINUTES.quick : MINUTES.full;
  const rows: string[] = [];
  const strange: string[] = [];
  for (const argument of args) {
    const given = /^--minutes=(\d+(?:\.\d+)?)$/.exec(argument)?.[1];
    if (given !== undefined) minutes = Number(given);
    else if (known.includes(argument)) rows.push(argument);
    else if (!['--quick', '--write'].includes(argument)) strange.push(argument);
  }
  if (strange.length > 0) {
    return {
      problem: `There is no ${strange.join(' ')}. Rows: ${known.join(' ')}. Options: --quick (few rounds), --minutes=N (of pan and run for the heap; ${MINUTES.full} by default, ${MINUTES.quick} with --quick), --write (rewrites its section of docs/performance.md in any case).`,
    };
  }
  return { rows: rows.length > 0 ? rows : known, isQuick, writes: args.includes('--write'), minutes };
}
