// The one-way check: reads every source file, follows every import (type imports count) and holds it against the tables of
// `layers-rules.mjs`. `node scripts/layers.mjs` prints each finding as file, line, rule and why; exit code 1 where there is one.
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { basename, dirname, join, posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseSync } from 'vite';
import {
  emptyNames,
  globals,
  limits,
  linesMax,
  nodeRooms,
  packages,
  ranks,
  sides,
  testFolders,
  testSides,
} from './layers-rules.mjs';
import { root } from './paths.mjs';

/**
 * @typedef {object} Finding
 * @property {string} file relative to the root, with slashes
 * @property {number} line from 1
 * @property {string} rule a short stable name
 * @property {string} why
 */

/** @typedef {{ specifier: string, line: number }} Import */
/** @typedef {{ path: string, lines: number, imports: Import[], uses: { global: string, use: 'call' | 'member', line: number }[] }} Source */
/** A node of the syntax tree, looked at by its `type` alone. @typedef {Record<string, unknown> & { type: string, start: number }} Node */

const sourceFile = /\.(ts|tsx|mts|cts|mjs|cjs|js|jsx)$/;
/** @param {string} path */
const isInstrument = (path) =>
  dirname(path)
    .split('/')
    .some((folder) => testFolders.includes(folder));
/** @param {string} path */
const isTest = (path) => /\.(test|e2e)\.[a-z]+$/.test(path) || isInstrument(path) || covers(testSides, path);
const isProduct = (/** @type {string} */ path) => covers(['engine', 'electron', 'renderer'], path);
const builtins = new Set(builtinModules);

/** True when `path` is one of the given files or lies in one of the given folders; `''` covers everything. */
function covers(/** @type {readonly string[]} */ places, /** @type {string} */ path) {
  return places.some((place) => place === '' || path === place || path.startsWith(`${place}/`));
}

/**
 * @param {string} folder
 * @param {string} path
 * @returns {Generator<string>}
 */
function* filesBelow(folder, path) {
  const full = join(folder, path);
  if (!existsSync(full)) return;
  for (const name of readdirSync(full).sort()) {
    if (name === 'node_modules' || name.startsWith('.')) continue;
    const child = `${path}/${name}`;
    if (statSync(join(folder, child)).isDirectory()) yield* filesBelow(folder, child);
    else yield child;
  }
}

/** @param {unknown} value @returns {value is Node} */
const isNode = (value) =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string';

/**
 * Calls `visit` with every node of the tree.
 * @param {unknown} value
 * @param {(node: Node) => void} visit
 */
function walk(value, visit) {
  if (Array.isArray(value)) for (const item of value) walk(item, visit);
  else if (isNode(value)) {
    visit(value);
    for (const child of Object.values(value)) if (typeof child === 'object' && child !== null) walk(child, visit);
  }
}

/** @param {unknown} node @returns {string | null} the name, where the node is a plain identifier */
const identifier = (node) =>
  isNode(node) && node.type === 'Identifier' && typeof node.name === 'string' ? node.name : null;

/** The object or property that a call really calls: `eval`, `globalThis.eval`, `window.Function`. */
function calledGlobal(/** @type {unknown} */ callee) {
  if (!isNode(callee)) return null;
  if (callee.type !== 'MemberExpression') return identifier(callee);
  const owner = identifier(callee.object);
  return owner === 'globalThis' || owner === 'window' || owner === 'self' ? identifier(callee.property) : null;
}

/** The text of a literal, where the node is one. */
function literal(/** @type {unknown} */ node) {
  if (!isNode(node)) return null;
  if (node.type === 'TSLiteralType') return literal(node.literal);
  return node.type === 'Literal' && typeof node.value === 'string' ? node.value : null;
}

/** Places where a name is bound: there the word means something of the file's own. */
const bindings = new Set([
  'VariableDeclarator',
  'ImportSpecifier',
  'ImportDefaultSpecifier',
  'ImportNamespaceSpecifier',
]);

/**
 * @param {string} folder
 * @param {string} path
 * @returns {Source | Finding}
 */
