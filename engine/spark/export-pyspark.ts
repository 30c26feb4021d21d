/**
 * A pipeline as a PySpark program that does the same on a cluster. It asks each kind for its PySpark (`NodeKind.spark`) and
 * adds what a program needs around it; it decides nothing about what nodes mean. The program is the same for the same
 * pipeline, formatted as Black does, and holds nothing of the pipeline outside of literals, comments and safe names.
 */
import { must } from '../base/assert.ts';
import type { Diagnostic } from '../base/errors/diagnostic.ts';
import { err, ok, type Result } from '../base/result.ts';
import { nodeDescriptors, nodeKinds } from '../nodes/catalogue.ts';
import { carriedBy } from '../nodes/connection.ts';
import type { NodeKind, SparkContext } from '../nodes/node-kind.ts';
import { pythonCommentText, pythonText } from '../nodes/python-text.ts';
import { DEFAULT_PORT, type PipelineDocument, type PipelineNode } from '../pipeline/document.ts';
import { isRelativePath, type PathSeparator, rebasePath } from '../pipeline/rebase-paths.ts';
import { nodesOf, operatorsOf, type QueryPlan } from '../plan/logical-plan.ts';
import { unobservedNodes } from './observed-nodes.ts';
import { ProgramNames } from './program-names.ts';
import { commentText, headText, tailText } from './program-text.ts';
import { layOut, usesName } from './python-layout.ts';
import { refusals } from './refusals.ts';
import { replayedRows } from './replayed-rows.ts';

export interface ExportOptions {
  /** A document whose analysis has no error, but for one that is only to be seen refused. */
  readonly document: PipelineDocument;
  /** Its queries, not optimized. Where there are none all its nodes are written, so that Spark can say what it refuses. */
  readonly queries: readonly QueryPlan[];
  readonly isStreaming: boolean;
  /** Absolute folder that the document's relative paths start at. */
  readonly baseDirectory: string;
  /** Absolute folder that the program will be in: its relative paths start there. */
  readonly programDirectory: string;
  readonly separator: PathSeparator;
}

/** A program and the lines that stand for each node, counted from 1; `PySparkProgram` of the session's shapes. */
export interface WrittenProgram {
  readonly text: string;
  readonly lines: readonly NodeLines[];
}

export interface NodeLines {
  readonly nodeId: string;
  readonly from: number;
  readonly to: number;
}

/** The program, or what of the pipeline cannot be said in PySpark. */
export function exportPySpark(options: ExportOptions): Result<WrittenProgram, readonly Diagnostic[]> {
  const refused = refusals(options.queries, options.isStreaming);
  return refused.length > 0 ? err(refused) : ok(new ProgramWriter(options).write());
}

/** Between the functions of a program. */
const PART_BREAK = '\n\n\n';
/** Lines from the last of one part to the first of the next, less the first itself, which counts from 1. */
const PART_DISTANCE = PART_BREAK.length - 1;

function lineCount(text: string): number {
  return text.split('\n').length;
}

/** A function of the program; lines count from 1 within it. */
interface PartText {
  readonly text: string;
  readonly lines: readonly NodeLines[];
}

class ProgramPart implements PartText {
  readonly lines: NodeLines[] = [];
  #text: string;

  constructor(head: string) {
    this.#text = head;
  }

  get text(): string {
    return this.#text;
  }

