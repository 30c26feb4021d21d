/** Folders that a run has written, moved to another place: checkpoints and sinks' logs name files by their absolute paths. */
import { must } from '../base/assert.ts';
import { decodeLog, encodeLog } from '../streaming/checkpoint/log-file.ts';
import { openSealed, sealObject } from '../streaming/checkpoint/metadata.ts';

/**
 * A text file of a checkpoint, of an output folder or of neither, with one folder in the place of another wherever its paths begin with
 * that. What has a checksum gets a new one. Throws for a checksum that was wrong before.
 */
export function movedText(text: string, from: string, to: string): string {
  const moved = (part: string): string => part.replaceAll(from, to);
  if (!text.includes(from)) return text;
  if (/\n\{"crc32c":"[0-9a-f]{8}"\}\n$/.test(text)) {
    const decoded = decodeLog(text, 'required');
    const lines = must(decoded.ok ? decoded.value : null, 'a log that is moved is whole');
    return new TextDecoder().decode(encodeLog(lines.map(moved)));
  }
  if (/,"crc32c":"[0-9a-f]{8}"\}\n$/.test(text)) {
    const opened = openSealed(text);
    const value = must(opened.ok ? opened.value : null, 'an object that is moved is whole');
    return sealObject(JSON.parse(moved(JSON.stringify(value))) as Readonly<Record<string, unknown>>);
  }
  return moved(text);
}
