/** The way from an older format to today's is broken off at every operation on its disk, and taken up by the next start. */
import { beforeAll, describe, expect, test } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { CancelledError } from '../../engine/base/errors/engine-error.ts';
import { createPhysicalQuery } from '../../engine/execution/create-physical-query.ts';
import { loadExpressionParser } from '../../engine/expression/parse-expression.ts';
import { settingsByKind } from '../../engine/nodes/catalogue.ts';
import { lowerGraph } from '../../engine/nodes/lower-graph.ts';
import { checkDocument } from '../../engine/pipeline/read-document.ts';
import { describeQuery } from '../../engine/plan/describe-query.ts';
import type { QueryPlan } from '../../engine/plan/logical-plan.ts';
import { CheckpointJournal } from '../../engine/streaming/checkpoint/checkpoint-journal.ts';
import fixture from '../../engine/streaming/checkpoint/migrations/fixtures/format-0.json' with { type: 'json' };
import { ManualClock } from '../../engine/streaming/testing/manual-clock.ts';
import { CrashError, FaultDisk, type FaultPlan, LOOKING } from '../../engine/testing/fault-disk.ts';
import { stateOf } from '../crash/crash-outcome.ts';
import { processNumber } from '../process-number.ts';

const plans = new Map<string, QueryPlan>();

beforeAll(async () => {
  await loadExpressionParser();
  const read = checkDocument(fixture.pipeline, settingsByKind);
  const { queries } = lowerGraph(read, { isStreaming: true, resolvePath: (path) => `/fixture/${path}` });
  for (const query of queries) plans.set(query.sink.nodeId, query);
});

/** The checkpoint of a sink as the fixture has it. */
function oldDisk(sink: string, plan: FaultPlan = {}): FaultDisk {
  const disk = new FaultDisk();
  for (const [name, lines] of Object.entries(fixture.files)) {
    if (name.startsWith(`checkpoints/${sink}/`)) disk.put(`/fixture/${name}`, lines.join('\n'));
  }
  return disk.survivors('kill', plan);
}

/** What a start on the disk, by a process of its own, finds and leaves. */
async function start(sink: string, disk: FaultDisk, pid: number, signal = new AbortController().signal) {
  const plan = must(plans.get(sink), 'a query of the fixture');
  const clock = new ManualClock(1_000);
  const query = createPhysicalQuery(plan, { isStreaming: true, timeZone: 'UTC', interpreted: true, clock });
  let uuids = 0;
  const random = { uuid: () => `${pid}0000000-0000-4000-8000-${String(++uuids).padStart(12, '0')}` };
  const journal = new CheckpointJournal({
    folder: `/fixture/checkpoints/${sink}`,
    newQueryId: '00000000-0000-4000-8000-000000000000',
    query: describeQuery(plan),
    mayResume: true,
    ports: { disk, clock, random, processes: processNumber(pid) },
  });
  try {
    const recovery = await journal.open(query.sources, query.operatorStates, signal);
    return { recovery, state: stateOf(query.operatorStates) };
  } finally {
    await journal.close();
  }
}

/** The files that mean something, by name, with their bytes as text that can be compared. */
function filesOn(disk: FaultDisk): Record<string, string> {
  const files = [...disk.files()].filter(([path]) => !path.endsWith('.tmp'));
  return Object.fromEntries(files.map(([path, bytes]) => [path, Buffer.from(bytes).toString('latin1')]));
}

describe.each(['windows', 'joined'])('format 0 of %s', (sink) => {
  async function undisturbed() {
    const disk = oldDisk(sink);
    const outcome = await start(sink, disk, 1);
    return { outcome, files: filesOn(disk), operations: disk.operations };
  }

  test('comes to the same wherever it is broken off', async () => {
    const { outcome, files, operations } = await undisturbed();
    expect(outcome.state.length).toBeGreaterThan(1);
    const changing = operations.filter(({ call }) => !LOOKING.has(call));
    expect(changing.length).toBeGreaterThan(50);
    for (const { number, call } of changing) {
      const crash = { at: number, when: call === 'write' ? ('during' as const) : ('before' as const) };
      const disk = oldDisk(sink, { crash });
      // Giving the folder back fails for nobody.
      await start(sink, disk, 1).catch((error: unknown) => expect(error).toBeInstanceOf(CrashError));
      expect([number, disk.isDead]).toEqual([number, true]);
      for (const cause of ['kill', { powerCutSeed: 2 * number }, { powerCutSeed: 2 * number + 1 }] as const) {
        const left = disk.survivors(cause);
        const at = { operation: number, cause };
        expect({ at, ...(await start(sink, left, 2)) }).toEqual({ at, ...outcome });
        expect({ at, files: filesOn(left) }).toEqual({ at, files });
      }
    }
  });

  test('comes to the same where the disk fails once, and then no more', async () => {
    const { outcome, files, operations } = await undisturbed();
    const changing = operations.filter(({ call }) => !LOOKING.has(call));
    for (const { number } of changing) {
      const disk = oldDisk(sink, { fails: (operation) => (operation.number === number ? 'EIO' : null) });
      await start(sink, disk, 1).catch((error: unknown) => expect(error).toMatchObject({ code: 'EXE-105' }));
      const left = disk.survivors('kill');
      expect({ number, ...(await start(sink, left, 2)) }).toEqual({ number, ...outcome });
      expect({ number, files: filesOn(left) }).toEqual({ number, files });
    }
  });

  test('can be stopped, and is the old one until it is done', async () => {
    const before = oldDisk(sink);
    const stopped = AbortSignal.abort();
    await expect(start(sink, before, 1, stopped)).rejects.toBeInstanceOf(CancelledError);
    const { outcome } = await undisturbed();
    expect(await start(sink, before.survivors('kill'), 2)).toEqual(outcome);
  });
});
