import type { Row } from '../../../types/value.ts';
import type { FileSourceSettings } from '../file-source-settings.ts';
import { tooLongIn } from '../formats/decoding.ts';
import { createTranscoder } from '../formats/encoding.ts';
import { LineFramer, type LineVisitor } from '../formats/line-framer.ts';
import type { ReaderOptions } from '../reader-options.ts';

/** Cuts a file into its lines as text, whatever its encoding and what ends them. */
export class RawLines {
  readonly #framer: LineFramer;
  readonly #transcoder: ReturnType<typeof createTranscoder> | null;
  readonly #visit: LineVisitor;

  constructor(settings: FileSourceSettings, options: ReaderOptions, path: string, take: (row: Row) => void) {
    const { lineSep, encoding } = options;
    this.#framer = new LineFramer(
      lineSep === null ? null : Buffer.from(lineSep, 'utf8'),
      tooLongIn({ settings }, path),
    );
    this.#transcoder = encoding === null ? null : createTranscoder(encoding);
    this.#visit = (bytes, start, end) => take([bytes.toString('utf8', start, end)]);
  }

  push(bytes: Uint8Array): void {
    this.#framer.push(this.#transcoder?.push(bytes) ?? bytes, this.#visit);
  }

  end(): void {
    if (this.#transcoder !== null) this.#framer.push(this.#transcoder.end(), this.#visit);
    this.#framer.end(this.#visit);
  }
}
