import { type PythonToken, pythonTokens } from './python-tokens.ts';

/** A Python program cut into its lines, each into what is coloured alike; without the line ends. */
export function pythonLines(program: string): readonly (readonly Pick<PythonToken, 'kind' | 'text'>[])[] {
  const lines: Pick<PythonToken, 'kind' | 'text'>[][] = [[]];
  for (const { kind, text } of pythonTokens(program)) {
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push([]);
      if (part !== '') lines.at(-1)?.push({ kind, text: part });
    }
  }
  // A program ends with a line end, behind which is no line.
  if (lines.length > 1 && lines.at(-1)?.length === 0) lines.pop();
  return lines;
}
