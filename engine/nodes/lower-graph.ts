/**
 * From a document to diagnostics and logical plans: checks the wires, lowers the nodes from the sources on, and holds the
 * queries to Spark's rules. Never throws for a user's mistake; whatever can still be analysed behind a mistake is.
 */
import { type Diagnostic, type DiagnosticPlace, diagnostic } from '../base/errors/diagnostic.ts';
import { DEFAULT_PORT, type PipelineDocument, type PipelineEdge, type PipelineNode } from '../pipeline/document.ts';
import type { ReadDocument } from '../pipeline/read-document.ts';
import { type LogicalPlan, nodesOf, type QueryPlan } from '../plan/logical-plan.ts';
import { checkStreamingQuery } from '../plan/output-mode-rules.ts';
import { printDataType } from '../types/data-type-text.ts';
import type { Schema } from '../types/schema.ts';
import type { Analysis, ColumnSummary, NodeAnalysis } from './analysis.ts';
import { nodeDescriptors, nodeKinds } from './catalogue.ts';
import { connectionProblem } from './connection.ts';
import type { LoweringContext, SparkContext } from './node-kind.ts';
import { pythonName, pythonText } from './python-text.ts';

export interface LoweredGraph {
  readonly analysis: Analysis;
  /** One a sink that could be lowered, in the document's order. Fit to run only when `analysis` has no error. */
  readonly queries: readonly QueryPlan[];
  /** The plan up to each node that has rows and could be lowered, by node id. */
  readonly plans: ReadonlyMap<string, LogicalPlan>;
}

export interface LoweringOptions {
  readonly isStreaming: boolean;
  /** Makes a path that may be relative to the pipeline file absolute. */
  readonly resolvePath: (path: string) => string;
}

/** See the head of this file. `read` comes from `readDocument` or `checkDocument`. */
export function lowerGraph(read: ReadDocument, options: LoweringOptions): LoweredGraph {
  if (read.document === null) {
    return {
      analysis: { diagnostics: read.diagnostics, nodes: emptyRecord(), queries: [] },
      queries: [],
      plans: new Map(),
    };
  }
  return new GraphLowering(read, read.document, options).run();
}

class GraphLowering {
  readonly #read: ReadDocument;
  readonly #document: PipelineDocument;
  readonly #options: LoweringOptions;
  readonly #diagnostics: Diagnostic[] = [];
  readonly #plans = new Map<string, LogicalPlan>();
  readonly #queries: QueryPlan[] = [];
  /** The wires that passed, by target node. */
  readonly #wiresInto = new Map<string, PipelineEdge[]>();
  #usedNodes: ReadonlySet<string> = new Set();

  constructor(read: ReadDocument, document: PipelineDocument, options: LoweringOptions) {
    this.#read = read;
    this.#document = document;
    this.#options = options;
  }

