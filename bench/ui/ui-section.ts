/** The window's part of `docs/performance.md`, which `npm run bench:ui` writes and `npm run bench` keeps. */
import { resultTable } from '../report/document.ts';
import { type Machine, machineText } from '../report/machine.ts';
import type { ResultLine } from '../report/result-line.ts';
import { withUiSection } from '../report/ui-part.ts';

export interface UiReport {
  readonly lines: readonly ResultLine[];
  readonly machine: Machine;
  /** Of the run, `yyyy-MM-dd`. */
  readonly date: string;
  readonly isQuick: boolean;
}

/** The document with its section written anew. `before` is the present one. */
export function withUiReport({ lines, machine, date, isQuick }: UiReport, before: string): string {
  return withUiSection(
    before,
    `
## The window

\`npm run bench:ui\` measured this and wrote it, in the real Electron, held against a bare page: React Flow with its default nodes, the same graph at the same place in a canvas of the same size, and no app around it.

${date}${isQuick ? ', a quick run' : ''}: ${machineText(machine)}.

${resultTable(lines)}

- **Frames.** Both pages run in the same Electron with the same switches, drawn in software and not held to a screen's rate, so that a frame's time is what it costs. The pointer moves once a frame along the
  same circle; the time from frame to frame holds script, style, painting and the wait for the picture before. The two take turns, round by round, and all rounds count.
- **Running** means that the engine works at full speed on generators without a limit, ten nodes a query, and that every counter moves.
- **Script** is Chromium's own count of script time in the page, over ten seconds in which nothing is moved, by message with new counters.
- **Messages** are counted in the main process, with their size as structured clones.
- **Heap** is what is in use after a collection, before and after; the first pans do not count.
- **Opening** is timed from the wish to open a file to the frame that shows it; reading and checking it are in it.
- **Cold start** is timed from the start of the process to the second frame after the canvas stands, with the lab's pipeline in both.
`,
  );
}
