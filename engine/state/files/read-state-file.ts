import type { Disk, FileToRead } from '../../base/disk.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { systemCode } from '../../base/system-code.ts';
import { ByteReader } from './byte-reader.ts';
import { type ColumnTypes, ReadBlock } from './entry-block.ts';
import { StateDamage } from './state-damage.ts';
import {
  BLOCK_FRAME,
  checkMagic,
  END_FRAME,
  FORMAT_VERSION,
  FRAME_HEAD_BYTES,
  frameChecksum,
  HEADER_FRAME,
  MAGIC_BYTES,
  parseHeader,
  type StateFileHeader,
} from './state-file-format.ts';

/** What is read at once, if no frame is larger. */
const PIECE_BYTES = 1 << 18;

/** A state file that is being read, whose bytes nobody vouches for. */
export class StateFileReader {
  readonly header: StateFileHeader;
  readonly sizeBytes: number;
  readonly #frames: FrameReader;

  private constructor(header: StateFileHeader, sizeBytes: number, frames: FrameReader) {
    this.header = header;
    this.sizeBytes = sizeBytes;
    this.#frames = frames;
  }

  /**
   * Opens a file and reads its header; null where there is none. Throws `StateDamage` where it is none of this format; a file of a later
   * format is opened, and must not be read further.
   */
  static async open(disk: Disk, path: string): Promise<StateFileReader | null> {
    const file = await readable(() => disk.openToRead(path));
    if (file === null) return null;
    const frames = new FrameReader(file);
    try {
      checkMagic(await frames.take(MAGIC_BYTES));
      const frame = await frames.next();
      if (frame === null || frame.kind !== HEADER_FRAME)
        throw new StateDamage(frame === null ? 'cut-short' : 'structure');
      return new StateFileReader(parseHeader(frame.bytes), file.sizeBytes, frames);
    } catch (error) {
      await file.close().catch(() => undefined);
      throw error;
    }
  }

  get isOfLaterFormat(): boolean {
    return this.header.format > FORMAT_VERSION;
  }

  /**
   * Reads all blocks, in their order, and makes sure that the file is whole. A block is valid until the next one is asked for. Throws
   * `StateDamage`.
   *
   * @param forms the tables of the file, counted through all operators
   * @param areNew whether each key comes once in the file and the tables are empty before
   */
  async *blocks(forms: readonly ColumnTypes[], areNew: boolean): AsyncGenerator<ReadBlock, void> {
    let blocks = 0;
    let entries = 0;
    for (;;) {
      const frame = await this.#frames.next();
      if (frame === null) throw new StateDamage('cut-short');
      if (frame.kind === BLOCK_FRAME) {
        const block = new ReadBlock(frame.bytes, forms, areNew);
        blocks++;
        entries += block.count;
        yield block;
      } else if (frame.kind === END_FRAME) {
        const end = new ByteReader(frame.bytes);
        const isWhole = end.uint32() === blocks && end.uint32() === 0 && end.float64() === entries && end.left === 0;
        if (!isWhole || (await this.#frames.next()) !== null) throw new StateDamage('structure');
        return;
      } else throw new StateDamage('structure');
    }
  }

  close(): Promise<void> {
    return this.#frames.close();
  }
}

interface Frame {
  readonly kind: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Cuts a file into frames; what it gives is valid until more is asked for. */
class FrameReader {
  readonly #file: FileToRead;
  #buffer = new Uint8Array(0);
  /** Bytes `[from, to)` of the buffer are read and not taken. */
  #from = 0;
  #to = 0;
  #position = 0;

  constructor(file: FileToRead) {
    this.#file = file;
  }

  /** The next frame, its checksum checked; null at the end of the file. */
  async next(): Promise<Frame | null> {
    if (this.#from === this.#to && this.#position >= this.#file.sizeBytes) return null;
    const head = await this.#have(FRAME_HEAD_BYTES);
    const [kind, length, checksum] = [head.getUint32(0, true), head.getUint32(4, true), head.getUint32(8, true)];
    const size = FRAME_HEAD_BYTES + length;
    // Before any room is made for it.
    if (size > this.#to - this.#from + this.#file.sizeBytes - this.#position) throw new StateDamage('cut-short');
    if (length % 8 !== 0 || head.getUint32(12, true) !== 0) throw new StateDamage('structure');
    const frame = await this.take(size);
    if (frameChecksum(frame) !== checksum) throw new StateDamage('checksum');
    return { kind, bytes: frame.subarray(FRAME_HEAD_BYTES) };
  }

  async take(length: number): Promise<Uint8Array<ArrayBuffer>> {
    await this.#have(length);
    const from = this.#from;
    this.#from += length;
    return this.#buffer.subarray(from, from + length);
  }

  close(): Promise<void> {
    return this.#file.close();
  }

  /** Reads until that many bytes are there, and shows them. */
  async #have(length: number): Promise<DataView> {
    if (this.#to - this.#from < length) await this.#fill(length);
    return new DataView(this.#buffer.buffer, this.#from, length);
  }

  async #fill(length: number): Promise<void> {
    const left = this.#to - this.#from;
    if (length > left + this.#file.sizeBytes - this.#position) throw new StateDamage('cut-short');
    // What was taken is multiples of eight bytes, so numbers stay where typed arrays want them.
    if (this.#buffer.length < length) {
      const grown = new Uint8Array(Math.max(length, Math.min(PIECE_BYTES, left + this.#file.sizeBytes)));
      grown.set(this.#buffer.subarray(this.#from, this.#to));
      this.#buffer = grown;
    } else this.#buffer.copyWithin(0, this.#from, this.#to);
    this.#from = 0;
    this.#to = left;
    while (this.#to < length) {
      const came = await readable(() => this.#file.read(this.#buffer.subarray(this.#to), this.#position));
      if (came === 0) throw new StateDamage('cut-short');
      this.#to += came;
      this.#position += came;
    }
  }
}

/** A device that does not give the bytes leaves no more of the file than other damage does. */
async function readable<Result>(read: () => Promise<Result>): Promise<Result> {
  try {
    return await read();
  } catch (error) {
    // Who guards the disk has wrapped the system's error.
    const cause = error instanceof EngineError ? error.cause : error;
    // A folder in the place of the file is as little of it as a broken disk gives.
    if (!['EIO', 'EISDIR'].includes(systemCode(cause) ?? '')) throw error;
    throw new StateDamage('unreadable', error);
  }
}
