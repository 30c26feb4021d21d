// The house as tables: which room may import which, where a package or a global may be used, and what a file may be called.
// `layers.mjs` carries them out. A room is a folder below a side (`engine/types`), or a file there (`engine/session.ts`).

/**
 * Rooms of a side from the lowest up; those on one line are neighbours and never import one another. A room imports only
 * rooms on lines above its own.
 * @type {Readonly<Record<string, readonly (readonly string[])[]>>}
 */
export const ranks = {
  engine: [
    ['globals.d.ts'],
    ['base'],
    ['wasm'],
    ['types'],
    ['expression'],
    ['pipeline'],
    ['plan'],
    ['nodes'],
    ['state'],
    ['duckdb'],
    ['parquet'],
    ['sources', 'sinks'],
    ['scanning'],
    ['execution'],
    ['streaming'],
    ['tables'],
    ['spark'],
    ['platform'],
    ['session-shapes.ts'],
    ['run.ts'],
    ['run-checkpoints.ts'],
    ['session.ts'],
    ['cli'],
  ],
  renderer: [
    ['ui'],
    ['bridge'],
    ['charts', 'code', 'grid', 'layout'],
    ['model'],
    ['picture'],
    ['commands'],
    ['canvas'],
    ['inspector', 'palette', 'outline', 'rows', 'versions', 'templates', 'results', 'timeline', 'lessons', 'problems'],
    ['app'],
  ],
  electron: [['contract'], ['preload', 'engine-host'], ['main']],
};

/**
 * Folders that hold test instruments, at the top of a side or within a room: what is in them imports any room of its side,
 * and only tests import it.
 */
export const testFolders = ['testing', 'spec'];

/** Sides that are nothing but tests. */
export const testSides = ['conformance'];

/** What the window and the contract may name of the engine: shapes and pure functions, no running parts. */
const pureEngine = [
  'engine/base',
  'engine/types',
  'engine/pipeline',
  'engine/nodes/descriptor.ts',
  'engine/nodes/analysis.ts',
  'engine/nodes/connection.ts',
  'engine/session-shapes.ts',
  'engine/streaming/progress.ts',
  'engine/tables/sql-result.ts',
];

/**
 * What a room may import from, where the ranks alone would allow more. The first row whose `from` covers the importing file
 * and whose `into` covers the imported one decides.
 * @type {readonly { from: string, into: string, only: readonly string[], why: string }[]}
 */
export const limits = [
  {
    from: 'engine/cli',
    into: 'engine',
    only: ['engine/cli', 'engine/session.ts', ...pureEngine],
    why: 'the command line is a host: it knows the session and plain shapes, nothing behind them',
  },
  {
    from: 'renderer',
    into: 'engine',
    only: pureEngine,
    why: 'the window sees shapes and pure functions of the engine; everything that runs is behind the bridge',
  },
  {
    from: 'renderer',
    into: 'electron',
    only: ['electron/contract'],
    why: 'the window knows the contract alone',
  },
  {
    from: 'electron/engine-host',
    into: 'engine',
    only: ['engine/session.ts', ...pureEngine],
    why: 'a host knows the session and plain shapes, nothing behind them',
  },
  {
    from: 'electron',
    into: 'engine',
    only: pureEngine,
    why: 'outside the engine-host the shell sees shapes and pure functions of the engine; the engine runs on its own thread',
  },
  {
    from: 'electron/preload',
    into: 'electron',
    only: ['electron/preload', 'electron/contract'],
    why: 'the preload hands the contract through and knows nothing else',
  },
  {
    from: 'electron/main',
    into: 'electron',
    only: ['electron/main', 'electron/contract', 'electron/engine-host'],
    why: 'the preload runs in the window: main names it by its path',
  },
];

/**
 * Sides from the lowest up: a file imports its own side and those before it.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const sides = {
  assets: [],
  engine: ['assets'],
  electron: ['engine', 'assets'],
  renderer: ['electron', 'engine', 'assets'],
  scripts: [],
  bench: ['scripts', 'engine'],
  e2e: ['bench', 'scripts', 'electron', 'engine', 'renderer'],
  conformance: ['scripts', 'engine'],
};

/**
 * Packages that have a place. `only`: nowhere else in the product; `never`: not there.
 * @type {readonly { package: RegExp, only?: readonly string[], never?: readonly string[], why: string }[]}
 */
export const packages = [
  {
    package: /^echarts(\/|$)/,
    only: ['renderer/charts'],
    why: 'charts are drawn in one room, so that the library can be replaced',
  },
  {
    package: /^@codemirror\//,
    only: ['renderer/code'],
    why: 'the text editor library stays in one room, which makes editors for the others',
  },
  {
    package: /^elkjs(\/|$)/,
    only: ['renderer/layout'],
    why: 'nodes are laid out in one room, so that the library can be replaced',
  },
  { package: /^@xyflow\//, only: ['renderer/canvas'], why: 'the canvas library stays behind the canvas' },
  { package: /^electron(\/|$)/, only: ['electron/main', 'electron/preload'], why: 'only the shell speaks to Electron' },
  {
    package: /^(react|react-dom|react-i18next|lucide-react|@base-ui-components\/react)(\/|$)/,
    only: ['renderer'],
    why: 'React belongs to the window',
  },
  {
    package: /^(react|react-dom|react-i18next|lucide-react|@base-ui-components\/react)(\/|$)/,
    never: ['renderer/model'],
    why: 'the stores are plain TypeScript, so that they are tested without a screen',
  },
  { package: /^(vitest|playwright-core|fast-check|axe-core)(\/|$)/, only: [], why: 'test tools belong to tests' },
];

/** Where Node's own modules may be used. Elsewhere the code is pure, so that it runs in a window as well. */
export const nodeRooms = [
  'engine/duckdb',
  'engine/parquet',
  'engine/sources',
  'engine/sinks',
  'engine/tables',
  'engine/spark',
  'engine/cli',
  'engine/platform',
  'engine/session.ts',
  'electron/main',
  'electron/engine-host',
  'scripts',
  'e2e',
  'bench',
  'conformance',
];

/**
 * Globals that one place alone may touch.
 * @type {readonly { global: string, use: 'call' | 'member', within: string, only: readonly string[], why: string }[]}
 */
export const globals = [
  ...['Function', 'eval'].map((global) => ({
    global,
    use: /** @type {const} */ ('call'),
    within: '',
    only: ['engine/execution/compiler/evaluate-source.ts'],
    why: 'generated code is evaluated in one file, where everything that enters it is encoded',
  })),
  {
    global: 'window',
    use: /** @type {const} */ ('member'),
    within: 'renderer',
    only: ['renderer/bridge'],
    why: 'the window object is touched in one room, so that the rest runs on a stand-in',
  },
];

/** Names that say nothing about what is in a file. */
export const emptyNames = ['utils', 'util', 'helpers', 'helper', 'types', 'misc', 'common', 'new', 'old', 'v2'];

export const linesMax = 700;
