import { pipelineInto } from '../rows/pipeline.ts';
import { WINDOW_S } from './soak-input.ts';

/** Counts by user and minute, written when the minute is over; files are deleted once they are read. */
export function soakPipeline(input: string, output: string): unknown {
  const fields = [
    { name: 'time', type: 'timestamp' },
    { name: 'user', type: 'string' },
  ];
  const options = { cleanSource: 'delete' };
  return pipelineInto(
    [
      { id: 'events', kind: 'file-source', config: { path: input, format: 'json', maxFilesPerTrigger: 3, options } },
      { id: 'typed', kind: 'schema', config: { fields } },
      { id: 'timed', kind: 'watermark', config: { timeColumn: 'time', delay: '5 minutes' } },
      {
        id: 'minutes',
        kind: 'window',
        config: { type: 'tumbling', timeColumn: 'time', duration: `${WINDOW_S} seconds` },
      },
      {
        id: 'counts',
        kind: 'group-by',
        config: { keys: ['user', 'window'], aggregates: [{ function: 'count', as: 'count' }] },
      },
    ],
    { id: 'out', kind: 'file-sink', config: { path: output, format: 'json', outputMode: 'append' } },
  );
}
