import type { Pacing } from '../../base/pacing.ts';
import { DEFAULT_LENIENCY, tryParseJsonTree } from '../../types/json/json-tree.ts';
import { separatorIn } from './csv-separator.ts';
import { type Sample, sampleLines } from './read-samples.ts';

/** A file's format by its name, without the endings of packed files; else by its first lines. */
export async function guessFormat(
  samples: readonly Sample[],
  pacer: Pacing,
): Promise<'json' | 'csv' | 'text' | 'parquet'> {
  const [first] = samples;
  if (first === undefined) return 'text';
  const name = first.path.toLowerCase().replace(/\.(gz|gzip|deflate)$/, '');
  if (/\.(json|jsonl|ndjson)$/.test(name)) return 'json';
  if (/\.(csv|tsv)$/.test(name)) return 'csv';
  if (new TextDecoder().decode(first.bytes.subarray(0, 4)) === 'PAR1') return 'parquet';
  const lines = sampleLines(first)
    .slice(0, 50)
    .map(({ text }) => text);
  const [line = ''] = lines;
  if (tryParseJsonTree(line, DEFAULT_LENIENCY)?.kind === 'object' || /^\s*(\{\s*$|\[\s*(\{|$))/.test(line))
    return 'json';
  return lines.length > 1 && (await separatorIn(lines, pacer)) !== null ? 'csv' : 'text';
}
