import { expect, test } from 'vitest';
import { noteName, noteOfName, readNote, writeNote } from './staging-note.ts';

const part = 'part-00000-7d3b-c000.json';
const parts = [part, 'p=a%2Fb/q=../part-00000-7d3b.c000.snappy.parquet', 'p=é \n"/part-00000-7d3b.c000.csv.gz'];

test('a note is read as it was written', () => {
  expect(readNote(writeNote(parts))).toEqual(parts);
});

test('of a note that was cut off the whole lines count', () => {
  const text = writeNote(parts);
  for (let length = 0; length < text.length; length++) {
    const read = readNote(text.slice(0, length));
    expect(parts.slice(0, read.length)).toEqual(read);
    expect(read.length).toBe(text.slice(0, length).split('\n').length - 1);
  }
});

test.each([
  '../part-00000-7d3b-c000.json',
  'p=a/../../part-00000-7d3b-c000.json',
  '/etc/part-00000-7d3b-c000.json',
  'plain/part-00000-7d3b-c000.json',
  '=a/part-00000-7d3b-c000.json',
  'p=a//part-00000-7d3b-c000.json',
  '_spark_metadata/0',
  'part-00001-7d3b-c000.json',
  'report.json',
  '',
])('a note never names %j', (path) => {
  expect(readNote(writeNote([path, part]))).toEqual([part]);
});

test.each(['', '\n', 'null\n', '{}\n', '["a"]\n', `${part}\n`])('%j names nothing', (text) => {
  expect(readNote(text)).toEqual([]);
});

test('notes are told apart from all else beside the log', () => {
  const note = { batchId: 12, attempt: 'ab-1', queryId: 'cd-2' };
  expect(noteOfName(noteName(note))).toEqual(note);
  expect(noteName({ ...note, queryId: '../x y' })).toBe('.12.ab-1.___x_y.staging');
  for (const name of ['0', '9.compact', '.0.crc', '.0.ab-1.tmp', '.x.ab-1.cd-2.staging', '.1.ab-1.staging']) {
    expect(noteOfName(name)).toBeNull();
  }
});
