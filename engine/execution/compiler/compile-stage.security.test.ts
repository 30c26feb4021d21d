/** Pipelines come from anyone: nothing that is written in one may become code. */
import { afterEach, describe, expect, test } from 'vitest';
import { type FilesScript, runFiles } from '../../testing/run-files.ts';

declare global {
  var brokenOut: unknown;
}

afterEach(() => {
  globalThis.brokenOut = undefined;
});

const attack = 'globalThis.brokenOut = 1';
const attempts = [
  `\n${attack};\n`,
  `\r${attack};//`,
  `\u2028${attack};\u2029`,
  `*/ ${attack}; /*`,
  `"; ${attack}; "`,
  `'; ${attack}; '`,
  `\`; ${attack}; \``,
  `\${${attack}}`,
  `\\"; ${attack}; //`,
  `"); } } ${attack}; //`,
  `</script><script>${attack}</script>`,
  '__proto__',
  'constructor',
  'bytes',
  'at',
  'passed',
  'x-x',
  '\ud800',
  'é\u0000\u0007',
];

async function expectHarmless(script: FilesScript): Promise<void> {
  const interpreted = await runFiles(script, 'interpreted');
  expect(await runFiles(script, 'compiled')).toEqual(interpreted);
  expect(interpreted.batches.length).toBeGreaterThan(0);
  expect(globalThis.brokenOut).toBeUndefined();
}

const quoted = (name: string) => `\`${name.replaceAll('`', '``')}\``;

describe.each(attempts.map((text) => [JSON.stringify(text), text] as const))('%s', (_, text) => {
  test('as node ids', () =>
    expectHarmless({
      idPrefix: text,
      fields: [
        { name: 'time', type: 'timestamp' },
        { name: 'a', type: 'string' },
      ],
      nodes: [
        { id: 'kept', kind: 'filter', config: { condition: "a <> 'b'" } },
        { id: 'windows', kind: 'window', config: { type: 'tumbling', timeColumn: 'time', duration: '1 hour' } },
        { id: 'groups', kind: 'group-by', config: { keys: ['a', 'window'], aggregates: [{ function: 'count' }] } },
      ],
      files: [{ bytes: '{"time":1,"a":"x"}\n{"a":"b"}\n' }],
    }));

  test('as a column, an alias and data', async () => {
    if (/\p{Surrogate}/u.test(text)) return expectRefused(text);
    await expectHarmless({
      fields: [
        { name: text, type: 'string' },
        { name: 'other', type: 'int' },
      ],
      nodes: [
        {
          id: 'groups',
          kind: 'group-by',
          config: {
            keys: [{ expr: quoted(text), as: `${text}!` }],
            aggregates: [{ function: 'max', expr: 'other', as: text }],
          },
        },
      ],
      files: [{ bytes: `${JSON.stringify({ [text]: text, other: 1 })}\n{"${text}":"x","other":2}\n{"other":3}\n` }],
    });
  });

  test('as a string in an expression', () =>
    expectHarmless({
      fields: [{ name: 'a', type: 'string' }],
      nodes: [
        { id: 'kept', kind: 'filter', config: { condition: `a = ${literal(text)} OR contains(a, ${literal(text)})` } },
        { id: 'groups', kind: 'group-by', config: { keys: ['a'], aggregates: [{ function: 'count' }] } },
      ],
      files: [{ bytes: `${JSON.stringify({ a: text })}\n{"a":"x"}\n` }],
    }));

  test('as a file', () =>
    expectHarmless({
      fields: [{ name: 'a', type: 'string' }],
      nodes: [{ id: 'groups', kind: 'group-by', config: { keys: ['a'], aggregates: [{ function: 'count' }] } }],
      files: [{ name: `x${text.replaceAll(/[/\0]/g, '')}.json`, bytes: '{"a":"x"}\nnot json\n' }],
    }));
});

async function expectRefused(name: string): Promise<void> {
  const script: FilesScript = {
    fields: [{ name, type: 'string' }],
    nodes: [{ id: 'groups', kind: 'group-by', config: { keys: [name], aggregates: [{ function: 'count' }] } }],
    files: [{ bytes: '{}\n' }],
  };
  await expect(runFiles(script, 'compiled')).rejects.toThrow('a column name that is no text');
}

/** A string as Spark SQL writes it. */
function literal(text: string): string {
  return `'${text.replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}
