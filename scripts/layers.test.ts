import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { checkLayers, describeFinding } from './layers.mjs';

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

/** Writes the files into a fresh folder and returns what the checker says, as `file:line rule`. */
function check(files: Record<string, string>): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'layers-'));
  folders.push(folder);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return checkLayers(folder).findings.map(({ file, line, rule }) => `${file}:${line} ${rule}`);
}

const leaf = 'export const leaf = 1;\n';
const shape = 'export interface Shape { readonly a: number }\n';

describe('a house in order', () => {
  it('has no findings', () => {
    expect(
      check({
        'engine/base/ids.ts': leaf,
        'engine/types/schema.ts': "import { leaf } from '../base/ids.ts';\nexport const schema = leaf;\n",
        'engine/sources/read-file.ts': "import { readFileSync } from 'node:fs';\nexport const read = readFileSync;\n",
        'engine/session-shapes.ts': shape,
        'engine/session.ts':
          "import './sources/read-file.ts';\nimport { open } from 'node:fs/promises';\nexport { open };\n",
        'engine/cli/millrace.ts':
          "import '../session.ts';\nimport { schema } from '../types/schema.ts';\nexport { schema };\n",
        'electron/contract/channels.ts':
          "import type { Shape } from '../../engine/session-shapes.ts';\nexport type { Shape };\n",
        'electron/engine-host/engine-worker.ts': "import '../../engine/session.ts';\n",
        'electron/main/main.ts':
          "import { app } from 'electron';\nimport '../contract/channels.ts';\nexport { app };\n",
        'renderer/charts/chart.tsx': "import * as echarts from 'echarts/core';\nexport { echarts };\n",
        'renderer/bridge/desktop.ts': "import '../../electron/contract/channels.ts';\nexport const at = window.name;\n",
        'renderer/results/grid.tsx': "import { echarts } from '../charts/chart.tsx';\nexport { echarts };\n",
        'renderer/canvas/frame.ts': 'export const start = (window: { start: number }) => window.start;\n',
      }),
    ).toEqual([]);
  });
});

