import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSession, type Session } from './session.ts';
import type { PeekedRows, RunOptions } from './session-shapes.ts';
import { breakpointOn, chainDocument, LookedAtFiles, traceOf, windowCounts } from './testing/looked-at-run.ts';

const table = (queryName: string, outputMode = 'append') => ({
  id: 'table',
  kind: 'memory-sink',
  config: { queryName, outputMode },
});

describe('looking at rows that are very large', () => {
  let session: Session;
  let folder: string;
  let options: RunOptions;
  const note = 'é'.repeat(40_000);
  const rows = 300;
  beforeAll(async () => {
    session = await createSession();
    folder = mkdtempSync(join(tmpdir(), 'millrace-large-'));
    mkdirSync(join(folder, 'in'));
    const lines = Array.from({ length: rows }, (_, n) =>
      JSON.stringify({ time: '2026-01-05T10:00:00Z', user: `u${n}`, n, note }),
    );
    writeFileSync(join(folder, 'in', 'a.json'), `${lines.join('\n')}\n`);
    options = { baseDirectory: folder, follow: false, isPeekable: true };
  });
  afterAll(async () => {
    await session.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test.each([
    ['typed', 'made again from files'],
    ['first', 'kept'],
    ['events', 'lines as they stand there'],
  ])('rows of %s, %s, come cut, and no more of them than some MB hold', async (nodeId) => {
    const first = { id: 'first', kind: 'deduplicate', config: { columns: ['n'] } };
    const marked = { id: 'marked', kind: 'watermark', config: { timeColumn: 'time', delay: '5 minutes' } };
    const run = await session.run(chainDocument([marked, first, table(`large_${nodeId}`)]), options);
    await run.awaitTermination();
    const seen = await run.peek({ nodeId, limit: 1000 });
    const shown = seen?.rows ?? [];
    expect(seen?.total).toBe(rows);
    expect(shown.length).toBeGreaterThan(0);
    expect(seen?.late?.length).toBe(nodeId === 'first' ? shown.length : undefined);
    expect(JSON.stringify(seen).length).toBeLessThan(4_000_000);
    expect(seen?.cutCells).toBe(shown.length);
    // The last one is the last that passed.
    expect(JSON.stringify(shown.at(-1))).toContain(`u${rows - 1}`);
  });

  test('rows that met a breakpoint as well', async () => {
    const first = { id: 'first', kind: 'deduplicate', config: { columns: ['n'] } };
    const breakpoints = [breakpointOn('first', 'table', 'n >= 10')];
    let seen: PeekedRows | null = null;
    await traceOf(session, chainDocument([first, table('large')]), { ...options, breakpoints }, async (run) => {
      seen = await run.peek({ breakpointId: 'first→table', limit: 1000 });
      run.resume();
    });
    const { total, rows: shown } = (seen as PeekedRows | null) ?? { total: 0, rows: [] };
    expect(total).toBe(rows - 10);
    expect(shown.length).toBeGreaterThan(0);
    expect(JSON.stringify(seen).length).toBeLessThan(4_000_000);
  });
});

describe('breakpoints that are set twice', () => {
  let session: Session;
  let files: LookedAtFiles;
  let options: RunOptions;
  beforeAll(async () => {
    session = await createSession();
    files = new LookedAtFiles(1, 60);
    options = { baseDirectory: files.folder, follow: false, isPeekable: true };
  });
  afterAll(async () => {
    await session.stop();
    files.remove();
  });

  test('count their rows once each', async () => {
    const breakpoints = [0, 1].map(() => breakpointOn('groups', 'table', ''));
    const again = { ...options, breakpoints, startPaused: true };
    const { pauses, end } = await traceOf(session, windowCounts('complete'), again, (run, pause) => {
      if (pause.reason === 'asked') run.setBreakpoints(breakpoints);
      run.resume();
    });
    const { out } = end.nodes.groups ?? { out: 0 };
    expect(out).toBeGreaterThan(0);
    expect(pauses.map(({ hits }) => hits.map(({ rows }) => rows))).toEqual([[], [out, out]]);
  });

  test('of one name, of which one is on no wire, are refused', async () => {
    const breakpoints = [
      breakpointOn('typed', 'some', '', { id: 'a' }),
      breakpointOn('some', 'table', '', { id: 'a' }),
    ];
    await expect(session.run(windowCounts(), { ...options, breakpoints })).rejects.toMatchObject({ code: 'EXE-210' });
    const run = await session.run(windowCounts(), { ...options, startPaused: true });
    expect(() => run.setBreakpoints(breakpoints)).toThrow(expect.objectContaining({ code: 'EXE-210' }));
    await run.stop();
  });
});
