import { connect, type Socket } from 'node:net';
import { EngineError } from '../../base/errors/engine-error.ts';
import type { ErrorParams } from '../../base/errors/entry.ts';
import { TEXT_SCHEMA } from '../../plan/operators/file-scan.ts';
import { LineFramer, type LineVisitor, RECORD_BYTES_MAX } from '../file/formats/line-framer.ts';
import { Pacer } from '../pacer.ts';
import type { Offset, RecordSink, Source } from '../source.ts';
import { LineBuffer } from './line-buffer.ts';

export interface SocketSourceSettings {
  readonly nodeId: string;
  readonly host: string;
  readonly port: number;
}

/** A source that holds a connection, which `stop` ends. */
export interface SocketSource extends Source {
  stop(): Promise<void>;
}

/** A connection that is not there after so long will not come. */
const CONNECT_MS_MAX = 10_000;

/**
 * Spark's socket source (semantics 13): lines of UTF-8 text from a TCP connection, one row each, column `value`. Offsets are
 * `{"offset": n}`: n is the last line taken, -1 before the first, so a new query begins with a micro-batch without rows, as on
 * Spark.
 *
 * Lines are kept until the micro-batch that read them is committed, at most about 32 MiB of them: then the connection is
 * not read any further until there is room, and TCP holds the sender back. They do not outlive the run, so an unfinished batch of
 * an earlier run cannot be read again (SRC-144).
 *
 * A connection that ends is an error once all its lines are handed out; Spark only logs it and waits for ever. A query that
 * takes what is available has no need of it any more and ends well.
 */
export function createSocketSource(settings: SocketSourceSettings): SocketSource {
  return new SocketSourceRun(settings);
}

class SocketSourceRun implements SocketSource {
  readonly nodeId: string;
  readonly description: string;
  readonly schema = TEXT_SCHEMA;
  readonly supportsAvailableNow = false;
  readonly reportsLatestOffset = true;
  readonly #settings: SocketSourceSettings;
  readonly #lines = new LineBuffer();
  #connection: Socket | null = null;
  /** Why no more lines will come. */
  #ended: EngineError | null = null;
  /** Number of the first line that has not been offered in this run; null before anything was. */
  #offered: number | null = null;
  #frozenNext: number | null = null;

  constructor(settings: SocketSourceSettings) {
    this.#settings = settings;
    this.nodeId = settings.nodeId;
    this.description = `TextSocketV2[host: ${settings.host}, port: ${settings.port}]`;
  }

  /** Connects. Throws SRC-141 when nobody answers. */
  async prepare(): Promise<void> {
    const { host, port } = this.#settings;
    await new Promise<void>((resolve, reject) => {
      const connection = connect({ host, port, timeout: CONNECT_MS_MAX });
      this.#connection = connection;
      const fail = (reason: string, cause?: unknown) => {
        connection.destroy();
        reject(this.#error('SRC-141', { reason }, cause));
      };
      const refused = (cause: NodeJS.ErrnoException) => fail(cause.code ?? cause.message, cause);
      const late = () => fail('ETIMEDOUT');
      const stopped = () => fail('ECANCELED');
      connection.once('error', refused).once('timeout', late).once('close', stopped);
      connection.once('connect', () => {
        connection.off('error', refused).off('timeout', late).off('close', stopped).setTimeout(0);
        this.#listen(connection);
        resolve();
      });
    });
  }

  async freeze(): Promise<void> {
    this.#frozenNext = this.#lines.next;
  }

  async latestOffset(start: Offset | null): Promise<Offset> {
    const taken = start === null ? 0 : Number(start.offset) + 1;
    if (this.#offered === null && taken > 0) {
      // Lines of this run follow those that an earlier one has taken.
      this.#lines.renumber(taken);
      if (this.#frozenNext !== null) this.#frozenNext += taken;
    }
    const next = this.#frozenNext ?? this.#lines.next;
    this.#offered = next;
    if (next === taken && this.#frozenNext === null && this.#ended !== null) throw this.#ended;
    return { offset: next - 1 };
  }

  /** Throws SRC-144 for a range that this run has not offered. */
  async read(start: Offset | null, end: Offset, sink: RecordSink, signal: AbortSignal): Promise<void> {
    const pacer = new Pacer(signal);
    pacer.check();
    const first = start === null ? 0 : Number(start.offset) + 1;
    const next = Number(end.offset) + 1;
    if (next > (this.#offered ?? 0)) throw this.#error('SRC-144');
    for (let number = first; number < next; number++) {
      if (pacer.isDueBeforeRow()) await pacer.rest();
      sink.record([this.#lines.at(number)]);
    }
  }

  async commit(end: Offset): Promise<void> {
    this.#lines.releaseBefore(Number(end.offset) + 1);
    if (this.#lines.hasRoom) this.#connection?.resume();
  }

  async stop(): Promise<void> {
    this.#connection?.destroy();
    this.#connection = null;
  }

  #listen(connection: Socket): void {
    const framer = new LineFramer(null, (line) => {
      throw this.#error('SRC-145', { line, limit: RECORD_BYTES_MAX / (1024 * 1024) });
    });
    const visit: LineVisitor = (bytes, from, to) => this.#lines.push(bytes.toString('utf8', from, to));
    const end = (error: EngineError) => {
      if (this.#ended !== null) return;
      this.#ended = error;
      connection.destroy();
    };
    connection.on('data', (bytes) => {
      try {
        framer.push(bytes, visit);
      } catch (error) {
        if (!(error instanceof EngineError)) throw error;
        end(error);
      }
      if (this.#lines.isFull) connection.pause();
    });
    connection.on('end', () => {
      framer.end(visit);
      end(this.#error('SRC-142'));
    });
    connection.on('error', (cause: NodeJS.ErrnoException) =>
      end(this.#error('SRC-143', { reason: cause.code ?? cause.message }, cause)),
    );
  }

  #error(code: 'SRC-141' | 'SRC-142' | 'SRC-143' | 'SRC-144' | 'SRC-145', params: ErrorParams = {}, cause?: unknown) {
    const { nodeId, host, port } = this.#settings;
    return new EngineError(code, { host, port: String(port), ...params }, { nodeId }, cause);
  }
}