describe('breaches', () => {
  const cases: readonly [name: string, files: Record<string, string>, findings: string[]][] = [
    [
      'a room imports one below it',
      { 'engine/base/a.ts': "\nimport { leaf } from '../types/b.ts';\nexport { leaf };\n", 'engine/types/b.ts': leaf },
      ['engine/base/a.ts:2 room-order'],
    ],
    [
      'a room imports its neighbour',
      { 'engine/sources/a.ts': "export { leaf } from '../sinks/b.ts';\n", 'engine/sinks/b.ts': leaf },
      ['engine/sources/a.ts:1 room-order'],
    ],
    [
      'a type import counts',
      {
        'engine/base/a.ts': "import type { Shape } from '../types/b.ts';\nexport type A = Shape;\n",
        'engine/types/b.ts': shape,
      },
      ['engine/base/a.ts:1 room-order'],
    ],
    [
      'a type named in place counts',
      { 'engine/base/a.ts': "export type A = import('../types/b.ts').Shape;\n", 'engine/types/b.ts': shape },
      ['engine/base/a.ts:1 room-order'],
    ],
    [
      'an import at run time counts',
      { 'engine/base/a.ts': "export const later = () => import('../types/b.ts');\n", 'engine/types/b.ts': leaf },
      ['engine/base/a.ts:1 room-order'],
    ],
    [
      'require counts',
      {
        'engine/base/a.ts':
          "declare const require: (name: string) => unknown;\nexport const b = require('../types/b.ts');\n",
        'engine/types/b.ts': leaf,
      },
      ['engine/base/a.ts:2 room-order'],
    ],
    [
      'the engine imports the shell',
      { 'engine/base/a.ts': "import '../../electron/contract/b.ts';\n", 'electron/contract/b.ts': leaf },
      ['engine/base/a.ts:1 sides'],
    ],
    [
      'the shell imports the window',
      { 'electron/main/a.ts': "import '../../renderer/ui/b.ts';\n", 'renderer/ui/b.ts': leaf },
      ['electron/main/a.ts:1 sides'],
    ],
    [
      'the product imports a script',
      { 'engine/base/a.ts': "import '../../scripts/b.mjs';\n", 'scripts/b.mjs': leaf },
      ['engine/base/a.ts:1 sides'],
    ],
    [
      'the command line looks behind the session',
      { 'engine/cli/a.ts': "import '../plan/b.ts';\n", 'engine/plan/b.ts': leaf },
      ['engine/cli/a.ts:1 room-limits'],
    ],
    [
      'the session imports the command line',
      { 'engine/session.ts': "import './cli/b.ts';\n", 'engine/cli/b.ts': leaf },
      ['engine/session.ts:1 room-order'],
    ],
    [
      'the window imports a running part of the engine',
      { 'renderer/model/a.ts': "import '../../engine/nodes/b.ts';\n", 'engine/nodes/b.ts': leaf },
      ['renderer/model/a.ts:1 room-limits'],
    ],
    [
      'the window imports the session',
      { 'renderer/model/a.ts': "import '../../engine/session.ts';\n", 'engine/session.ts': leaf },
      ['renderer/model/a.ts:1 room-limits'],
    ],
    [
      'the window imports main',
      { 'renderer/bridge/a.ts': "import '../../electron/main/b.ts';\n", 'electron/main/b.ts': leaf },
      ['renderer/bridge/a.ts:1 room-limits'],
    ],
    [
      'main runs the engine on its own thread',
      { 'electron/main/a.ts': "import '../../engine/session.ts';\n", 'engine/session.ts': leaf },
      ['electron/main/a.ts:1 room-limits'],
    ],
    [
      'the preload imports the engine-host',
      { 'electron/preload/a.ts': "import '../engine-host/b.ts';\n", 'electron/engine-host/b.ts': leaf },
      ['electron/preload/a.ts:1 room-limits'],
    ],
    [
      'main imports the preload',
      { 'electron/main/a.ts': "import '../preload/b.ts';\n", 'electron/preload/b.ts': leaf },
      ['electron/main/a.ts:1 room-limits'],
    ],
    [
      'a feature imports another',
      { 'renderer/palette/a.ts': "import '../inspector/b.ts';\n", 'renderer/inspector/b.ts': leaf },
      ['renderer/palette/a.ts:1 room-order'],
    ],
    [
      'echarts elsewhere',
      { 'renderer/results/a.ts': "import 'echarts';\n" },
      ['renderer/results/a.ts:1 package-places'],
    ],
    [
      'the canvas library elsewhere',
      { 'renderer/model/a.ts': "import type { Node } from '@xyflow/react';\nexport type A = Node;\n" },
      ['renderer/model/a.ts:1 package-places'],
    ],
    ['electron in the window', { 'renderer/ui/a.ts': "import 'electron';\n" }, ['renderer/ui/a.ts:1 package-places']],
    [
      'electron in the contract',
      { 'electron/contract/a.ts': "import 'electron';\n" },
      ['electron/contract/a.ts:1 package-places'],
    ],
    ['React in the engine', { 'engine/base/a.ts': "import 'react';\n" }, ['engine/base/a.ts:1 package-places']],
    [
      'React in the model',
      { 'renderer/model/a.ts': "import 'react/jsx-runtime';\n" },
      ['renderer/model/a.ts:1 package-places'],
    ],
    ['Node in a pure room', { 'engine/plan/a.ts': "import 'node:fs';\n" }, ['engine/plan/a.ts:1 pure-rooms']],
    ['Node without its prefix', { 'engine/plan/a.ts': "import 'fs/promises';\n" }, ['engine/plan/a.ts:1 pure-rooms']],
    ['Node in the window', { 'renderer/ui/a.ts': "import 'node:path';\n" }, ['renderer/ui/a.ts:1 pure-rooms']],
    [
      'Node in the preload',
      { 'electron/preload/a.ts': "import 'node:path';\n" },
      ['electron/preload/a.ts:1 pure-rooms'],
    ],
    [
      'code made from text',
      { 'engine/execution/compiler/b.ts': "export const f = new Function('return 1');\n" },
      ['engine/execution/compiler/b.ts:1 globals'],
    ],
    [
      'code made from text in a roundabout way',
      { 'renderer/ui/a.ts': "export const f = globalThis.Function('return 1');\n" },
      ['renderer/ui/a.ts:1 globals'],
    ],
    ['eval', { 'engine/execution/b.ts': "\n\nexport const f = eval('1');\n" }, ['engine/execution/b.ts:3 globals']],
    [
      'the window object outside the bridge',
      { 'renderer/app/a.ts': 'export const a = window.location;\n' },
      ['renderer/app/a.ts:1 globals'],
    ],
    [
      'a test instrument in the product',
      { 'engine/plan/a.ts': "import '../testing/b.ts';\n", 'engine/testing/b.ts': leaf },
      ['engine/plan/a.ts:1 test-instruments'],
    ],
    [
      "a room's own test instrument in the product",
      { 'engine/plan/a.ts': "import './testing/b.ts';\n", 'engine/plan/testing/b.ts': leaf },
      ['engine/plan/a.ts:1 test-instruments'],
    ],
    ['a test tool in the product', { 'engine/plan/a.ts': "import 'vitest';\n" }, ['engine/plan/a.ts:1 package-places']],
    [
      'two files import one another',
      {
        'engine/base/a.ts': "import './b.ts';\n",
        'engine/base/b.ts': "import type { A } from './a.ts';\nexport type B = A;\n",
      },
      ['engine/base/a.ts:1 no-cycles'],
    ],
    ['a file imports itself', { 'engine/base/a.ts': "import './a.ts';\n" }, ['engine/base/a.ts:1 no-cycles']],
    ['a barrel', { 'engine/base/index.ts': leaf }, ['engine/base/index.ts:1 no-barrels']],
    ['capitals in a file name', { 'renderer/ui/Button.tsx': leaf }, ['renderer/ui/Button.tsx:1 kebab-case']],
    [
      'an underscore in a folder name',
      { 'renderer/ui/my_parts/button.tsx': leaf },
      ['renderer/ui/my_parts/button.tsx:1 kebab-case'],
    ],
    ['a name that says nothing', { 'engine/base/utils.ts': leaf }, ['engine/base/utils.ts:1 telling-names']],
    ['a room that is not in the table', { 'engine/attic/a.ts': leaf }, ['engine/attic/a.ts:1 known-rooms']],
    [
      'a file too long',
      { 'engine/base/a.ts': leaf.replace('leaf', 'x') + '//\n'.repeat(700) },
      ['engine/base/a.ts:701 file-size'],
    ],
    [
      'an import that names no file',
      { 'engine/base/a.ts': "import './b';\n", 'engine/base/b.ts': leaf },
      ['engine/base/a.ts:1 resolvable'],
    ],
    [
      'an import out of the checkout',
      { 'engine/base/a.ts': "import '../../../b.ts';\n" },
      ['engine/base/a.ts:1 resolvable'],
    ],
    ['a file that is no TypeScript', { 'engine/base/a.ts': 'export const = 1;\n' }, ['engine/base/a.ts:1 syntax']],
  ];

  it.each(cases)('%s', (_name, files, findings) => {
    expect(check(files)).toEqual(findings);
  });
});