  run(): LoweredGraph {
    this.#diagnostics.push(...this.#read.diagnostics);
    const order = this.#checkWires();
    this.#usedNodes = this.#nodesTowardsSinks();
    for (const node of order) this.#lowerNode(node);
    this.#checkSinks();
    if (this.#options.isStreaming) {
      for (const query of this.#queries) this.#diagnostics.push(...checkStreamingQuery(query));
    }
    const nodes = emptyRecord<NodeAnalysis>();
    for (const node of order) nodes[node.id] = this.#describe(node);
    const queries = this.#queries.map((query) => ({
      sinkNodeId: query.sink.nodeId,
      name: query.name ?? query.sink.nodeId,
      outputMode: query.outputMode,
      nodeIds: [...nodesOf(query.plan), query.sink.nodeId],
    }));
    const analysis = { diagnostics: distinct(this.#diagnostics), nodes, queries };
    return { analysis, queries: this.#queries, plans: this.#plans };
  }

  /** Keeps the wires that can be, reports the others, and returns the nodes with each behind its inputs. */
  #checkWires(): PipelineNode[] {
    const kept: PipelineEdge[] = [];
    this.#document.edges.forEach((edge, index) => {
      const problem = connectionProblem({ nodes: this.#document.nodes, edges: kept }, nodeDescriptors, edge);
      if (problem === null) {
        kept.push(edge);
        this.#wiresInto.set(edge.target, [...(this.#wiresInto.get(edge.target) ?? []), edge]);
        return;
      }
      const exists = this.#document.nodes.some((node) => node.id === edge.target);
      const at = exists ? { nodeId: edge.target, setting: 'edges' } : { setting: `edges.${index}` };
      this.#diagnostics.push(diagnostic(problem.code, at, problem.params));
    });
    const order: PipelineNode[] = [];
    const done = new Set<string>();
    const nodesById = new Map(this.#document.nodes.map((node) => [node.id, node]));
    const waiting = [...this.#document.nodes].reverse();
    while (waiting.length > 0) {
      const node = waiting[waiting.length - 1];
      if (node === undefined) break;
      const missing = (this.#wiresInto.get(node.id) ?? []).filter((edge) => !done.has(edge.source));
      if (done.has(node.id) || missing.length === 0) {
        waiting.pop();
        if (!done.has(node.id)) order.push(node);
        done.add(node.id);
        continue;
      }
      for (const { source } of missing) {
        const input = nodesById.get(source);
        if (input !== undefined) waiting.push(input);
      }
    }
    return order;
  }

  /** Nodes whose rows end in some sink. Findings at all others are warnings: no query is the worse for them. */
  #nodesTowardsSinks(): Set<string> {
    const used = new Set<string>();
    const waiting = this.#document.nodes
      .filter((node) => nodeKinds.get(node.kind)?.output === null)
      .map((node) => node.id);
    for (let id = waiting.pop(); id !== undefined; id = waiting.pop()) {
      if (used.has(id)) continue;
      used.add(id);
      for (const { source } of this.#wiresInto.get(id) ?? []) waiting.push(source);
    }
    return used;
  }

  #lowerNode(node: PipelineNode): void {
    const kind = nodeKinds.get(node.kind);
    if (kind === undefined || this.#read.brokenNodes.has(node.id)) return;
    const inputs = emptyRecord<LogicalPlan>();
    const wired: LogicalPlan[] = [];
    let isWired = true;
    for (const port of kind.inputs) {
      const wires = (this.#wiresInto.get(node.id) ?? []).filter(
        (edge) => (edge.targetPort ?? DEFAULT_PORT) === port.id,
      );
      const plans = wires.flatMap((wire) => this.#plans.get(wire.source) ?? []);
      const [first] = plans;
      if (wires.length === 0 && !this.#isWiredInVain(node.id, port.id)) {
        this.#report(node.id, 'PIP-029', { setting: 'edges' }, { port: port.id, node: node.id });
      }
      if (first === undefined || plans.length < wires.length) isWired = false;
      else inputs[port.id] = first;
      wired.push(...plans);
    }
    if (!this.#usedNodes.has(node.id)) this.#report(node.id, 'PIP-030', {}, { node: node.id });
    if (!isWired) return;
    const context: LoweringContext<never> = {
      nodeId: node.id,
      config: node.config as never, // was checked with the document; the schemas change nothing
      inputs,
      wired,
      isStreaming: this.#options.isStreaming,
      timeZone: this.#document.settings.timeZone,
      resolvePath: this.#options.resolvePath,
      report: (code, setting, params = {}, more = {}) =>
        this.#report(node.id, code, { setting, span: more.span }, params, more.severity),
    };
    if (kind.output === null) {
      const query = kind.lowerSink(context);
      if (query !== null) this.#queries.push(query);
    } else {
      const plan = kind.lower(context);
      if (plan !== null) this.#plans.set(node.id, plan);
    }
  }

  /** Whether a wire runs into the port that was refused and reported already. */
  #isWiredInVain(nodeId: string, port: string): boolean {
    return this.#document.edges.some((edge) => edge.target === nodeId && (edge.targetPort ?? DEFAULT_PORT) === port);
  }

  #report(
    nodeId: string,
    code: Diagnostic['code'],
    place: Omit<DiagnosticPlace, 'nodeId'>,
    params: Diagnostic['params'] = {},
    severity: Diagnostic['severity'] = 'error',
  ): void {
    this.#diagnostics.push(
      diagnostic(code, { nodeId, ...place }, params, this.#usedNodes.has(nodeId) ? severity : 'warning'),
    );
  }

  #checkSinks(): void {
    if (!this.#document.nodes.some((node) => nodeKinds.get(node.kind)?.output === null)) {
      this.#diagnostics.push(diagnostic('PIP-031', { setting: 'nodes' }));
    }
    const byName = new Map<string, QueryPlan[]>();
    for (const query of this.#queries) {
      if (query.name === null) continue;
      const name = query.name.toLowerCase();
      byName.set(name, [...(byName.get(name) ?? []), query]);
    }
    for (const queries of byName.values()) {
      if (queries.length < 2) continue;
      const nodes = queries.map((query) => query.sink.nodeId);
      for (const query of queries) {
        const at = { nodeId: query.sink.nodeId, setting: 'queryName' };
        this.#diagnostics.push(diagnostic('PLN-015', at, { name: query.name ?? '', nodes }));
      }
    }
  }

  #sparkContext(node: PipelineNode): SparkContext {
    return {
      isStreaming: this.#options.isStreaming,
      inputs: (nodeKinds.get(node.kind)?.inputs ?? []).flatMap((port) =>
        (this.#wiresInto.get(node.id) ?? [])
          .filter((edge) => (edge.targetPort ?? DEFAULT_PORT) === port.id)
          .map(({ source }) => pythonName(source)),
      ),
      columns: this.#plans.get(node.id)?.schema.map(({ name }) => name) ?? [],
      path: pythonText,
    };
  }

  #describe(node: PipelineNode): NodeAnalysis {
    const kind = nodeKinds.get(node.kind);
    const inputs = emptyRecord<readonly ColumnSummary[] | null>();
    for (const port of kind?.inputs ?? []) {
      const wire = (this.#wiresInto.get(node.id) ?? []).find((edge) => (edge.targetPort ?? DEFAULT_PORT) === port.id);
      inputs[port.id] = wire === undefined ? null : summarize(this.#plans.get(wire.source)?.schema);
    }
    const isUsable = kind !== undefined && !this.#read.brokenNodes.has(node.id);
    const wires = (this.#wiresInto.get(node.id) ?? []).map(({ source, targetPort = DEFAULT_PORT }) => ({
      source,
      port: targetPort,
      columns: summarize(this.#plans.get(source)?.schema),
    }));
    return {
      inputs,
      wires,
      output: kind?.output === null ? null : summarize(this.#plans.get(node.id)?.schema),
      spark: isUsable ? kind.spark(node.config as never, this.#sparkContext(node)) : null,
    };
  }
}

function summarize(schema: Schema | undefined): readonly ColumnSummary[] | null {
  if (schema === undefined || schema.length === 0) return null;
  return schema.map(({ name, type, nullable, eventTime }) => ({
    name,
    type: printDataType(type),
    nullable,
    ...(eventTime === undefined ? {} : { watermarkMs: eventTime.delayMs }),
  }));
}

/** Two queries that share nodes are both checked; what is wrong at a shared node is said once. */
function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter((found) => {
    const key = JSON.stringify([found.code, found.at, found.params]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
}

/** An object for keys that a file names: without a prototype, so that `constructor` is only ever a key. */
function emptyRecord<Value>(): Record<string, Value> {
  return Object.create(null) as Record<string, Value>;
}
