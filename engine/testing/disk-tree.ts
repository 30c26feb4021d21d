/**
 * Folders and files as they are for every process, and of these what is on the device: bytes that were not forced out, and names that
 * were not, may or may not be there after a power cut.
 */
import { Draws } from '../sources/generator/draws.ts';

export interface TreeFile {
  readonly kind: 'file';
  /** Longer than the file; what is behind its end means nothing. */
  bytes: Uint8Array;
  size: number;
  /** So many of them are on the device. */
  forced: number;
  readonly modifiedMs: number;
}

export interface TreeFolder {
  readonly kind: 'folder';
  readonly names: Map<string, TreeNode>;
  /** The names that are on the device. */
  forced: Map<string, TreeNode>;
}

export type TreeNode = TreeFile | TreeFolder;

/** Where a path leads. */
export interface TreePlace {
  /** Null where it is missing, and above the root. */
  readonly folder: TreeFolder | null;
  readonly name: string;
  /** Null where nothing is. */
  readonly node: TreeNode | null;
  /** Whether a file is in the way. */
  readonly isBelowFile: boolean;
}

/** Names that come and go together in one folder. */
interface NameChange {
  readonly folder: TreeFolder;
  readonly removed: readonly [string, TreeNode] | null;
  readonly added: readonly [string, TreeNode] | null;
  /** A change of another folder that this one does not outrun: what is moved is never nowhere. */
  readonly after: NameChange | null;
}

export class DiskTree {
  readonly #root: TreeFolder;
  /** Changes of names that are not on the device, in their order. */
  #pending: NameChange[];

  private constructor(root: TreeFolder, pending: NameChange[]) {
    this.#root = root;
    this.#pending = pending;
  }

  static empty(): DiskTree {
    return new DiskTree(newFolder(), []);
  }

