/**
 * What becomes of a document when a column takes another name. The column is followed by analysis, never by its text: each node
 * behind is lowered as it is and once more over the renamed columns, and what a column is called behind it is read off by its
 * position. So the name travels as far as Spark carries it, and ends where another takes over. Where the renamed graph would not
 * mean the same, there are no edits but a finding that says where.
 */
import { assert } from '../../base/assert.ts';
import type { ErrorCode } from '../../base/errors/catalogue.ts';
import { type Diagnostic, diagnostic } from '../../base/errors/diagnostic.ts';
import type { ErrorParams } from '../../base/errors/entry.ts';
import { renameColumnsIn } from '../../expression/rename-columns.ts';
import { DEFAULT_PORT, type PipelineDocument, type PipelineNode } from '../../pipeline/document.ts';
import type { ReadDocument } from '../../pipeline/read-document.ts';
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import { sameType } from '../../types/data-type.ts';
import { columnsNamed, type Schema } from '../../types/schema.ts';
import { nodeKinds } from '../catalogue.ts';
import { type LoweredGraph, type LoweringOptions, lowerGraph } from '../lower-graph.ts';
import type { LoweringContext } from '../node-kind.ts';
import { columnSettings, withSetting } from './column-settings.ts';
import { sameMeaning } from './same-meaning.ts';
import { savedQueriesNaming } from './saved-queries.ts';

interface Rename {
  readonly nodeId: string;
  readonly from: string;
  readonly to: string;
}

interface Edit {
  readonly nodeId: string;
  readonly setting: string;
  readonly before: string;
  readonly after: string;
}

/** See the head of this file, and `ColumnRename` of the session's shapes. `read` still has the old name. */
export function renameColumn(
  read: ReadDocument,
  options: LoweringOptions,
  rename: Rename,
): { readonly edits: readonly Edit[]; readonly findings: readonly Diagnostic[] } {
  if (read.document === null) return { edits: [], findings: read.diagnostics };
  const renaming = new ColumnRenaming(read, read.document, options, rename);
  renaming.run();
  const hasFailed = renaming.findings.some(({ severity }) => severity === 'error');
  return { edits: hasFailed ? [] : renaming.edits, findings: renaming.findings };
}

/** Longest name of a column that a setting takes. */
const NAME_MAX = 1000;

class ColumnRenaming {
  readonly edits: Edit[] = [];
  readonly findings: Diagnostic[] = [];
  readonly #read: ReadDocument;
  readonly #document: PipelineDocument;
  readonly #options: LoweringOptions;
  readonly #rename: Rename;
  readonly #graph: LoweredGraph;
  /** New names of all columns of a node's output, by position; only of nodes where one differs. */
  readonly #names = new Map<string, readonly string[]>();

  constructor(read: ReadDocument, document: PipelineDocument, options: LoweringOptions, rename: Rename) {
    this.#read = read;
    this.#document = document;
    this.#options = options;
    this.#rename = rename;
    this.#graph = lowerGraph(read, options);
  }

  run(): void {
    const { nodeId, from, to } = this.#rename;
    const schema = this.#graph.plans.get(nodeId)?.schema ?? [];
    const found = columnsNamed(schema, from);
    const [index] = found;
    if (to.trim() === '' || to.length > NAME_MAX) {
      this.#report(nodeId, 'PIP-067', { limit: NAME_MAX });
      return;
    }
    if (index === undefined || found.length > 1) {
      this.#report(nodeId, 'PIP-060', { node: nodeId, column: from, count: found.length });
      return;
    }
    if (columnsNamed(schema, to).some((other) => other !== index)) {
      this.#report(nodeId, 'PIP-061', { node: nodeId, column: from, to });
      return;
    }
    this.#names.set(
      nodeId,
      namesOf(schema).map((name, at) => (at === index ? to : name)),
    );
    for (const node of this.#nodesBehind(nodeId)) this.#follow(node);
  }

