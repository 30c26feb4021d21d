import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { crc32c } from '../../base/crc32c.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { Pacer } from '../../sources/pacer.ts';
import { FaultDisk } from '../../testing/fault-disk.ts';
import { array, BIGINT, DOUBLE, STRING, WINDOW } from '../../types/data-type.ts';
import type { StateEntryWriter, StateTableForm } from '../state-table.ts';
import { CollectedTable } from './collected-table.ts';
import { FRAME_HEAD_BYTES, MAGIC_BYTES } from './state-file-format.ts';
import { StateFolder } from './state-folder.ts';

const PATH = '/state/1.delta';
const { signal } = new AbortController();
const form: StateTableForm = {
  name: 'groups',
  key: [
    { name: 'w', type: WINDOW },
    { name: 't', type: STRING },
  ],
  value: [
    { name: 'n', type: BIGINT },
    { name: 'd', type: DOUBLE },
    { name: 'l', type: array(STRING) },
  ],
};

class Written extends CollectedTable {
  override *writeChanges(to: StateEntryWriter): Iterable<void> {
    for (let i = 0; i < 20; i++) {
      to.put([[BigInt(i), BigInt(i + 10)], `key ${i}`], [BigInt(i) << 55n, i / 3, i % 5 === 0 ? null : ['a', null]]);
    }
    to.remove([null, 'gone']);
    yield;
  }
}

const folderOn = (disk: FaultDisk): StateFolder =>
  new StateFolder({ disk, folder: '/state', random: { uuid: () => 'u' }, pacing: (until) => new Pacer(until) });

async function soundFile(): Promise<Uint8Array> {
  const disk = new FaultDisk();
  await folderOn(disk).save(1, [{ nodeId: 'n', tables: [new Written(form)] }], signal);
  return disk.files().get(PATH) ?? new Uint8Array();
}

interface FrameAt {
  readonly head: number;
  readonly end: number;
}

function framesOf(bytes: Uint8Array): FrameAt[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const frames: FrameAt[] = [];
  for (let head = MAGIC_BYTES; head < bytes.length; ) {
    const end = head + FRAME_HEAD_BYTES + view.getUint32(head + 4, true);
    frames.push({ head, end });
    head = end;
  }
  return frames;
}

/** Makes the checksums right, as somebody would who means harm. */
function sealed(bytes: Uint8Array, frames: readonly FrameAt[]): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  for (const { head, end } of frames) {
    const content = bytes.subarray(head + FRAME_HEAD_BYTES, end);
    view.setUint32(head + 8, crc32c(content, crc32c(bytes.subarray(head, head + 8))), true);
  }
  return bytes;
}

/** The error's code, or how many entries were understood. */
async function outcomeOf(bytes: Uint8Array): Promise<string | number> {
  const disk = new FaultDisk();
  disk.put(PATH, bytes);
  const table = new CollectedTable(form);
  try {
    await folderOn(disk).load(1, [{ nodeId: 'n', tables: [table] }], signal);
    return table.size;
  } catch (error) {
    if (error instanceof EngineError) return error.code;
    throw error;
  }
}

test('a sound file is understood', async () => {
  expect(await outcomeOf(await soundFile())).toBe(20);
});

test('any change of a byte and any end that is not the end is noticed', async () => {
  const file = await soundFile();
  for (let at = 0; at < file.length; at++) {
    const changed = file.slice();
    changed[at] = (changed[at] as number) ^ 0x10;
    expect(await outcomeOf(changed), `byte ${at}`).toBe('EXE-170');
    expect(await outcomeOf(file.subarray(0, at)), `${at} bytes`).toBe('EXE-170');
  }
  expect(await outcomeOf(Uint8Array.of(...file, ...new Uint8Array(8)))).toBe('EXE-170');
  expect(await outcomeOf(Uint8Array.of(...file, ...file.subarray(8)))).toBe('EXE-170');
});

test('bytes that somebody has changed and sealed are refused, or mean entries of the table', async () => {
  const file = await soundFile();
  const change = fc.tuple(fc.nat(), fc.oneof(fc.nat(255), fc.constantFrom(0, 1, 0x7f, 0x80, 0xff)));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 3 }), async (changes) => {
      const changed = file.slice();
      const frames = framesOf(file);
      for (const [at, byte] of changes) {
        const { head, end } = frames[at % frames.length] ?? { head: 0, end: 8 };
        const place = head + FRAME_HEAD_BYTES + (at % Math.max(1, end - head - FRAME_HEAD_BYTES));
        changed[place] = byte;
      }
      const outcome = await outcomeOf(sealed(changed, frames));
      if (typeof outcome === 'string') expect(['EXE-170', 'EXE-172', 'EXE-173']).toContain(outcome);
    }),
    { seed: 20261123, numRuns: 600 },
  );
});

describe('a header', () => {
  const headers: readonly (readonly [said: string, change: (text: string) => string, expected: string | number])[] = [
    ['of a later format', (text) => text.replace('"format":1', '"format":2'), 'EXE-173'],
    ['of a later format that says nothing else', () => '{"format":7}', 'EXE-173'],
    ['that is no JSON', () => '{"format":', 'EXE-170'],
    ['that is another kind of JSON', () => '[1]', 'EXE-170'],
    ['without a version', (text) => text.replace('"version":1', '"version":null'), 'EXE-170'],
    ['of another version', (text) => text.replace('"version":1', '"version":2'), 'EXE-170'],
    ['of another kind', (text) => text.replace('"kind":"delta"', '"kind":"snapshot"'), 'EXE-170'],
    [
      'with more operators',
      (text) => text.replace('"operators":[', '"operators":[{"nodeId":"m","tables":[]},'),
      'EXE-172',
    ],
    ['with other types', (text) => text.replace('"bigint"', '"string"'), 'EXE-172'],
    ['with columns of other names', (text) => text.replace('["n",', '["m",'), 20],
    ['with a forged number of entries', (text) => text.replace('"entries":0', '"entries":9007199254740991'), 20],
    ['with a number of entries that is none', (text) => text.replace('"entries":0', '"entries":-1'), 'EXE-170'],
  ];

  test.each(headers)('%s', async (_, change, expected) => {
    const file = await soundFile();
    const [first] = framesOf(file);
    const end = first?.end ?? 0;
    const text = new TextDecoder().decode(file.subarray(MAGIC_BYTES + FRAME_HEAD_BYTES, end)).replaceAll('\0', '');
    const content = new TextEncoder().encode(change(text));
    const head = new Uint8Array(MAGIC_BYTES + FRAME_HEAD_BYTES + Math.ceil(content.length / 8) * 8);
    head.set(file.subarray(0, MAGIC_BYTES + FRAME_HEAD_BYTES));
    head.set(content, MAGIC_BYTES + FRAME_HEAD_BYTES);
    new DataView(head.buffer).setUint32(MAGIC_BYTES + 4, head.length - MAGIC_BYTES - FRAME_HEAD_BYTES, true);
    const changed = Uint8Array.of(...head, ...file.subarray(end));
    expect(await outcomeOf(sealed(changed, framesOf(changed)))).toBe(expected);
  });
});
