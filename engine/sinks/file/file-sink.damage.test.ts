import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { EngineError } from '../../base/errors/engine-error.ts';
import { add, SinkBench } from '../../testing/file-sink/sink-bench.ts';

let target: SinkBench;
beforeEach(() => {
  target = new SinkBench();
});
afterEach(() => target.remove());

describe('[EXE-124] a log that is damaged is told at the start', () => {
  const damages: readonly (readonly [string, (path: string) => void])[] = [
    ['emptied', (path) => writeFileSync(path, '')],
    ['cut', (path) => writeFileSync(path, readFileSync(path).subarray(0, -20))],
    ['a bit flipped', (path) => flip(path, 3)],
    ['a bit of its version flipped', (path) => flip(path, 1)],
    ['of another version', (path) => writeFileSync(path, readFileSync(path, 'utf8').replace(/^v1/, 'v2'))],
    ['something else', (path) => writeFileSync(path, 'v1\n[]')],
    ['missing', (path) => rmSync(path)],
    ['a folder', replaceByFolder],
  ];

  function replaceByFolder(path: string): void {
    rmSync(path);
    mkdirSync(path);
  }

  function flip(path: string, at: number): void {
    const bytes = readFileSync(path);
    bytes.writeUInt8(bytes.readUInt8(at) ^ 4, at);
    writeFileSync(path, bytes);
  }

  test.each(damages)('%s', async (_, damage) => {
    for (const name of ['9.compact', '10', '11']) {
      target.remove();
      target = new SinkBench();
      await target.written(12);
      const path = join(target.path, '_spark_metadata', name);
      damage(path);
      const parts = target.parts();
      const isLast = name === '11';
      const error = await target.startedAt(12).catch((found: unknown) => found);
      expect(error).toBeInstanceOf(EngineError);
      // A log that lost its end looks like one that never came so far.
      const codes = isLast ? ['EXE-124', 'EXE-126', 'EXE-122'] : ['EXE-124', 'EXE-122'];
      expect(codes).toContain((error as EngineError).code);
      expect(target.parts()).toEqual(parts);
    }
  });

  test('not where a later compact log says it all', async () => {
    await target.written(12);
    target.put('_spark_metadata/4', 'rubbish');
    await add(await target.startedAt(12), 12, [12, 'a']);
    expect(Object.values(target.committed())).toHaveLength(13);
  });

  test.each([
    ['', 'version '],
    ['v2\n{"path":"file:///x"}', 'version v2'],
    ['v1\n{"path":', 'line 2'],
    ['v1\n{"path":"file:///x","size":1,"modificationTime":1,"action":"add"}\n[]', 'line 3'],
  ])('%j, while the query runs', async (text, reason) => {
    const sink = await target.startedAt(0);
    for (let batch = 0; batch < 9; batch++) await add(sink, batch, [batch, 'a']);
    target.put('_spark_metadata/4', text);
    await expect(add(sink, 9, [1, 'a'])).rejects.toMatchObject({ code: 'EXE-124', params: { reason } });
    expect(Object.keys(target.parts())).toHaveLength(9);
  });

  test('a hole', async () => {
    for (const batch of [0, 1, 2, 4, 5, 6, 7, 8]) target.put(`_spark_metadata/${batch}`, 'v1');
    await expect(target.startedAt(9)).rejects.toMatchObject({
      code: 'EXE-124',
      params: { path: join(target.path, '_spark_metadata/3'), reason: 'ENOENT' },
    });
  });
});