function read(folder, path) {
  const text = readFileSync(join(folder, path), 'utf8');
  const lineStarts = [0];
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) lineStarts.push(at + 1);
  const lines = text.endsWith('\n') ? lineStarts.length - 1 : lineStarts.length;
  const lineOf = (/** @type {number} */ offset) => {
    let line = 0;
    while (line + 1 < lineStarts.length && (lineStarts[line + 1] ?? Infinity) <= offset) line += 1;
    return line + 1;
  };

  const { program, errors } = parseSync(path, text);
  const [error] = errors;
  if (error !== undefined)
    return { file: path, line: lineOf(error.labels[0]?.start ?? 0), rule: 'syntax', why: error.message };

  /** @type {Source} */
  const source = { path, lines, imports: [], uses: [] };
  /** @type {Set<string>} */
  const bound = new Set();
  /** @param {unknown} node @param {unknown} specifier */
  const addImport = (node, specifier) => {
    const text = literal(specifier);
    if (text !== null && isNode(node)) source.imports.push({ specifier: text, line: lineOf(node.start) });
  };
  walk(program, (node) => {
    switch (node.type) {
      case 'ImportDeclaration':
      case 'ExportNamedDeclaration':
      case 'ExportAllDeclaration':
      case 'ImportExpression':
      case 'TSImportType':
        addImport(node, node.source ?? node.argument);
        break;
      case 'TSExternalModuleReference':
        addImport(node, node.expression);
        break;
      case 'CallExpression':
      case 'NewExpression': {
        const name = calledGlobal(node.callee);
        if (name === 'require') addImport(node, /** @type {unknown[]} */ (node.arguments)[0]);
        else if (name !== null) source.uses.push({ global: name, use: 'call', line: lineOf(node.start) });
        break;
      }
      case 'MemberExpression': {
        const name = identifier(node.object);
        if (name !== null) source.uses.push({ global: name, use: 'member', line: lineOf(node.start) });
        break;
      }
      case 'FunctionDeclaration':
      case 'FunctionExpression':
      case 'ArrowFunctionExpression':
        walk(node.params, (inner) => {
          const name = identifier(inner);
          if (name !== null) bound.add(name);
        });
        break;
      default:
        if (bindings.has(node.type))
          walk(node.id ?? node.local, (inner) => {
            const name = identifier(inner);
            if (name !== null) bound.add(name);
          });
    }
  });
  source.uses = source.uses.filter(({ global }) => !bound.has(global));
  return source;
}

