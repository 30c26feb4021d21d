import { describe, expect, it } from 'vitest';
import { completeExpression, type ExpressionScope } from './expression-completion.ts';

const WINDOW = 'struct<start:timestamp,end:timestamp>';
const functions = [
  { name: 'date_trunc', signature: 'date_trunc(unit, timestamp)' },
  { name: 'now', signature: 'now()' },
  { name: 'upper', signature: 'upper(text)' },
];
const rows: ExpressionScope = {
  inputs: [
    {
      name: null,
      columns: [
        { name: 'action', type: 'string' },
        { name: 'window', type: WINDOW },
        { name: 'my count', type: 'bigint' },
      ],
    },
  ],
  functions,
};
const join: ExpressionScope = {
  inputs: [
    { name: 'left', columns: [{ name: 'ad', type: 'string' }] },
    {
      name: 'right',
      columns: [
        { name: 'of', type: 'string' },
        { name: 'window', type: WINDOW },
      ],
    },
  ],
  functions,
};

/** What is offered at the bar in `marked`, as texts to be written. */
function offered(marked: string, scope: ExpressionScope, type?: string): string[] {
  const found = completeExpression(marked.replace('|', ''), marked.indexOf('|'), scope);
  return (found?.suggestions ?? [])
    .filter((each) => type === undefined || each.type === type)
    .map((each) => each.apply);
}

describe('columns', () => {
  it.each<[string, ExpressionScope, string[]]>([
    ['|', rows, ['action', 'window', '`my count`', 'window.start', 'window.end']],
    ["action = 'a' and wi|", rows, ['action', 'window', '`my count`', 'window.start', 'window.end']],
    ['window.|', rows, ['start', 'end']],
    ['WINDOW.st|', rows, ['start', 'end']],
    ['action.|', rows, []],
    ['|', join, ['left.ad', 'right.of', 'right.window', 'right.window.start', 'right.window.end']],
    ['left.|', join, ['ad']],
    ['left.ad = right.o|', join, ['of', 'window']],
    ['right.window.|', join, ['start', 'end']],
  ])('%s', (marked, scope, names) => {
    expect(offered(marked, scope, 'column')).toEqual(names);
  });
});

describe('functions', () => {
  it('take their parentheses along, with the caret between them', () => {
    const found = completeExpression('up', 2, rows)?.suggestions.filter(({ type }) => type === 'function');
    expect(found).toEqual([
      {
        label: 'date_trunc',
        type: 'function',
        detail: '(unit, timestamp)',
        apply: 'date_trunc()',
        caret: 11,
        boost: 0,
      },
      { label: 'now', type: 'function', detail: '()', apply: 'now()', boost: 0 },
      { label: 'upper', type: 'function', detail: '(text)', apply: 'upper()', caret: 6, boost: 0 },
    ]);
  });

  it('leave parentheses that are there', () => {
    expect(offered('up|(action)', rows, 'function')).toEqual(['date_trunc', 'now', 'upper']);
  });
});

describe('values', () => {
  it.each([
    ["date_trunc('|', time)", 'hour'],
    ["date_trunc('h|", 'hour'],
    ["date_format(time, '|')", 'yyyy-MM-dd'],
    ["date_format(upper(concat(a, b)), '|')", 'yyyy-MM-dd'],
    ['time + interval |', '10 minutes'],
    ["time + interval '|'", '10 minutes'],
    ['time + interval 5 |', 'minutes'],
    ['cast(action as |)', 'bigint'],
  ])('%s offers %s', (marked, value) => {
    expect(offered(marked, rows, 'value')).toContain(value);
  });

  it('writes the quotes of a pattern twice inside a text', () => {
    expect(offered("date_format(time, '|')", rows)).toContain("yyyy-MM-dd''T''HH:mm:ss");
  });

  it.each(["action = '|'", "'it is |", '12|', '1 |', '/* | */ 1', "upper('|')", "date_trunc('hour', '|')"])(
    'offers nothing in %s',
    (marked) => {
      expect(offered(marked, rows)).toEqual([]);
    },
  );
});
