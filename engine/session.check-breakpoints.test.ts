import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSession, type Session } from './session.ts';
import { breakpointOn, chainDocument, windowCounts } from './testing/looked-at-run.ts';

describe('breakpoints checked without a run', () => {
  let session: Session;
  beforeAll(async () => {
    session = await createSession();
  });
  afterAll(() => session.stop());

  test('tell what is wrong with each of them, at its wire and its place in the condition', () => {
    const found = session.checkBreakpoints(windowCounts(), '/data', [
      breakpointOn('typed', 'some', "user = 'u1'"),
      breakpointOn('typed', 'some', 'late', { id: 'too early' }),
      breakpointOn('marked', 'windows', 'late and usr is null', { id: 'misspelt' }),
      breakpointOn('marked', 'windows', 'n +', { id: 'unfinished' }),
      breakpointOn('events', 'typed', '', { id: 'records' }),
      breakpointOn('typed', 'groups', '', { id: 'nowhere' }),
      breakpointOn('groups', 'table', 'rows', { id: 'no condition' }),
    ]);
    expect(found.map(({ breakpointId, diagnostic: { code, at } }) => [breakpointId, code, at.nodeId])).toEqual([
      ['too early', 'EXE-211', 'some'],
      ['misspelt', 'EXP-020', 'windows'],
      ['unfinished', expect.stringMatching(/^EXP-/), 'windows'],
      ['records', 'EXE-212', 'typed'],
      ['nowhere', 'EXE-210', 'groups'],
      ['no condition', expect.stringMatching(/^EXP-/), 'table'],
    ]);
    expect(found[1]?.diagnostic.at.span).toEqual({ start: 9, end: 12 });
    expect(found[1]?.diagnostic.message).toContain('usr');
  });

  test('of a document with errors only what can be said, and of anything at all no failure', () => {
    const document = windowCounts();
    const broken = {
      ...document,
      nodes: [...document.nodes, { id: 'odd', kind: 'file-sink', config: {}, position: { x: 0, y: 0 } }],
    };
    const breakpoints = [breakpointOn('typed', 'some', 'usr = 1'), breakpointOn('typed', 'odd')];
    const codes = (of: unknown) =>
      session.checkBreakpoints(of, '/data', breakpoints).map(({ diagnostic: { code } }) => code);
    expect(codes(broken)).toEqual(['EXP-020']);
    expect(codes(chainDocument([]))).toEqual([]);
    for (const nothing of [null, 'x', [], { nodes: 3 }]) expect(codes(nothing)).toEqual([]);
  });

  test('five hundred on one wire are soon checked', () => {
    const breakpoints = Array.from({ length: 500 }, (_, at) =>
      breakpointOn('typed', 'some', `n = ${at} and x${at} = 1`),
    );
    expect(session.checkBreakpoints(windowCounts(), '/data', breakpoints)).toHaveLength(500);
  });
});
