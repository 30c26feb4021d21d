export interface BenchOptions {
  readonly rows: readonly string[];
  readonly isQuick: boolean;
  /** Rewrite the document even where not every row was measured in full. */
  readonly writes: boolean;
  /** Compare processor time in place of elapsed time: for a machine that is busy with other things. */
  readonly comparesProcessorTime: boolean;
  /** Profile Millrace's processes. */
  readonly profiles: boolean;
}

/** Reads `[--quick] [--write] [--profile] [ROW…]`; `known` are the rows that there are. */
export function readArguments(
  args: readonly string[],
  known: readonly string[],
): BenchOptions | { readonly problem: string } {
  const flags = args.filter((argument) => argument.startsWith('-'));
  const names = args.filter((argument) => !argument.startsWith('-'));
  const strange = [
    ...flags.filter((flag) => !['--quick', '--write', '--profile', '--processor-time'].includes(flag)),
    ...names.filter((name) => !known.includes(name)),
  ];
  if (strange.length > 0) {
    return {
      problem: `There is no ${strange.join(' ')}. Rows: ${known.join(' ')}. Options: --quick (small, in under 50 s), --write (rewrites docs/performance.md in any case), --processor-time (in place of elapsed time, for a busy machine; prints only), --profile (CPU profiles in out/bench/profiles).`,
    };
  }
  return {
    rows: names.length > 0 ? names : known,
    isQuick: flags.includes('--quick'),
    writes: flags.includes('--write'),
    comparesProcessorTime: flags.includes('--processor-time'),
    profiles: flags.includes('--profile'),
  };
}
