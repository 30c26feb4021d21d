import { beforeAll, describe, expect, test } from 'vitest';
import { loadExpressionParser } from '../../expression/parse-expression.ts';
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import { STRING, struct, TIMESTAMP } from '../../types/data-type.ts';
import { lowered } from '../testing/lowered.ts';
import { windowKind } from './window.ts';

beforeAll(() => loadExpressionParser());

const input: LogicalPlan = {
  op: 'rows-scan',
  nodeId: 'rows',
  isStatic: false,
  batches: [],
  schema: [
    { name: 'time', type: TIMESTAMP, nullable: true, eventTime: { delayMs: 1000 } },
    { name: 'key', type: STRING, nullable: true },
  ],
};

const lower = (config: object) => lowered(windowKind, config, { inputs: { in: input } });
const session = (gap?: string) => ({ type: 'session', timeColumn: 'time', ...(gap === undefined ? {} : { gap }) });
const spark = (config: object) => windowKind.spark(windowKind.settings.parse(config), { isStreaming: true } as never);

describe('a session window', () => {
  test('adds a column that carries the watermark and the mark of sessions', () => {
    const { plan, reports } = lower(session('5 minutes'));
    expect(reports).toEqual([]);
    expect(plan).toMatchObject({ op: 'session-window', column: 0, gap: { micros: 300_000_000n }, name: 'window' });
    expect(plan?.schema[2]).toMatchObject({
      name: 'window',
      nullable: false,
      sessionWindow: true,
      eventTime: { delayMs: 1000 },
    });
  });

  test.each(['1 day', '2 weeks', '1 month', '1 MONTH 2 days'])('keeps a gap of calendar units as text: %s', (gap) => {
    expect(lower(session(gap)).plan).toMatchObject({ gap: { expr: { kind: 'literal', value: gap } } });
  });

  test('takes an expression that gives text', () => {
    const { plan, reports } = lower(session("case when key = 'a' then '5 seconds' else '1 minute' end"));
    expect(reports).toEqual([]);
    expect(plan).toMatchObject({ gap: { expr: { kind: 'call', type: STRING } } });
  });

  test.each([
    ['no gap', session(), [['PLN-081', 'gap']]],
    ['a gap that is no text', session('time - time'), [['PLN-083', 'gap']]],
    ['a number as a gap', session('5'), [['PLN-083', 'gap']]],
    ['a gap over a column that is not there', session('pause'), [['EXP-020', 'gap']]],
    ['a gap of nothing', session('0 seconds'), [['PLN-084', 'gap']]],
    ['a gap below nothing', session('-5 minutes'), [['PLN-084', 'gap']]],
    [
      'settings of other windows',
      { ...session('1 hour'), duration: '1 hour', startTime: '1 minute' },
      [
        ['PLN-082', 'duration'],
        ['PLN-082', 'startTime'],
      ],
    ],
    ['a name that is taken', { ...session('1 hour'), as: 'KEY' }, [['PLN-014', 'as']]],
  ])('reports %s', (_, config, reports) => {
    expect(lower(config).reports).toEqual(reports);
  });

  test('is written in PySpark', () => {
    expect(spark(session('5 minutes'))).toBe('.withColumn("window", F.session_window("time", "5 minutes"))');
    expect(spark({ ...session('concat(key, "s")'), as: 's' })).toBe(
      `.withColumn("s", F.session_window("time", F.expr('concat(key, "s")')))`,
    );
  });
});

describe('a window of a length', () => {
  test.each([
    ['no duration', { type: 'tumbling', timeColumn: 'time' }, [['PLN-080', 'duration']]],
    ['no duration, sliding', { type: 'sliding', timeColumn: 'time', slide: '1 minute' }, [['PLN-080', 'duration']]],
    ['a gap', { type: 'tumbling', timeColumn: 'time', duration: '1 hour', gap: '1 minute' }, [['PLN-082', 'gap']]],
    [
      'a slide of a tumbling one',
      { type: 'tumbling', timeColumn: 'time', duration: '1 hour', slide: '1 minute' },
      [['PLN-021', 'slide']],
    ],
  ])('reports %s', (_, config, reports) => {
    expect(lower(config).reports).toEqual(reports);
  });

  test('a warning leaves the plan as it is', () => {
    const { plan } = lower({ type: 'tumbling', timeColumn: 'time', duration: '1 hour', gap: '1 minute' });
    expect(plan?.op).toBe('time-window');
  });
});

describe('a window over a window', () => {
  const pair = [
    { name: 'start', type: TIMESTAMP },
    { name: 'end', type: TIMESTAMP },
  ];
  const over = (config: object, more: object) => {
    const schema = [...input.schema, { name: 'pair', type: struct(pair), nullable: true, ...more }];
    return lowered(windowKind, config, { inputs: { in: { ...input, schema } as LogicalPlan } });
  };
  const configs = [
    ['tumbling', { type: 'tumbling', timeColumn: 'pair', duration: '1 hour' }],
    ['session', { ...session('1 hour'), timeColumn: 'pair' }],
  ] as const;

  test.each(configs)('[WN-7] is made of what a window node made: %s', (_, config) => {
    expect(over(config, { window: true }).reports).toEqual([]);
  });

  test.each(configs)('[WN-7] and of no other struct: %s', (_, config) => {
    expect(over(config, {})).toEqual({ plan: null, reports: [['EXP-079', 'timeColumn']] });
  });
});
