import { describe, expect, it } from 'vitest';
import type { ErrorCode } from '../../engine/base/errors/catalogue.ts';
import { catalogue } from '../../engine/base/errors/catalogue.ts';
import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import { diagnostic } from '../../engine/base/errors/diagnostic.ts';
import type { QuerySnapshot, RunSnapshot } from '../../engine/session-shapes.ts';
import { countProblems, groupProblems, problemsOf, runFindings, settingKey } from './problem-list.ts';

const codes = Object.keys(catalogue) as ErrorCode[];
const code = codes[0] as ErrorCode;

function found(nodeId: string | undefined, severity: Diagnostic['severity'] = 'error', setting?: string): Diagnostic {
  return diagnostic(code, { nodeId, setting }, {}, severity);
}

function snapshot(...queries: Partial<QuerySnapshot>[]): RunSnapshot {
  const plain: QuerySnapshot = {
    query: 'counts',
    id: 'id',
    runId: 'run',
    sinkNodeId: 'table',
    isStreaming: true,
    isActive: false,
    status: { message: '', isDataAvailable: false, isTriggerActive: false },
    lastProgress: null,
    batchesCompleted: 0,
    filesRead: null,
    exception: null,
    nodes: {},
    malformed: {},
    consoleText: null,
    pause: null,
    figures: {},
  };
  return {
    sequence: 1,
    atMs: 0,
    runId: 'run',
    isActive: false,
    queries: queries.map((query) => ({ ...plain, ...query })),
  };
}

describe('problemsOf', () => {
  it('tells each diagnostic in the language of the window', () => {
    const text = (language: 'en' | 'fr') => problemsOf([found('a')], [], language)[0]?.message;
    expect(text('en')).not.toBe('');
    expect(text('fr')).not.toBe(text('en'));
  });

  it('puts a failure that knows no node to the sink of its query', () => {
    const run = runFindings({
      snapshot: snapshot({ exception: found(undefined) }, { exception: found('typed', 'error', 'mode') }),
      refusals: [],
    });
    const problems = problemsOf([], run, 'en');
    expect(problems.map(({ nodeId, setting, origin, query }) => ({ nodeId, setting, origin, query }))).toEqual([
      { nodeId: 'table', setting: null, origin: 'run', query: 'counts' },
      { nodeId: 'typed', setting: 'mode', origin: 'run', query: 'counts' },
    ]);
  });

  it('counts a failure as an error whatever it calls itself', () => {
    expect(
      countProblems([], runFindings({ snapshot: snapshot({ exception: found('a', 'warning') }), refusals: [] })),
    ).toEqual({
      errors: 1,
      warnings: 0,
    });
  });

  it('warns of records that did not fit, once a node', () => {
    const typed = (count: number) => ({ typed: { count, examples: ['file 1, line 3'] } });
    const run = runFindings({
      snapshot: snapshot({ query: 'a', malformed: typed(3) }, { query: 'b', malformed: typed(7) }),
      refusals: [],
    });
    expect(problemsOf([], run, 'en')).toMatchObject([
      { severity: 'warning', nodeId: 'typed', code: null, malformed: { count: 7, examples: ['file 1, line 3'] } },
    ]);
  });

  it('shows the same finding once, under an id that stays', () => {
    const twice = [found('a', 'error', 'path'), found('a', 'error', 'path')];
    const [first, second] = problemsOf(twice, [], 'en');
    expect(second).toBeUndefined();
    expect(problemsOf(twice, [], 'fr')[0]?.id).toBe(first?.id);
  });

  it('finds nothing where there is nothing', () => {
    expect(problemsOf([], runFindings({ snapshot: null, refusals: [] }), 'en')).toEqual([]);
    expect(runFindings({ snapshot: snapshot({}), refusals: [] })).toEqual([]);
  });
});

it('counts errors and warnings over document and run', () => {
  const run = runFindings({
    snapshot: snapshot({ exception: found('a'), malformed: { b: { count: 1, examples: [] } } }),
    refusals: [],
  });
  expect(countProblems([found('a'), found('b', 'warning')], run)).toEqual({ errors: 2, warnings: 2 });
});

it('groups by node in the order of the document, errors first', () => {
  const problems = problemsOf(
    [found('gone'), found('b', 'warning'), found('b'), found('a'), found(undefined)],
    [],
    'en',
  );
  expect(
    groupProblems(problems, ['a', 'b']).map((group) => [
      group.nodeId,
      group.problems.map((problem) => problem.severity),
    ]),
  ).toEqual([
    [null, ['error']],
    ['a', ['error']],
    ['b', ['error', 'warning']],
    ['gone', ['error']],
  ]);
});

it.each([
  ['path', 'path'],
  ['aggregates.0.expr', 'aggregates.expr'],
  ['trigger.interval', 'trigger.interval'],
])('words %s as %s', (setting, key) => {
  expect(settingKey(setting)).toBe(key);
});