describe('tests', () => {
  it('import any room of their side, and Node', () => {
    expect(
      check({
        'engine/base/a.test.ts':
          "import 'vitest';\nimport 'node:fs';\nimport '../plan/b.ts';\nimport '../testing/c.ts';\n",
        'engine/plan/b.ts': leaf,
        'engine/testing/c.ts': "import '../plan/b.ts';\nimport 'node:os';\n",
        'engine/base/testing/cases.ts': "import 'vitest';\nimport '../../plan/b.ts';\n",
        'engine/base/d.test.ts': "import './testing/cases.ts';\n",
      }),
    ).toEqual([]);
  });

  it('stay on their side', () => {
    expect(check({ 'engine/base/a.test.ts': "import '../../renderer/ui/b.ts';\n", 'renderer/ui/b.ts': leaf })).toEqual([
      'engine/base/a.test.ts:1 sides',
    ]);
  });
});

it('a cycle is told once, whole', () => {
  const folder = mkdtempSync(join(tmpdir(), 'layers-'));
  folders.push(folder);
  mkdirSync(join(folder, 'engine/base'), { recursive: true });
  for (const [from, to] of ['ab', 'bc', 'ca', 'dc'])
    writeFileSync(join(folder, `engine/base/${from}.ts`), `import './${to}.ts';\n`);
  expect(checkLayers(folder).findings.map(describeFinding)).toEqual([
    'engine/base/a.ts:1  no-cycles  imports itself by way of engine/base/b.ts, engine/base/c.ts',
  ]);
});
