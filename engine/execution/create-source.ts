import type { Clock } from '../base/clock.ts';
import type { Scan } from '../plan/logical-plan.ts';
import type { FileScan } from '../plan/operators/file-scan.ts';
import { createFileSource } from '../sources/file/file-source.ts';
import type { FileSourceSettings } from '../sources/file/file-source-settings.ts';
import { createGeneratorSource } from '../sources/generator/generator-source.ts';
import { createRateSource } from '../sources/rate/rate-source.ts';
import { createRowsSource } from '../sources/rows/rows-source.ts';
import { createSocketSource } from '../sources/socket/socket-source.ts';
import type { Source } from '../sources/source.ts';

export interface SourceOptions {
  readonly isStreaming: boolean;
  readonly timeZone: string;
  readonly clock: Clock;
}

/** The source that a scan reads from. Throws `EngineError` when a setting can only now be seen to be wrong. */
export function createSource(scan: Scan, options: SourceOptions): Source {
  switch (scan.op) {
    case 'file-scan':
      return createFileSource(fileSourceSettings(scan, options));
    case 'rows-scan': {
      const { nodeId, schema, batches } = scan;
      return createRowsSource({ nodeId, schema, batches, timeZone: options.timeZone });
    }
    case 'rate-scan':
      return createRateSource({ ...scan, clock: options.clock });
    case 'socket-scan':
      return createSocketSource(scan);
    case 'generator-scan':
      return createGeneratorSource(scan);
  }
}

/** What the file source needs of a scan. */
export function fileSourceSettings(
  scan: FileScan,
  options: Pick<SourceOptions, 'isStreaming' | 'timeZone'>,
): FileSourceSettings {
  const { op: _op, isStatic, ...settings } = scan;
  return { ...settings, timeZone: options.timeZone, streaming: options.isStreaming && !isStatic };
}
