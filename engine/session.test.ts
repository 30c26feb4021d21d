import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSession, type Session } from './session.ts';
import { hourlyQuery, labDocument, labFolder, publishedHourly } from './testing/lab/lab.ts';

describe('session', () => {
  let session: Session;
  let folder: string;
  beforeAll(async () => {
    session = await createSession();
    folder = mkdtempSync(join(tmpdir(), 'millrace-session-'));
  });
  afterAll(async () => {
    await session.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a checkpoint lets a query go on where it stopped', async () => {
    const options = { baseDirectory: labFolder, follow: false, checkpointDirectory: join(folder, 'go-on') };
    const first = await session.run(labDocument(), { ...options, maxBatches: 3 });
    await first.awaitTermination();
    const before = first.snapshot().queries[0];
    expect(before?.exception).toBeNull();
    const second = await session.run(labDocument(), options);
    await second.awaitTermination();
    const after = second.snapshot().queries[0];
    expect(after?.exception).toBeNull();
    expect(after?.id).toBe(before?.id);
    expect(after?.runId).not.toBe(before?.runId);
    expect(after?.lastProgress?.batchId).toBe(49);
    expect(after?.nodes.events?.out).toBe(94_000);
    expect((await session.sql(hourlyQuery, 1000)).rows).toEqual(publishedHourly());
  });

  test('[CP-2] a batch that was planned and not finished runs again, as it was planned', async () => {
    const checkpointDirectory = join(folder, 'run-again');
    const options = { baseDirectory: labFolder, follow: false, checkpointDirectory };
    const first = await session.run(labDocument(), { ...options, maxBatches: 2 });
    await first.awaitTermination();
    rmSync(join(checkpointDirectory, 'counts', 'commits', '1'));
    const second = await session.run(labDocument(), { ...options, maxBatches: 1 });
    await second.awaitTermination();
    expect(second.snapshot().queries[0]).toMatchObject({ exception: null, lastProgress: { batchId: 1 } });
    expect((await session.sql(hourlyQuery, 1000)).rows).toEqual(publishedHourly(2));
  });

  test.each([
    ['metadata', '', 'EXE-106'],
    ['offsets/1', 'v1\nnot json\n-\n', 'EXE-106'],
    ['offsets/1', 'v9\n{}\n-\n', 'EXE-106'],
    ['query', '{}\n', 'EXE-106'],
    ['commits/1', 'v1\n{}\n', 'EXE-106'],
    ['state/2.delta', 'no state', 'EXE-170'],
  ])('[CP-4] a damaged %s is refused', async (file, text, code) => {
    const checkpointDirectory = mkdtempSync(join(folder, 'damaged-'));
    const options = { baseDirectory: labFolder, follow: false, checkpointDirectory };
    const first = await session.run(labDocument(), { ...options, maxBatches: 2 });
    await first.awaitTermination();
    writeFileSync(join(checkpointDirectory, 'counts', file), text);
    const second = await session.run(labDocument(), options);
    await second.awaitTermination();
    expect(second.snapshot().queries[0]?.exception?.code).toBe(code);
  });

  test('[CP-5] a memory table in append mode cannot go on from a checkpoint', async () => {
    const checkpointDirectory = join(folder, 'append');
    const document = linear(
      {
        kind: 'rows-source',
        config: { fields: [{ name: 'value', type: 'int' }], batches: [[{ value: 1 }], [{ value: 2 }]] },
      },
      { kind: 'memory-sink', config: { queryName: 'appended', outputMode: 'append' } },
    );
    const options = { baseDirectory: folder, follow: false, checkpointDirectory };
    await (await session.run(document, { ...options, maxBatches: 1 })).awaitTermination();
    const second = await session.run(document, options);
    await second.awaitTermination();
    expect(second.snapshot().queries[0]?.exception?.code).toBe('EXE-108');
  });

  test('a checkpoint that cannot be written fails the query and names the folder', async () => {
    const blocked = join(folder, 'a-file');
    writeFileSync(blocked, '');
    const running = await session.run(labDocument(), {
      baseDirectory: labFolder,
      follow: false,
      checkpointDirectory: blocked,
    });
    await running.awaitTermination();
    expect(running.snapshot().queries[0]?.exception).toMatchObject({
      code: 'EXE-105',
      params: { path: join(blocked, 'counts') },
    });
  });

  test('a document with errors does not start', async () => {
    const document = linear({ kind: 'memory-sink', config: { queryName: 'x', outputMode: 'append' } });
    await expect(session.run(document, { baseDirectory: folder, follow: false })).rejects.toMatchObject({
      code: 'EXE-103',
    });
  });

  test('a name that is active is not taken twice', async () => {
    const first = await session.run(labDocument(), { baseDirectory: labFolder, follow: true });
    const again = session.run(labDocument(), { baseDirectory: labFolder, follow: true });
    await expect(again).rejects.toMatchObject({ code: 'EXE-104' });
    await first.stop();
  });

  test('a time zone is changed only between runs', async () => {
    const first = await session.run(labDocument(), { baseDirectory: labFolder, follow: true });
    const elsewhere = { ...labDocument(), settings: { mode: 'streaming', timeZone: 'Asia/Seoul' } };
    const renamed = session.override(elsewhere, ['table.queryName=other']);
    const started = session.run(renamed, { baseDirectory: labFolder, follow: true });
    await expect(started).rejects.toMatchObject({ code: 'EXE-109' });
    await first.stop();
  });

  test('tables stay until the next run begins', async () => {
    const one = (queryName: string) =>
      linear(
        { kind: 'rows-source', config: { fields: [{ name: 'value', type: 'int' }], batches: [[{ value: 1 }]] } },
        { kind: 'memory-sink', config: { queryName, outputMode: 'append' } },
      );
    const options = { baseDirectory: folder, follow: false };
    await (await session.run(one('earlier'), options)).awaitTermination();
    expect((await session.sql('select value from earlier', 10)).rows).toEqual([[1]]);
    await (await session.run(one('later'), options)).awaitTermination();
    expect(session.tables().map(({ name }) => name)).toEqual(['later']);
  });

  test('a console sink prints its batches', async () => {
    const document = linear(
      { kind: 'rows-source', config: { fields: [{ name: 'value', type: 'int' }], batches: [[{ value: 1 }]] } },
      { kind: 'console-sink', config: { outputMode: 'append' } },
    );
    const printed: string[] = [];
    const running = await session.run(
      document,
      { baseDirectory: folder, follow: false },
      { printed: (text) => printed.push(text) },
    );
    await running.awaitTermination();
    expect(printed.join('')).toContain('Batch: 0');
    expect(running.snapshot().queries[0]?.consoleText).toContain('|    1|');
  });

  test('records that do not fit are counted and named', async () => {
    writeFileSync(join(folder, 'events.json'), '{"value":1}\n{"value":"x"}\nnot json\n');
    const document = linear(
      { kind: 'file-source', config: { path: 'events.json', format: 'json' } },
      { kind: 'schema', config: { fields: [{ name: 'value', type: 'int' }] } },
      { kind: 'memory-sink', config: { queryName: 'loose', outputMode: 'append' } },
    );
    const running = await session.run(document, { baseDirectory: folder, follow: false });
    await running.awaitTermination();
    const malformed = running.snapshot().queries[0]?.malformed.n1;
    expect(malformed?.count).toBe(2);
    expect(malformed?.examples[0]).toMatch(/events\.json:2: /);
    expect((await session.sql('select value from loose', 10)).rows).toEqual([[1], [null], [null]]);
  });

  test('explain shows the plans', () => {
    const text = session.explain(labDocument(), labFolder, true);
    for (const part of [
      '== Logical plan ==',
      '== Optimized plan ==',
      '== Physical plan ==',
      '== Generated source ==',
      '-- hourly',
    ]) {
      expect(text).toContain(part);
    }
  });

  test('overrides change a copy of the document', () => {
    const document = labDocument();
    const changed = session.override(document, ['events.maxFilesPerTrigger=5', 'typed.fields.0.name=when']);
    expect(changed).toMatchObject({
      nodes: [{ config: { maxFilesPerTrigger: 5 } }, { config: { fields: [{ name: 'when' }, {}] } }, {}, {}, {}],
    });
    expect(document).toEqual(labDocument());
    for (const wrong of ['nowhere.x=1', 'events.path']) {
      expect(() => session.override(document, [wrong])).toThrow(expect.objectContaining({ code: 'CLI-004' }));
    }
  });

  test('[CP-1] files left by a checkpoint are readable lines', async () => {
    expect(readdirSync(join(folder, 'go-on', 'counts')).sort()).toEqual([
      'commits',
      'metadata',
      'offsets',
      'query',
      'sources',
      'state',
    ]);
  });
});

/** Nodes in a row, named n0, n1 … */
function linear(...nodes: { kind: string; config: Record<string, unknown> }[]): unknown {
  return {
    format: 'millrace.pipeline',
    version: 1,
    name: 'test',
    settings: { mode: 'streaming', timeZone: 'UTC' },
    nodes: nodes.map((node, index) => ({ id: `n${index}`, position: { x: index * 240, y: 0 }, ...node })),
    edges: nodes.slice(1).map((_, index) => ({ source: `n${index}`, target: `n${index + 1}` })),
  };
}
