import { describe, expect, test } from 'vitest';
import { FaultDisk } from '../../testing/fault-disk.ts';
import { journalOn, ListedSource, never, plainSource, portsOn, queryOver } from './testing/checkpoint-on.ts';

const batch = (batchId: number, offset: string) => ({
  batchId,
  endOffsets: [{ [offset]: batchId }],
  watermarkMs: 0,
  timestampMs: 5_000,
  conf: {},
});

describe.each(['offsets', 'sources/0'])('a process killed before it has forced out a name in %s', (log) => {
  test('leaves what the next one goes by, also when the power fails then', async () => {
    const query = queryOver(1, log === 'offsets' ? 'rows-source' : 'file-source');
    const sourceOf = () => (log === 'offsets' ? plainSource : new ListedSource());
    const offset = log === 'offsets' ? 'offset' : 'logOffset';
    // What was logged is there for the next process, but a power cut could still take it.
    const disk = new FaultDisk({
      losesSync: ({ call, path }) => call === 'sync' && path.endsWith(`checkpoint/${log}`),
    });
    const first = journalOn(portsOn(disk), { query });
    const source = sourceOf();
    await first.open([source], [], never);
    if (source instanceof ListedSource) source.add('/in/a');
    await first.logOffsets(batch(0, offset), [source]);

    const second = disk.survivors('kill');
    const again = journalOn(portsOn(second), { query });
    const recovery = await again.open([sourceOf()], [], never);
    expect(recovery.unfinished?.batchId).toBe(0);
    await again.logCommit(0, 0);

    for (let powerCutSeed = 0; powerCutSeed < 8; powerCutSeed++) {
      const third = second.survivors({ powerCutSeed });
      const last = await journalOn(portsOn(third), { query }).open([sourceOf()], [], never);
      expect(last.nextBatchId).toBe(1);
    }
  });
});