  /** Adds texts of whole lines that stand for these nodes. */
  add(nodeIds: readonly string[], texts: readonly string[]): void {
    const from = lineCount(this.#text) + 1;
    this.#text = [this.#text, ...texts].join('\n');
    const to = lineCount(this.#text);
    for (const nodeId of nodeIds) this.lines.push({ nodeId, from, to });
  }
}

class ProgramWriter {
  readonly #options: ExportOptions;
  readonly #names = new ProgramNames();
  readonly #nodes: ReadonlyMap<string, PipelineNode>;
  /** Node ids from the sources on, each behind its inputs. */
  readonly #order: readonly string[];
  readonly #unobserved: ReadonlyMap<string, string>;
  /** Python names of the rows that are written into the program, and the rows, by node. */
  readonly #constants = new Map<string, { readonly name: string; readonly batches: string[][] }>();
  readonly #variables = new Map<string, string>();
  #hasBase = false;

  constructor(options: ExportOptions) {
    this.#options = options;
    this.#nodes = new Map(options.document.nodes.map((node) => [node.id, node]));
    this.#order = this.#sortNodes();
    this.#unobserved = options.isStreaming ? unobservedNodes(options.queries) : new Map();
    for (const scan of options.queries.flatMap(({ plan }) => operatorsOf(plan))) {
      if (scan.op === 'rows-scan') this.#addConstant(scan.nodeId, replayedRows(scan));
      if (scan.op === 'generator-scan' && scan.batches !== null) {
        this.#addConstant(scan.nodeId, replayedRows({ ...scan, batches: scan.batches }));
      }
    }
  }

  write(): WrittenProgram {
    const { document, isStreaming } = this.#options;
    const build = this.#buildText();
    const end = isStreaming ? this.#startText() : this.#writeText();
    const head = headText({
      document,
      isStreaming,
      hasBase: this.#hasBase,
      usesFunctions: build.usesFunctions,
      constants: [...this.#constants.values()],
    });
    const lines: NodeLines[] = [...this.#constantLines(head)];
    let above = head;
    for (const part of [build, end]) {
      const first = lineCount(above) + PART_DISTANCE;
      for (const { nodeId, from, to } of part.lines) lines.push({ nodeId, from: first + from, to: first + to });
      above = `${above}${PART_BREAK}${part.text}`;
    }
    return { text: `${above}${PART_BREAK}${tailText(isStreaming)}`, lines };
  }

  /** Where the rows of sources stand that are written into the program: before any other line that begins as theirs does. */
  #constantLines(head: string): NodeLines[] {
    const lines = head.split('\n');
    return [...this.#constants].flatMap(([nodeId, { name, batches }]) => {
      const opening = batches.length === 0 ? `${name}: list[list[str]] = []` : `${name} = [`;
      const from = lines.indexOf(opening) + 1;
      const to = batches.length === 0 ? from : lines.indexOf(']', from) + 1;
      return from === 0 ? [] : [{ nodeId, from, to }];
    });
  }

  #addConstant(nodeId: string, batches: string[][]): void {
    if (this.#constants.has(nodeId)) return;
    this.#constants.set(nodeId, { name: this.#names.take(`${nodeId}_rows`.toUpperCase()), batches });
  }

  #buildText(): PartText & { readonly usesFunctions: boolean } {
    const part = new ProgramPart('def build(spark: SparkSession) -> dict[str, DataFrame]:');
    let usesFunctions = false;
    for (const id of this.#order) {
      if (this.#kind(id).output === null || this.#carriesRecords(id)) continue;
      const frame = this.#frameOf(id);
      const observed = this.#unobserved.has(id)
        ? frame
        : `${frame}.observe(${pythonText(id)}, F.count(F.lit(1)).alias("rows"))`;
      const variable = this.#names.take(id);
      this.#variables.set(id, variable);
      const statement = `${variable} = ${observed}`;
      usesFunctions ||= usesName(statement, 'F');
      part.add(this.#mergedInto(id), [...this.#commentsOf(id), layOut(statement, 1)]);
    }
    const frames = this.#sinks().map((id) => `${pythonText(id)}: ${this.#variableOf(this.#inputsOf(id)[0] ?? '')}`);
    part.add([], [layOut(`return {${frames.join(', ')}}`, 1)]);
    return { text: part.text, lines: part.lines, usesFunctions };
  }

  /** What a node computes, without its observation. A schema node says how its file source reads, so it is part of that. */
  #frameOf(id: string): string {
    const node = this.#node(id);
    const [first = ''] = this.#inputsOf(id);
    if (node.kind === 'schema') {
      const schemaCalls = this.#sparkOf(id);
      return this.#sparkOf(first, schemaCalls);
    }
    const input = this.#kind(id).inputs.length === 0 ? '' : this.#variableOf(first);
    return `${input}${this.#sparkOf(id)}`;
  }

  #startText(): PartText {
    const part = new ProgramPart('def start(frames: dict[str, DataFrame]) -> list[StreamingQuery]:');
    const started: string[] = [];
    for (const id of this.#sinks()) {
      const variable = this.#names.take(id);
      started.push(variable);
      const statement = `${variable} = frames[${pythonText(id)}]${this.#sparkOf(id)}`;
      part.add([id], [...this.#commentsOf(id), layOut(statement, 1)]);
    }
    part.add([], [layOut(`return [${started.join(', ')}]`, 1)]);
    return part;
  }

  #writeText(): PartText {
    const part = new ProgramPart('def write(frames: dict[str, DataFrame]) -> None:');
    for (const id of this.#sinks()) {
      const frame = `frames[${pythonText(id)}]`;
      const shown = this.#node(id).kind === 'memory-sink' ? [layOut(`${frame}.show()`, 1)] : [];
      part.add([id], [...this.#commentsOf(id), layOut(`${frame}${this.#sparkOf(id)}`, 1), ...shown]);
    }
    return part;
  }

  /** The labels of the node and of those that are part of it, and why a watermark is not observed. */
  #commentsOf(id: string): string[] {
    const node = this.#node(id);
    const comments = [
      commentText(
        this.#mergedInto(id)
          .map((each) => this.#labelOf(each))
          .join(', '),
        1,
      ),
    ];
    const observed = this.#unobserved.get(id);
    if (observed !== undefined && node.kind === 'watermark') {
      const why = `Not observed before "${this.#labelOf(observed)}": Spark moves conditions from there ahead of the watermark, but not across an observation.`;
      comments.push(commentText(why, 1));
    }
    return comments;
  }

  /** The nodes that one statement stands for. */
  #mergedInto(id: string): string[] {
    return this.#node(id).kind === 'schema' ? [...this.#inputsOf(id), id] : [id];
  }

  #labelOf(id: string): string {
    return pythonCommentText(this.#node(id).label ?? '') || this.#kind(id).words.en.title;
  }

  #sparkOf(id: string, schemaCalls = ''): string {
    const constant = this.#constants.get(id);
    const context: SparkContext = {
      isStreaming: this.#options.isStreaming,
      inputs: this.#inputsOf(id).map((input) => this.#variables.get(input) ?? ''),
      columns: this.#columnsOf(id),
      schemaCalls,
      ...(constant === undefined ? {} : { rows: `replay(${pythonText(id)}, ${constant.name})` }),
      path: (path) => this.#pathText(path),
    };
    return this.#kind(id).spark(this.#node(id).config as never, context);
  }

  #pathText(path: string): string {
    const { baseDirectory, programDirectory, separator } = this.#options;
    const rebased = rebasePath(path, baseDirectory, programDirectory, separator);
    if (!isRelativePath(rebased, separator)) return pythonText(rebased);
    this.#hasBase = true;
    return `str(BASE / ${pythonText(rebased)})`;
  }

  /** Names of a node's columns. */
  #columnsOf(id: string): readonly string[] {
    for (const { plan } of this.#options.queries) {
      const found = operatorsOf(plan).find((operator) => operator.nodeId === id);
      if (found !== undefined) return found.schema.map(({ name }) => name);
    }
    return [];
  }

