import type { ByteTrial } from './byte-trial.ts';

/** Runs that a search for a smaller trial may take. */
const RUNS_MAX = 400;

/**
 * A trial that still differs with as few files, lines, nodes and bytes as a search of some hundred runs finds.
 *
 * @param stillDiffers false, or an error, for a trial that shows nothing any more
 */
export async function shrunk(
  trial: ByteTrial,
  stillDiffers: (candidate: ByteTrial) => Promise<boolean>,
): Promise<ByteTrial> {
  let left = RUNS_MAX;
  const differs = async (candidate: ByteTrial): Promise<boolean> => {
    if (left-- <= 0) return false;
    try {
      return await stillDiffers(candidate);
    } catch {
      return false;
    }
  };
  let best = trial;
  const { nodes } = trial.script;
  for (const { id } of nodes.slice(0, -1)) {
    const candidate = {
      ...best,
      script: { ...best.script, nodes: best.script.nodes.filter((node) => node.id !== id) },
    };
    if (await differs(candidate)) best = candidate;
  }
  const files = await without(best.files, (kept) => differs({ ...best, files: kept }));
  best = { ...best, files };
  for (let index = 0; index < best.files.length; index++) {
    const withLines = (lines: readonly Buffer[]): ByteTrial => ({
      ...best,
      files: best.files.map((file, at) => (at === index ? { ...file, lines } : file)),
    });
    let lines = await without(best.files[index]?.lines ?? [], (kept) => differs(withLines(kept)));
    for (let line = 0; line < lines.length; line++) {
      const withLine = (bytes: readonly number[]) => lines.map((old, at) => (at === line ? Buffer.from(bytes) : old));
      const bytes = await without([...(lines[line] ?? [])], (kept) => differs(withLines(withLine(kept))));
      lines = withLine(bytes);
    }
    best = withLines(lines);
  }
  return best;
}

/** The shortest list found by leaving out ever smaller runs of it, as long as `holds` for what remains. */
async function without<T>(all: readonly T[], holds: (kept: readonly T[]) => Promise<boolean>): Promise<readonly T[]> {
  let kept = all;
  for (let size = Math.ceil(kept.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let at = 0; at < kept.length && kept.length > 1; ) {
      const candidate = [...kept.slice(0, at), ...kept.slice(at + size)];
      if (candidate.length > 0 && (await holds(candidate))) kept = candidate;
      else at += size;
    }
  }
  return kept;
}

/** The trial as a test would write it. */
export function asTestCase({ script, files }: ByteTrial): string {
  const texts = files.map(({ lines }) => {
    const bytes = Buffer.concat(lines);
    const text = bytes.toString('utf8');
    return Buffer.from(text).equals(bytes)
      ? `{ bytes: ${JSON.stringify(text)} }`
      : `{ bytes: Buffer.from('${bytes.toString('base64')}', 'base64') }`;
  });
  return `{ ...${JSON.stringify(script)}, files: [${texts.join(', ')}] }`;
}
