import type { Pacing } from '../../base/pacing.ts';
import { inDiscoveryOrder } from '../file/discovery.ts';
import { pathNotFound } from '../file/file-errors.ts';
import { nodeFileSystem } from '../file/file-system.ts';
import { FileListing } from '../file/listing.ts';
import { readChunks } from '../file/read-chunks.ts';
import { parseReaderOptions } from '../file/reader-options.ts';
import { toSlashes } from '../file/slashes.ts';
import type { FileSlice } from '../file-slice.ts';

/** The beginning of a file: whole lines. */
export interface Sample {
  readonly path: string;
  /** Empty where not even the first line ends within the limit. */
  readonly bytes: Uint8Array;
  readonly isWhole: boolean;
  /** Whether it holds what no text holds. */
  readonly isBinary: boolean;
}

const FILES_MAX = 5;
const BYTES_MAX = 4 * 1024 * 1024;
const LINES_MAX = 1000;
const LINE_FEED = 0x0a;

/** Ends the reading of a file of which enough is known. */
class SampleIsFull extends Error {
  override readonly name = 'SampleIsFull';
}

/**
 * The first files of a source that hold anything, and how many it has. Throws SRC-001 for a path that is not there, and what
 * `FileListing.list` does.
 */
export async function sampleFiles(
  source: string,
  options: Readonly<Record<string, string>>,
): Promise<{ readonly files: readonly FileSlice[]; readonly count: number }> {
  const path = toSlashes(source);
  const { discovery } = parseReaderOptions(options, 'UTC');
  const listing = new FileListing({ nodeId: '', path, options: discovery }, nodeFileSystem);
  if (!(await listing.exists())) throw pathNotFound('', source);
  const filled = inDiscoveryOrder(await listing.list(), false).filter(({ sizeBytes }) => sizeBytes > 0);
  return { files: filled.slice(0, FILES_MAX), count: filled.length };
}

/** Throws what `readChunks` does for a file that cannot be read or unpacked. */
export async function readSamples(files: readonly FileSlice[], pacer: Pacing): Promise<Sample[]> {
  const samples: Sample[] = [];
  for (const file of files) samples.push(await readSample(file, pacer));
  return samples;
}

async function readSample(file: FileSlice, pacer: Pacing): Promise<Sample> {
  const pieces: Uint8Array[] = [];
  let size = 0;
  let lines = 0;
  let isWhole = true;
  try {
    await readChunks(file, '', nodeFileSystem, pacer, (bytes) => {
      if (lines >= LINES_MAX || size >= BYTES_MAX) throw new SampleIsFull();
      // A copy: the bytes are the reader's own again after this call.
      pieces.push(bytes.slice());
      size += bytes.length;
      for (let at = bytes.indexOf(LINE_FEED); at !== -1; at = bytes.indexOf(LINE_FEED, at + 1)) lines++;
    });
  } catch (error) {
    if (!(error instanceof SampleIsFull)) throw error;
    isWhole = false;
  }
  const joined = new Uint8Array(size);
  let at = 0;
  for (const piece of pieces) {
    joined.set(piece, at);
    at += piece.length;
  }
  const end = isWhole && lines <= LINES_MAX ? size : endOfLines(joined);
  return {
    path: file.path,
    bytes: joined.subarray(0, end),
    isWhole: end === size && isWhole,
    isBinary: joined.subarray(0, 64 * 1024).includes(0) && !isUtf16(joined),
  };
}

/** Where the last line ends that is looked at. */
function endOfLines(bytes: Uint8Array): number {
  let end = 0;
  for (let lines = 0; lines < LINES_MAX; lines++) {
    const next = bytes.indexOf(LINE_FEED, end);
    if (next === -1) break;
    end = next + 1;
  }
  return end;
}

/** By its byte-order mark: such a file has zeros and is read with the option `encoding`. */
function isUtf16(bytes: Uint8Array): boolean {
  return (bytes[0] === 0xff && bytes[1] === 0xfe) || (bytes[0] === 0xfe && bytes[1] === 0xff);
}

/** The sample as text, without a byte-order mark. */
export function sampleText({ bytes }: Sample): string {
  return new TextDecoder('utf-8').decode(bytes);
}

/** The lines that are not blank, and their numbers counted from 1. */
export function sampleLines(sample: Sample): { readonly text: string; readonly line: number }[] {
  return sampleText(sample)
    .split(/\r\n|\n|\r/)
    .flatMap((text, index) => (text.trim() === '' ? [] : [{ text, line: index + 1 }]));
}