  /** Nodes that a node's rows come to, each behind all of its inputs among them. */
  #nodesBehind(origin: string): PipelineNode[] {
    const { edges, nodes } = this.#document;
    const behind = new Set<string>();
    const waiting = [origin];
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      for (const { source, target } of edges) {
        if (source !== id || behind.has(target) || target === origin) continue;
        behind.add(target);
        waiting.push(target);
      }
    }
    const order: PipelineNode[] = [];
    const isReady = ({ id }: PipelineNode): boolean =>
      edges.every(({ source, target }) => target !== id || !behind.has(source));
    for (;;) {
      const ready = nodes.filter((node) => behind.has(node.id) && isReady(node));
      if (ready.length === 0) return order;
      for (const node of ready) {
        order.push(node);
        behind.delete(node.id);
      }
    }
  }

  #follow(node: PipelineNode): void {
    const kind = nodeKinds.get(node.kind);
    const wires = this.#document.edges.filter(({ target }) => target === node.id);
    if (kind === undefined || this.#read.brokenNodes.has(node.id)) return;
    if (!wires.some(({ source }) => this.#names.has(source))) return;
    const before = this.#inputsOf(node.id, false);
    const after = this.#inputsOf(node.id, true);
    const schema = schemaFor(node.kind, before);
    const renamed = schemaFor(node.kind, after);
    const config = this.#rewrite(node, schema, renamed);
    const was = this.#lower(node, node.config, before);
    const is = this.#lower(node, config, after);
    const fresh = is.reports.find(({ key }) => !was.reports.some((known) => known.key === key));
    if (fresh !== undefined) {
      this.#report(node.id, 'PIP-063', { ...this.#namesAt(node), code: fresh.found.code }, fresh.found.at.setting);
      this.findings.push(fresh.found);
      return;
    }
    if (kind.output === null) this.#followIntoSink(node, schema, renamed);
    else if (was.schema !== null && is.schema !== null) this.#followOn(node, was.schema, is.schema);
  }

  /** The config over the renamed columns; what changes is kept as edits. */
  #rewrite(node: PipelineNode, schema: Schema, renamed: Schema): PipelineNode['config'] {
    let config = node.config;
    const names = namesOf(renamed);
    const edit = (setting: string, before: string, after: string): void => {
      if (before === after) return;
      this.edits.push({ nodeId: node.id, setting, before, after });
      config = withSetting(config, setting, after) as PipelineNode['config'];
    };
    for (const { setting, text, form } of columnSettings[node.kind]?.(node.config) ?? []) {
      if (form === 'name') {
        const [index, ...others] = columnsNamed(schema, text);
        const name = index === undefined || others.length > 0 ? undefined : names[index];
        // Only a column that is renamed: a name that is written in other letter case stays.
        if (index !== undefined && name !== undefined && name !== schema[index]?.name) edit(setting, text, name);
        continue;
      }
      const after = renameColumnsIn(text, form === 'arguments', schema, names);
      const meaning = sameMeaning({ text, schema }, { text: after, schema: renamed }, form === 'arguments');
      if (meaning === 'other-column') this.#report(node.id, 'PIP-062', { ...this.#namesAt(node), text }, setting);
      if (meaning === 'other-fields') this.#report(node.id, 'PIP-065', { ...this.#namesAt(node), text }, setting);
      edit(setting, text, after);
    }
    if (node.kind === 'select' && node.config.keep === true) {
      for (const [index, as] of namesGiven(node.config)) {
        const at = schema.findIndex(({ name }) => name.toLowerCase() === as.toLowerCase());
        const name = at === -1 || names[at] === schema[at]?.name ? undefined : names[at];
        // It takes the place of the column, so that it has to go by the column's name.
        if (name !== undefined) edit(`columns.${index}.as`, as, name);
      }
    }
    return config;
  }

  #followOn(node: PipelineNode, was: Schema, is: Schema): void {
    const params = this.#namesAt(node);
    if (was.length !== is.length) {
      this.#report(node.id, 'PIP-064', params);
      return;
    }
    const changed = was.find((field, at) => !sameType(field.type, is[at]?.type ?? field.type));
    if (changed !== undefined) {
      this.#report(node.id, 'PIP-065', { ...params, text: changed.name });
      return;
    }
    const doubled = is.find(
      ({ name }, at) =>
        name !== was[at]?.name && columnsNamed(is, name).length > columnsNamed(was, was[at]?.name ?? '').length,
    );
    if (doubled !== undefined) {
      this.#report(node.id, 'PIP-061', { node: node.id, column: this.#rename.from, to: doubled.name });
      return;
    }
    if (is.some(({ name }, at) => name !== was[at]?.name)) this.#names.set(node.id, namesOf(is));
  }

  /** Saved queries are the user's own SQL: they stay, and are named. */
  #followIntoSink(node: PipelineNode, schema: Schema, renamed: Schema): void {
    const table = node.config.queryName;
    if (typeof table !== 'string') return;
    const columns = namesOf(schema).filter((name, at) => name !== renamed[at]?.name);
    const queries = savedQueriesNaming(this.#document.views, table, columns);
    if (queries.length === 0) return;
    this.findings.push(diagnostic('PIP-066', { nodeId: node.id }, { table, columns, queries }, 'warning'));
  }

  /** The node's part of the plan over these inputs, and what it reports. */
  #lower(
    node: PipelineNode,
    config: PipelineNode['config'],
    inputs: readonly NamedInput[],
  ): {
    readonly schema: Schema | null;
    readonly reports: readonly { readonly key: string; readonly found: Diagnostic }[];
  } {
    const kind = nodeKinds.get(node.kind);
    assert(kind !== undefined, 'a node that is followed has a known kind');
    const reports: { key: string; found: Diagnostic }[] = [];
    const byPort: Record<string, LogicalPlan> = {};
    for (const { port, plan } of inputs) byPort[port] ??= plan;
    // A node that was never wired whole, or stands behind a mistake, has no plan to compare.
    if (kind.inputs.some(({ id }) => byPort[id] === undefined)) return { schema: null, reports };
    const context: LoweringContext<never> = {
      nodeId: node.id,
      config: config as never,
      inputs: byPort,
      wired: inputs.map(({ plan }) => plan),
      isStreaming: this.#options.isStreaming,
      timeZone: this.#document.settings.timeZone,
      resolvePath: this.#options.resolvePath,
      report: (code, setting, params = {}, more = {}) => {
        const found = diagnostic(code, { nodeId: node.id, setting, span: more.span }, params, more.severity);
        if (found.severity === 'error') reports.push({ key: `${code} ${setting}`, found });
      },
    };
    if (kind.output === null) {
      kind.lowerSink(context);
      return { schema: null, reports };
    }
    return { schema: kind.lower(context)?.schema ?? null, reports };
  }

  /** Plans at a node's inputs, by ports in the kind's order, with the columns called as they were or as they are to be. */
  #inputsOf(nodeId: string, isRenamed: boolean): NamedInput[] {
    const wires = this.#document.edges.filter(({ target }) => target === nodeId);
    return wires.flatMap(({ source, targetPort = DEFAULT_PORT }) => {
      const plan = this.#graph.plans.get(source);
      if (plan === undefined) return [];
      const names = isRenamed ? this.#names.get(source) : undefined;
      const schema = plan.schema.map((field, at) => ({ ...field, name: names?.[at] ?? field.name }));
      return [{ port: targetPort, plan: { ...plan, schema } as LogicalPlan }];
    });
  }

  #namesAt({ id }: PipelineNode): ErrorParams & { node: string; column: string; to: string } {
    return { node: id, column: this.#rename.from, to: this.#rename.to };
  }

  #report(nodeId: string, code: ErrorCode, params: ErrorParams, setting?: string): void {
    this.findings.push(diagnostic(code, { nodeId, setting }, params));
  }
}

interface NamedInput {
  readonly port: string;
  readonly plan: LogicalPlan;
}

/** The columns that a node's settings speak of: of a join those of both sides, by the side. */
function schemaFor(kind: string, inputs: readonly NamedInput[]): Schema {
  if (kind !== 'join') return inputs[0]?.plan.schema ?? [];
  return ['left', 'right'].flatMap((side) =>
    (inputs.find(({ port }) => port === side)?.plan.schema ?? []).map((field) => ({ ...field, qualifier: side })),
  );
}

function namesOf(schema: Schema): string[] {
  return schema.map(({ name }) => name);
}

/** Names that a select gives its columns, by position. */
function namesGiven(config: PipelineNode['config']): readonly (readonly [number, string])[] {
  const columns: readonly unknown[] = Array.isArray(config.columns) ? config.columns : [];
  return columns.flatMap((column, index) => {
    const as = (column as { readonly as?: unknown }).as;
    return typeof as === 'string' ? [[index, as] as const] : [];
  });
}