  find(path: string): TreePlace {
    const names = path.split('/').filter((name) => name !== '');
    const name = names.pop();
    if (name === undefined) return { folder: null, name: '', node: this.#root, isBelowFile: false };
    let folder: TreeNode | undefined = this.#root;
    for (const outer of names) {
      folder = folder.names.get(outer);
      if (folder?.kind !== 'folder') return { folder: null, name, node: null, isBelowFile: folder !== undefined };
    }
    return { folder, name, node: folder.names.get(name) ?? null, isBelowFile: false };
  }

  add(folder: TreeFolder, name: string, node: TreeNode): void {
    this.#change({ folder, removed: null, added: [name, node], after: null });
  }

  remove(folder: TreeFolder, name: string, node: TreeNode): void {
    this.#change({ folder, removed: [name, node], added: null, after: null });
  }

  move(from: TreeFolder, name: string, to: TreeFolder, newName: string, node: TreeNode): void {
    const removed = [name, node] as const;
    const added = [newName, node] as const;
    if (from === to) {
      this.#change({ folder: from, removed, added, after: null });
      return;
    }
    const coming: NameChange = { folder: to, removed: null, added, after: null };
    this.#change(coming);
    this.#change({ folder: from, removed, added: null, after: coming });
  }

  /** Forces the bytes of a file, or the names in a folder, out to the device. */
  force(node: TreeNode): void {
    if (node.kind === 'file') {
      node.forced = node.size;
      return;
    }
    const due = new Set<NameChange>();
    for (const change of this.#pending) {
      if (change.folder !== node) continue;
      if (change.after !== null) due.add(change.after);
      due.add(change);
    }
    this.#pending = this.#pending.filter((change) => {
      if (due.has(change)) apply(change, change.folder.forced);
      return !due.has(change);
    });
  }

  /** The same tree on its own, what is not on the device included. */
  copy(): DiskTree {
    const copies = new Map<TreeNode, TreeNode>();
    const copyOf = <Node extends TreeNode>(node: Node): Node => {
      const known = copies.get(node);
      if (known !== undefined) return known as Node;
      if (node.kind === 'file') {
        const file: TreeFile = { ...node };
        copies.set(node, file);
        return file as Node;
      }
      const folder = newFolder();
      copies.set(node, folder);
      for (const [name, inner] of node.names) folder.names.set(name, copyOf(inner));
      folder.forced = new Map([...node.forced].map(([name, inner]) => [name, copyOf(inner)]));
      return folder as Node;
    };
    const root = copyOf(this.#root);
    const changes = new Map<NameChange, NameChange>();
    const pairOf = (pair: NameChange['added']) => (pair === null ? null : ([pair[0], copyOf(pair[1])] as const));
    const pending = this.#pending.map((change): NameChange => {
      const copied = {
        folder: copyOf(change.folder),
        removed: pairOf(change.removed),
        added: pairOf(change.added),
        after: change.after === null ? null : (changes.get(change.after) ?? null),
      };
      changes.set(change, copied);
      return copied;
    });
    return new DiskTree(root, pending);
  }

  /**
   * What a power cut leaves, as far as `seed` decides: of the names that were not forced out none, all, the first so many or any; of such
   * bytes none, all, some, or zeros in their place.
   */
  afterPowerCut(seed: number): DiskTree {
    const draws = new Draws(seed);
    const tree = this.copy();
    const isKept = keepsNames(draws, tree.#pending.length);
    const kept = new Set<NameChange>();
    for (const [index, change] of tree.#pending.entries()) {
      if (!isKept(index) || (change.after !== null && !kept.has(change.after) && tree.#pending.includes(change.after)))
        continue;
      kept.add(change);
      apply(change, change.folder.forced);
    }
    tree.#pending = [];
    const settled = new Set<TreeNode>();
    const fate = draws.whole(0, LANES.bytes, 0, 3);
    const settle = (node: TreeNode) => {
      if (settled.has(node)) return;
      settled.add(node);
      if (node.kind === 'file') {
        if (node.forced < node.size) tear(node, draws, fate, settled.size);
        return;
      }
      node.names.clear();
      for (const [name, inner] of node.forced) {
        node.names.set(name, inner);
        settle(inner);
      }
    };
    settle(tree.#root);
    return tree;
  }

  /** Every file and folder by its path, in the order of the paths, those of a folder behind it; null for a folder. */
  *entries(folder: TreeFolder = this.#root, path = ''): Iterable<[string, Uint8Array | null]> {
    for (const [name, node] of [...folder.names].sort(([a], [b]) => (a < b ? -1 : 1))) {
      yield [`${path}/${name}`, node.kind === 'folder' ? null : node.bytes.subarray(0, node.size)];
      if (node.kind === 'folder') yield* this.entries(node, `${path}/${name}`);
    }
  }

  #change(change: NameChange): void {
    this.#pending.push(change);
    apply(change, change.folder.names);
  }
}

export function newFolder(): TreeFolder {
  return { kind: 'folder', names: new Map(), forced: new Map() };
}

/** A name that another node has taken by now stays with that one. */
function apply({ removed, added }: NameChange, names: Map<string, TreeNode>): void {
  if (removed !== null && names.get(removed[0]) === removed[1]) names.delete(removed[0]);
  if (added !== null) names.set(added[0], added[1]);
}

/** Keep the draws for different decisions apart. */
const LANES = { names: 1, name: 2, bytes: 3, file: 4, end: 5 } as const;

function keepsNames(draws: Draws, count: number): (index: number) => boolean {
  switch (draws.whole(0, LANES.names, 0, 3)) {
    case 0:
      return () => false;
    case 1:
      return () => true;
    case 2: {
      const first = draws.whole(1, LANES.names, 0, count);
      return (index) => index < first;
    }
    default:
      return (index) => draws.unit(index, LANES.name) < 0.5;
  }
}

/** What becomes of bytes that were not forced out: all files fare alike, or each in its own way. */
function tear(file: TreeFile, draws: Draws, fate: number, number: number): void {
  const end = draws.whole(number, LANES.end, file.forced, file.size);
  switch (fate === 3 ? draws.whole(number, LANES.file, 0, 3) : fate) {
    case 0:
      file.size = file.forced;
      break;
    case 1:
      break;
    case 2:
      file.size = end;
      break;
    default:
      file.bytes = file.bytes.slice(0, file.size).fill(0, end);
  }
  file.forced = file.size;
}
