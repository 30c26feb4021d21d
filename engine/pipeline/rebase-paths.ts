/** The separator of the machine's own paths. With a backslash, drives and network shares are understood too. */
export type PathSeparator = '/' | '\\';

/** Settings that hold a path of the machine. */
const PATH_SETTINGS = ['path', 'checkpointLocation'] as const;

/** An address with a scheme (`file:`, `s3:`, `hdfs:`). One letter alone is a drive, not a scheme. */
const SCHEME = /^[a-z][a-z0-9+.-]+:/i;

interface SplitPath {
  /** `/`, `C:/` or `//server/share/`; empty for a relative path. */
  readonly root: string;
  readonly segments: readonly string[];
}

/**
 * The same pipeline for a file in another folder: relative `path` and `checkpointLocation` settings of all nodes are
 * rewritten so that they name the same files as before. Absolute paths and addresses with a scheme stay as they are. What is
 * written has forward slashes and is relative, unless the two folders are on different drives.
 *
 * `fromDirectory` and `toDirectory` are absolute paths of this machine. The document may be anything; what does not look
 * like a pipeline comes back unchanged. Nothing is changed in place: with nothing to rewrite, the result is the argument itself.
 */
export function rebasePaths(
  document: unknown,
  fromDirectory: string,
  toDirectory: string,
  separator: PathSeparator,
): unknown {
  if (!isObject(document) || !Array.isArray(document.nodes)) return document;
  const nodes: readonly unknown[] = document.nodes;
  const rebased = nodes.map((node) => rebaseNode(node, fromDirectory, toDirectory, separator));
  return rebased.every((node, index) => node === nodes[index]) ? document : { ...document, nodes: rebased };
}

function rebaseNode(node: unknown, from: string, to: string, separator: PathSeparator): unknown {
  if (!isObject(node) || !isObject(node.config)) return node;
  const config = node.config;
  const changes: Record<string, string> = {};
  for (const setting of PATH_SETTINGS) {
    const path = Object.hasOwn(config, setting) ? config[setting] : undefined;
    if (typeof path !== 'string') continue;
    const rebased = rebasePath(path, from, to, separator);
    if (rebased !== path) changes[setting] = rebased;
  }
  return Object.keys(changes).length === 0 ? node : { ...node, config: { ...config, ...changes } };
}

/** One path that is relative to `from`, relative to `to`. See `rebasePaths`. */
export function rebasePath(path: string, from: string, to: string, separator: PathSeparator): string {
  if (path.trim() === '' || SCHEME.test(path)) return path;
  const relative = split(path, separator);
  if (relative.root !== '') return path;
  const source = split(from, separator);
  const target = split(to, separator);
  const isSame = (left: string, right: string): boolean =>
    separator === '/' ? left === right : left.toLowerCase() === right.toLowerCase();

  const file = normalize([...source.segments, ...relative.segments]);
  const folder = normalize(target.segments);
  const end = /[/\\]$/.test(path) && (separator === '\\' || path.endsWith('/')) ? '/' : '';
  if (!isSame(source.root, target.root)) return source.root + file.join('/') + end;
  let common = 0;
  while (common < folder.length && common < file.length && isSame(folder[common] ?? '', file[common] ?? '')) common++;
  const steps = [...folder.slice(common).map(() => '..'), ...file.slice(common)];
  const first = steps[0];
  if (first === undefined) return `.${end}`;
  // A first folder named like a drive or a scheme would be read as one.
  return (/^[a-z][a-z0-9+.-]*:/i.test(first) ? './' : '') + steps.join('/') + end;
}

/** Whether a path names a file by its way from a folder: no absolute path, and no address with a scheme. */
export function isRelativePath(path: string, separator: PathSeparator): boolean {
  return !SCHEME.test(path) && split(path, separator).root === '';
}

function split(path: string, separator: PathSeparator): SplitPath {
  if (separator === '/') return { root: path.startsWith('/') ? '/' : '', segments: segmentsOf(path) };
  const slashed = path.replaceAll('\\', '/');
  const share = /^\/\/[^/]+\/[^/]+\/?/.exec(slashed);
  const drive = /^[a-z]:\/?/i.exec(slashed);
  const root = share?.[0] ?? drive?.[0] ?? (slashed.startsWith('/') ? '/' : '');
  return {
    root: root === '' || root.endsWith('/') ? root : `${root}/`,
    segments: segmentsOf(slashed.slice(root.length)),
  };
}

function segmentsOf(path: string): readonly string[] {
  return path.split('/').filter((segment) => segment !== '' && segment !== '.');
}

/** Above the root there is nothing: a `..` too many is dropped, as the operating systems do. */
function normalize(segments: readonly string[]): readonly string[] {
  const kept: string[] = [];
  for (const segment of segments) {
    if (segment === '..') kept.pop();
    else kept.push(segment);
  }
  return kept;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