  #sinks(): string[] {
    return this.#order.filter((id) => this.#kind(id).output === null);
  }

  /** Whether a node's rows are typed by the schema node behind it. */
  #carriesRecords(id: string): boolean {
    const node = this.#node(id);
    const descriptor = nodeDescriptors.get(node.kind);
    return descriptor !== undefined && carriedBy(descriptor, node.config) === 'records';
  }

  /** The nodes wired into a node, in the order of its ports, those of one port in the order of their wires. */
  #inputsOf(id: string): string[] {
    const wires = this.#options.document.edges.filter((edge) => edge.target === id);
    return this.#kind(id).inputs.flatMap((port) =>
      wires.filter((edge) => (edge.targetPort ?? DEFAULT_PORT) === port.id).map((edge) => edge.source),
    );
  }

  #sortNodes(): string[] {
    const { document, queries } = this.#options;
    const planned = queries.flatMap(({ plan, sink }) => [...nodesOf(plan), sink.nodeId]);
    const used = new Set(planned.length > 0 ? planned : this.#nodes.keys());
    const order = new Set<string>();
    const waiting = document.nodes
      .map(({ id }) => id)
      .filter((id) => used.has(id))
      .reverse();
    for (let id = waiting.at(-1); id !== undefined; id = waiting.at(-1)) {
      const missing = this.#inputsOf(id).filter((input) => !order.has(input));
      if (order.has(id) || missing.length === 0) {
        order.add(id);
        waiting.pop();
      } else waiting.push(...missing.reverse());
    }
    return [...order];
  }

  #variableOf(id: string): string {
    return must(this.#variables.get(id), 'a node comes behind its inputs');
  }

  #node(id: string): PipelineNode {
    return must(this.#nodes.get(id), 'a plan names nodes of its document');
  }

  #kind(id: string): NodeKind {
    return must(nodeKinds.get(this.#node(id).kind), 'a plan is made of known kinds');
  }
}
