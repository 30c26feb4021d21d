import { Readable, type Transform } from 'node:stream';
import { createGunzip, createInflate } from 'node:zlib';

/** How the bytes of a file are packed, as Spark tells it: by the end of the file's name, without regard to letter case. */
export type Compression = 'none' | 'gzip' | 'deflate' | 'foreign';

const BY_ENDING: Readonly<Record<string, Compression>> = {
  '.gz': 'gzip',
  '.gzip': 'gzip',
  '.deflate': 'deflate',
  '.bz2': 'foreign',
  '.lz4': 'foreign',
  '.snappy': 'foreign',
  '.zst': 'foreign',
};

/** `foreign` is what Spark unpacks and Node cannot. */
export function compressionOf(path: string): Compression {
  const dot = path.lastIndexOf('.');
  return (dot === -1 ? undefined : BY_ENDING[path.slice(dot).toLowerCase()]) ?? 'none';
}

/** The packed bytes are damaged; `message` says how, in zlib's words. */
export class PackingError extends Error {
  override readonly name = 'PackingError';
}

/**
 * Unpacks chunks one after the other; what the first ones hold is given before the last one is asked for. Errors of `chunks` come
 * through as they are; packed bytes that are damaged, cut off, or followed by others throw `PackingError`.
 */
export async function* unpacked(
  chunks: AsyncIterable<Uint8Array>,
  compression: 'gzip' | 'deflate',
): AsyncGenerator<Uint8Array> {
  const unpacker = compression === 'gzip' ? createGunzip() : createInflate();
  let packedBytes = 0;
  let failure: unknown = null;
  const source = Readable.from(
    (async function* () {
      for await (const chunk of chunks) {
        packedBytes += chunk.length;
        // A copy: the chunk's bytes are the reader's own again when it reads on.
        yield Buffer.from(chunk);
      }
    })(),
    { objectMode: false },
  );
  source.on('error', (error) => {
    failure = error;
    unpacker.destroy(error);
  });
  try {
    for await (const piece of source.pipe(unpacker)) yield piece as Uint8Array;
  } catch (error) {
    if (failure !== null) throw failure;
    throw new PackingError(error instanceof Error ? error.message : String(error));
  } finally {
    source.destroy();
    unpacker.destroy();
  }
  if (bytesTaken(unpacker) < packedBytes) throw new PackingError('bytes behind the end');
}

function bytesTaken(unpacker: Transform & { readonly bytesWritten: number }): number {
  return unpacker.bytesWritten;
}