/** The file that a relative import names, or null where there is none. */
function resolveImport(/** @type {string} */ folder, /** @type {string} */ from, /** @type {string} */ specifier) {
  const target = posix.join(posix.dirname(from), specifier.replace(/[?#].*$/, ''));
  return !target.startsWith('..') && existsSync(join(folder, target)) && statSync(join(folder, target)).isFile()
    ? target
    : null;
}

/** The side and the room of a path: `engine` and `types`, or `engine` and `session.ts`. */
function placeOf(/** @type {string} */ path) {
  const [side = '', room = ''] = path.split('/');
  return { side, room };
}

/**
 * Why a file may not import another one; null where it may.
 * @param {string} from
 * @param {string} to
 * @returns {{ rule: string, why: string } | null}
 */
function importBreach(from, to) {
  const source = placeOf(from);
  const target = placeOf(to);
  if (isInstrument(to) && !isTest(from)) return { rule: 'test-instruments', why: `only tests may import ${to}` };
  if (source.side !== target.side && !(sides[source.side] ?? []).includes(target.side))
    return { rule: 'sides', why: `${source.side}/ may not import from ${target.side}/` };
  if (isTest(from) && source.side === target.side) return null;

  const limit = limits.find(({ from: place, into }) => covers([place], from) && covers([into], to));
  if (limit !== undefined && !covers(limit.only, to))
    return { rule: 'room-limits', why: `${limit.why} (imports ${to})` };

  const order = ranks[source.side];
  if (source.side !== target.side || order === undefined || source.room === target.room) return null;
  const rank = order.findIndex((rooms) => rooms.includes(source.room));
  const targetRank = order.findIndex((rooms) => rooms.includes(target.room));
  if (rank === -1 || targetRank === -1 || targetRank < rank) return null;
  const relation = targetRank === rank ? 'beside' : 'below';
  return {
    rule: 'room-order',
    why: `${source.side}/${source.room} may import only rooms above it; ${target.side}/${target.room} is ${relation} it (${to})`,
  };
}

/**
 * @param {string} path
 * @returns {Generator<{ line: number, rule: string, why: string }>}
 */
function* nameBreaches(path) {
  const name = basename(path);
  const stem = name.split('.')[0] ?? '';
  if (/^index\.[a-z]+$/.test(name) && sourceFile.test(name))
    yield {
      line: 1,
      rule: 'no-barrels',
      why: 'import the file that defines the thing; give this one the name of what it does',
    };
  for (const part of [...dirname(path).split('/'), stem])
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part))
      yield { line: 1, rule: 'kebab-case', why: `"${part}" is not in small letters with hyphens` };
  if (emptyNames.includes(stem))
    yield { line: 1, rule: 'telling-names', why: `"${stem}" does not say what the file is about` };
  const { side, room } = placeOf(path);
  const order = ranks[side];
  if (order !== undefined && !order.some((rooms) => rooms.includes(room)) && !isInstrument(path) && !isLoose(path))
    yield { line: 1, rule: 'known-rooms', why: `${side}/${room} is no room of the table in scripts/layers-rules.mjs` };
}

/** Declarations and tests may lie at the top of a side, outside every room. */
const isLoose = (/** @type {string} */ path) => path.split('/').length === 2 && /\.(d|test)\.tsx?$/.test(path);

/**
 * @param {Source} source
 * @returns {Generator<{ line: number, rule: string, why: string }>}
 */
function* usageBreaches({ path, imports, uses }) {
  if (isTest(path)) return;
  for (const { specifier, line } of imports) {
    if (specifier.startsWith('.')) continue;
    const isBuiltin = specifier.startsWith('node:') || builtins.has(specifier);
    if (isBuiltin && !covers(nodeRooms, path) && !/\.config\.ts$/.test(path))
      yield { line, rule: 'pure-rooms', why: `${specifier} in a room that has to run without Node` };
    if (!isProduct(path)) continue;
    for (const row of packages) {
      if (!row.package.test(specifier)) continue;
      const breaks = row.only === undefined ? covers(row.never ?? [], path) : !covers(row.only, path);
      if (breaks) yield { line, rule: 'package-places', why: `${specifier}: ${row.why}` };
    }
  }
  if (!isProduct(path)) return;
  for (const { global, use, line } of uses)
    for (const row of globals)
      if (row.global === global && row.use === use && covers([row.within], path) && !covers(row.only, path))
        yield { line, rule: 'globals', why: `${global}: ${row.why}` };
}

/**
 * Each group of files that import one another in a circle, once (Tarjan's strongly connected components).
 * @param {ReadonlyMap<string, readonly { to: string, line: number }[]>} graph
 * @returns {string[][]}
 */
function cyclesIn(graph) {
  /** @type {Map<string, { index: number, low: number, open: boolean }>} */
  const seen = new Map();
  /** @type {string[]} */
  const stack = [];
  /** @type {string[][]} */
  const cycles = [];
  /** @param {string} path */
  const visit = (path) => {
    const own = { index: seen.size, low: seen.size, open: true };
    seen.set(path, own);
    stack.push(path);
    for (const { to } of graph.get(path) ?? []) {
      const other = seen.get(to) ?? visit(to);
      if (other.open) own.low = Math.min(own.low, other.low);
    }
    if (own.low === own.index) {
      const group = stack.splice(stack.indexOf(path));
      for (const member of group) {
        const state = seen.get(member);
        if (state !== undefined) state.open = false;
      }
      if (group.length > 1 || (graph.get(path) ?? []).some(({ to }) => to === path)) cycles.push(group);
    }
    return own;
  };
  for (const path of graph.keys()) if (!seen.has(path)) visit(path);
  return cycles;
}

/**
 * Checks a checkout.
 * @param {string} folder its root
 * @returns {{ files: number, findings: Finding[] }} findings in the order of files and lines
 */
export function checkLayers(folder) {
  /** @type {Finding[]} */
  const findings = [];
  /** @type {Map<string, { to: string, line: number }[]>} */
  const graph = new Map();
  for (const side of Object.keys(sides))
    for (const path of filesBelow(folder, side)) {
      if (side === 'assets' || !sourceFile.test(path)) continue;
      for (const breach of nameBreaches(path)) findings.push({ file: path, ...breach });
      const source = read(folder, path);
      if ('rule' in source) {
        findings.push(source);
        continue;
      }
      if (source.lines > linesMax)
        findings.push({
          file: path,
          line: linesMax + 1,
          rule: 'file-size',
          why: `${source.lines} lines; ${linesMax} at most: one main idea a file`,
        });
      for (const breach of usageBreaches(source)) findings.push({ file: path, ...breach });

      /** @type {{ to: string, line: number }[]} */
      const edges = [];
      graph.set(path, edges);
      for (const { specifier, line } of source.imports) {
        if (!specifier.startsWith('.')) continue;
        const to = resolveImport(folder, path, specifier);
        if (to === null) {
          findings.push({
            file: path,
            line,
            rule: 'resolvable',
            why: `${specifier} names no file; imports carry their extension`,
          });
          continue;
        }
        edges.push({ to, line });
        const breach = importBreach(path, to);
        if (breach !== null) findings.push({ file: path, line, ...breach });
      }
    }

  for (const group of cyclesIn(graph)) {
    const [first = ''] = [...group].sort();
    const line = graph.get(first)?.find(({ to }) => group.includes(to))?.line ?? 1;
    findings.push({
      file: first,
      line,
      rule: 'no-cycles',
      why: `imports itself by way of ${
        group
          .filter((path) => path !== first)
          .sort()
          .join(', ') || 'nothing'
      }`,
    });
  }
  findings.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line));
  return { files: graph.size, findings };
}

/** @param {Finding} finding */
export const describeFinding = ({ file, line, rule, why }) => `${file}:${line}  ${rule}  ${why}`;

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { files, findings } = checkLayers(root);
  for (const finding of findings) console.log(describeFinding(finding));
  console.log(
    findings.length === 0
      ? `${files} files keep the order of rooms.`
      : `${findings.length} findings in ${files} files.`,
  );
  process.exitCode = findings.length === 0 ? 0 : 1;
}
