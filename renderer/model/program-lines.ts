import type { PySparkProgram } from '../../engine/session-shapes.ts';

type Lines = PySparkProgram['lines'];

/** The node that a line of a program (from 1) stands for: of several the one whose range is smallest. Null for none. */
export function nodeAtLine(lines: Lines, line: number): string | null {
  const around = lines.filter(({ from, to }) => from <= line && line <= to);
  return around.sort((a, b) => a.to - a.from - (b.to - b.from))[0]?.nodeId ?? null;
}

/** The lines (from 1) that stand for one of these nodes. */
export function linesOfNodes(lines: Lines, nodeIds: readonly string[]): ReadonlySet<number> {
  const found = new Set<number>();
  for (const { nodeId, from, to } of lines) {
    if (nodeIds.includes(nodeId)) for (let line = from; line <= to; line++) found.add(line);
  }
  return found;
}
