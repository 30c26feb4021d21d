import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSession, type Session } from './session.ts';
import type { RunOptions } from './session-shapes.ts';
import { breakpointOn, eventsOf, firstOfUsers, LookedAtFiles, traceOf, windowCounts } from './testing/looked-at-run.ts';

const FILES = 5;
const ROWS = 60;

describe('breakpoints', () => {
  let session: Session;
  let files: LookedAtFiles;
  let options: RunOptions;
  beforeAll(async () => {
    session = await createSession();
    files = new LookedAtFiles(FILES, ROWS);
    options = { baseDirectory: files.folder, follow: false, isPeekable: true };
  });
  afterAll(async () => {
    await session.stop();
    files.remove();
  });

  describe.each([
    ['compiled', false],
    ['interpreted', true],
  ])('%s', (_, interpreted) => {
    test('pause behind each batch that met them, with an exact count', async () => {
      const breakpoints = [breakpointOn('typed', 'some', "note = 'note 2.4' or user = 'u1'")];
      const { pauses } = await traceOf(session, windowCounts(), { ...options, interpreted, breakpoints });
      const expected = Array.from({ length: FILES }, (_, file) =>
        eventsOf(file, ROWS).filter(({ user, note }) => user === 'u1' || note === 'note 2.4'),
      );
      expect(pauses).toEqual(
        expected.map((rows, batchId) => ({
          reason: 'breakpoint',
          batchId,
          hits: [{ breakpointId: 'typed→some', rows: rows.length }],
        })),
      );
    });

    test('show the rows that met them, with columns that the query does not read', async () => {
      const breakpoints = [breakpointOn('typed', 'some', "user = 'u1' and n >= 100 and n < 110")];
      const seen: unknown[] = [];
      await traceOf(session, windowCounts(), { ...options, interpreted, breakpoints }, async (run) => {
        const rows = await run.peek({ breakpointId: 'typed→some', limit: 10 });
        seen.push(
          rows?.rows,
          rows?.columns.map(({ name }) => name),
          rows?.total,
          rows?.batchId,
          rows?.late,
        );
        run.resume();
      });
      const expected = eventsOf(1, ROWS).filter(({ user, n }) => user === 'u1' && n >= 100 && n < 110);
      expect(expected.length).toBeGreaterThan(1);
      expect(seen).toEqual([
        expected.map(({ time, user, action, n, note }) => [time.replace('.000Z', 'Z'), user, action, n, note]),
        ['time', 'user', 'action', 'n', 'note'],
        expected.length,
        1,
        null,
      ]);
    });

    test('`late` is what the watermark makes of it, and of windows what the groups drop', async () => {
      const breakpoints = [
        breakpointOn('marked', 'windows', 'late'),
        breakpointOn('windows', 'groups', "LATE and action = 'Open'"),
        breakpointOn('windows', 'groups', 'not late', { id: 'in time' }),
      ];
      const { pauses, progress } = await traceOf(session, windowCounts(), { ...options, interpreted, breakpoints });
      // The watermark that judges a batch is that of the batch before the last: minutes 9, 19, 29 less five.
      const lateAt = (file: number) => (file < 2 ? 0 : Date.UTC(2026, 0, 5, 10, (file - 2) * 10 + 9 - 5));
      const kept = (file: number) => [...eventsOf(file, ROWS).filter(({ action }) => action !== 'Move')];
      const hits = Array.from({ length: FILES }, (_, file) => {
        const isLate = ({ time }: { time: string }) => Date.parse(time) <= lateAt(file);
        const end = ({ time }: { time: string }) => Math.floor(Date.parse(time) / 600_000) * 600_000 + 600_000;
        const rows = kept(file);
        const groups = rows.filter((row) => end(row) <= lateAt(file));
        return {
          'marked→windows': rows.filter(isLate).length,
          'windows→groups': groups.filter(({ action }) => action === 'Open').length,
          'in time': rows.length - groups.length,
        };
      });
      expect(hits[4]?.['windows→groups']).toBeGreaterThan(0);
      expect(pauses.map((pause) => Object.fromEntries(pause.hits.map((hit) => [hit.breakpointId, hit.rows])))).toEqual(
        hits.map((hit) => Object.fromEntries(Object.entries(hit).filter(([, rows]) => rows > 0))),
      );
      expect(JSON.stringify(progress)).toContain('numRowsDroppedByWatermark');
    });

    test('stand behind groups and before the sink', async () => {
      const breakpoints = [breakpointOn('groups', 'table', "action = 'Open' and rows > 2")];
      const seen: unknown[] = [];
      await traceOf(session, windowCounts('complete'), { ...options, interpreted, breakpoints }, async (run) => {
        seen.push((await run.peek({ breakpointId: 'groups→table', limit: 100 }))?.rows.length);
        run.resume();
      });
      expect(seen.length).toBe(FILES);
      const open = "select count(*) from counts where action = 'Open' and rows > 2";
      expect((await session.sql(open, 1)).rows).toEqual([[seen.at(-1)]]);
    });
  });

  test('leave everything as it is without them: random places and conditions', async () => {
    const wires: (readonly [string, string])[] = [
      ['typed', 'some'],
      ['some', 'marked'],
      ['marked', 'windows'],
      ['windows', 'groups'],
      ['groups', 'table'],
    ];
    const conditions = ['', 'late', "action = 'Open'", 'length(action) = 4 and not late', '1 / 0 = 1', 'false'];
    const plain = new Map<string, unknown>();
    for (const interpreted of [false, true]) {
      for (const mode of ['update', 'append', 'complete']) {
        const { progress, emitted, end } = await traceOf(session, windowCounts(mode), { ...options, interpreted });
        plain.set(`${mode} ${interpreted}`, { progress, emitted, nodes: end.nodes, malformed: end.malformed });
      }
    }
    const breakpoint = fc
      .record({ wire: fc.constantFrom(...wires), condition: fc.constantFrom(...conditions) })
      .filter(({ wire: [source], condition }) => !condition.includes('late') || !['typed', 'some'].includes(source));
    const many = fc.uniqueArray(breakpoint, { maxLength: 4, selector: ({ wire }) => wire.join() });
    await fc.assert(
      fc.asyncProperty(
        many,
        fc.constantFrom('update', 'append', 'complete'),
        fc.boolean(),
        async (some, mode, interpreted) => {
          const breakpoints = some.map(({ wire: [source, target], condition }) =>
            breakpointOn(source, target, condition),
          );
          const run = await traceOf(session, windowCounts(mode), { ...options, interpreted, breakpoints });
          const { progress, emitted, end } = run;
          expect({ progress, emitted, nodes: end.nodes, malformed: end.malformed }).toEqual(
            plain.get(`${mode} ${interpreted}`),
          );
          if (some.some(({ condition }) => condition === '')) expect(run.pauses.length).toBeGreaterThan(0);
          expect(end.exception).toBeNull();
        },
      ),
      { numRuns: 25 },
    );
  });

  test('compiled and interpreted runs meet them alike', async () => {
    const breakpoints = [
      breakpointOn('typed', 'some', 'note is null'),
      breakpointOn('some', 'marked', "user is null or note like '%1'"),
      breakpointOn('groups', 'table'),
    ];
    const compiled = await traceOf(session, windowCounts(), { ...options, breakpoints });
    const interpreted = await traceOf(session, windowCounts(), { ...options, breakpoints, interpreted: true });
    expect(compiled.pauses).toEqual(interpreted.pauses);
    expect(compiled.pauses.length).toBeGreaterThan(FILES - 1);
  });

  test('a stage whose rows leave it shows them whole up to where they are kept', async () => {
    const breakpoints = [
      breakpointOn('marked', 'first', "note = 'note 3.1'"),
      breakpointOn('first', 'chosen', 'n = 121'),
    ];
    const seen: unknown[] = [];
    const { end } = await traceOf(session, firstOfUsers(), { ...options, breakpoints }, async (run) => {
      const before = await run.peek({ breakpointId: 'marked→first', limit: 5 });
      const behind = await run.peek({ breakpointId: 'first→chosen', limit: 5 });
      seen.push([before?.rows.map(([, , , n, note]) => [n, note]), behind?.columns.map(({ name }) => name)]);
      run.resume();
    });
    expect(end.exception).toBeNull();
    expect(seen).toContainEqual([[[181, 'note 3.1']], ['time', 'user', 'n']]);
  });

  describe('that cannot be are refused before anything runs', () => {
    test.each([
      ['EXE-210', breakpointOn('typed', 'groups')],
      ['EXE-210', breakpointOn('marked', 'nowhere')],
      ['EXE-211', breakpointOn('typed', 'some', 'late')],
      ['EXE-211', breakpointOn('groups', 'table', 'rows > 1 and late', { id: 'x' })],
      ['EXE-212', breakpointOn('events', 'typed')],
      ['EXP-020', breakpointOn('some', 'marked', 'actoin = 1')],
      ['EXP-035', breakpointOn('some', 'marked', 'n + 1')],
      ['EXP-024', breakpointOn('some', 'marked', 'no_such(n)')],
    ])('%s', async (code, breakpoint) => {
      const document = code === 'EXE-211' ? withoutWatermark() : windowCounts();
      const started = session.run(document, { ...options, breakpoints: [breakpoint] });
      await expect(started).rejects.toMatchObject({
        code,
        params: { breakpoint: breakpoint.id },
        at: { nodeId: breakpoint.target },
      });
    });

    test('EXE-213: behind what keeps rows, a column that nobody reads any more', async () => {
      const breakpoints = [breakpointOn('first', 'chosen', "note = 'x'")];
      await expect(session.run(firstOfUsers(), { ...options, breakpoints })).rejects.toMatchObject({
        code: 'EXE-213',
        params: { columns: ['note'] },
      });
    });

    test.each([
      ['very long', `n in (${Array.from({ length: 1500 }, (_, n) => n).join(', ')})`],
      ['deep', `${'('.repeat(1000)}n = 1${')'.repeat(1000)}`],
      ['nested functions', `${'upper('.repeat(300)}action${')'.repeat(300)} = 'OPEN'`],
      ['a bomb', 'length(repeat(repeat(action, 1000000), 1000000)) > 1'],
      ['a slow pattern', "action rlike '(O+)+$'"],
    ])('or do no harm: %s', async (_, condition) => {
      const breakpoints = [breakpointOn('some', 'marked', condition)];
      const plain = await traceOf(session, windowCounts(), options);
      const run = traceOf(session, windowCounts(), { ...options, breakpoints });
      const { emitted } = await run.catch((error: unknown) => {
        expect(error).toMatchObject({ code: expect.stringMatching(/^EXP-/) });
        return plain;
      });
      expect(emitted).toEqual(plain.emitted);
    });
  });

  test('are set, changed and taken away while the query waits', async () => {
    let asked = 0;
    const { pauses } = await traceOf(session, windowCounts(), { ...options, startPaused: true }, (run) => {
      asked++;
      if (asked === 1) run.setBreakpoints([breakpointOn('some', 'marked', 'n = 60')]);
      if (asked === 2) {
        run.setBreakpoints([
          breakpointOn('some', 'marked', 'n between 180 and 190'),
          breakpointOn('typed', 'some', 'n = 250'),
        ]);
        expect(() => run.setBreakpoints([breakpointOn('typed', 'nowhere')])).toThrow(
          expect.objectContaining({ code: 'EXE-210' }),
        );
      }
      if (asked === 3) run.setBreakpoints([]);
      run.resume();
    });
    expect(pauses.map(({ reason, batchId }) => [reason, batchId])).toEqual([
      ['asked', null],
      ['breakpoint', 1],
      ['breakpoint', 3],
    ]);
  });

  test('the last batch of a finite run waits as well', async () => {
    const breakpoints = [breakpointOn('typed', 'some', 'n = 299')];
    const { pauses } = await traceOf(session, windowCounts('complete'), { ...options, mode: 'batch', breakpoints });
    expect(pauses).toEqual([{ reason: 'breakpoint', batchId: 0, hits: [{ breakpointId: 'typed→some', rows: 1 }] }]);
  });

  test('a run can be stopped where it waits', async () => {
    const breakpoints = [breakpointOn('typed', 'some')];
    const { pauses, end } = await traceOf(session, windowCounts(), { ...options, breakpoints }, (run) => run.stop());
    expect(pauses.length).toBe(1);
    expect(end).toMatchObject({ isActive: false, pause: null, batchesCompleted: 1, exception: null });
  });
});

/** Without time in the groups nothing is late. */
function withoutWatermark(): unknown {
  const document = windowCounts();
  const nodes = document.nodes.map((node) =>
    node.id === 'marked' ? { ...node, kind: 'filter', config: { condition: 'true' } } : node,
  );
  return { ...document, nodes };
}
