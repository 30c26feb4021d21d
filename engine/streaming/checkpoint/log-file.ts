/**
 * The form of a checkpoint's log files: Spark's text, a version and then lines of JSON (semantics 11.1), and a last line of our own with
 * a checksum of all that comes before it. Any change of a byte, and any end that is not the end, is noticed.
 */
import { crc32c } from '../../base/crc32c.ts';
import { err, ok, type Result } from '../../base/result.ts';

export const LOG_VERSION = 'v1';

/** What can be wrong with a file of a checkpoint: words of the catalogue (EXE-106). */
export type FileFault = 'missing' | 'cut' | 'checksum' | 'version' | 'content' | 'folder';

/** Whether a file must end with its checksum: those of the first format had none. */
export type Seal = 'required' | 'optional';

/** A log file of these lines, none of which may hold a line break. */
export function encodeLog(lines: readonly string[]): Uint8Array {
  const body = `${[LOG_VERSION, ...lines].join('\n')}\n`;
  return new TextEncoder().encode(`${body}${sealOf(body)}`);
}

/** The lines behind the version of a log file, or what is wrong with it. */
export function decodeLog(text: string, seal: Seal): Result<readonly string[], FileFault> {
  const version = text.slice(0, text.indexOf('\n') + 1);
  if (version !== `${LOG_VERSION}\n` && /^v\d{1,9}\n$/.test(version)) return err('version');
  const sealAt = text.lastIndexOf('\n', text.length - 2) + 1;
  const isSealed = /^\{"crc32c":"[0-9a-f]{8}"\}\n$/.test(text.slice(sealAt));
  if (!isSealed && (seal === 'required' || !text.endsWith('\n'))) return err('cut');
  const body = isSealed ? text.slice(0, sealAt) : text;
  if (isSealed && sealOf(body) !== text.slice(sealAt)) return err('checksum');
  const [first, ...lines] = body.slice(0, -1).split('\n');
  return first === LOG_VERSION ? ok(lines) : err('content');
}

/** The object that a line of JSON holds; null for anything else. */
export function parseObject(text: string): Readonly<Record<string, unknown>> | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Record<string, unknown>)
      : null;
  } catch {
    return null;
  }
}

/** The checksum of a text in UTF-8, as eight hexadecimal digits. */
export function checksumOf(text: string): string {
  return crc32c(new TextEncoder().encode(text)).toString(16).padStart(8, '0');
}

function sealOf(body: string): string {
  return `{"crc32c":"${checksumOf(body)}"}\n`;
}
