/**
 * From a stage's plan to one generated function over the vectors of a scanner: filters, computes and aggregates their rows, or makes
 * rows of them, without a row in between. What it is not certain of it hands, row by row and in its place, to the interpreter's own
 * operators. So a row that the loop does not know costs time and never a result.
 */
import { assert, must } from '../../base/assert.ts';
import type { Environment } from '../../expression/expr.ts';
import { isTrue } from '../../expression/functions/logic-emit.ts';
import type { LogicalPlan } from '../../plan/logical-plan.ts';
import type { Aggregate } from '../../plan/operators/aggregate.ts';
import type { EventTimeWatermark } from '../../plan/operators/event-time-watermark.ts';
import type { TimeWindow } from '../../plan/operators/time-window.ts';
import type { Scanner } from '../../scanning/scanner.ts';
import { createAccumulator } from '../../state/groups/create-accumulator.ts';
import { WINDOW } from '../../types/data-type.ts';
import type { ColumnValue } from './column-value.ts';
import { GroupEmitter } from './emit-groups.ts';
import { emitRows } from './emit-rows.ts';
import { emitTimeCheck, emitWindows, type RowWindows } from './emit-windows.ts';
import { evaluateSource } from './evaluate-source.ts';
import type { GroupCache } from './group-cache.ts';
import { LoopFrame } from './loop-frame.ts';
import { type RowEnd, RowEnds } from './row-ends.ts';
import { scanColumns } from './scan-columns.ts';
import { commentText, SourceWriter } from './source-writer.ts';
import { StageExpressions } from './stage-expressions.ts';
import type { LoopTarget, StageLoop } from './stage-loop.ts';
import type { StagePlan } from './stage-plan.ts';
import { paneMicros, spansOf } from './window-spans.ts';

/**
 * Compiles the loop of a stage of which `cannotCompileChain` and `cannotScan` say nothing.
 *
 * @param isPaned whether the groups of windows are gathered by pane
 */
export function compileLoop(
  plan: StagePlan,
  environment: Environment,
  scanner: Scanner,
  target: LoopTarget,
  isPaned: boolean,
): StageLoop {
  return new LoopCompiler(plan, environment, scanner, target, isPaned).compile();
}

class LoopCompiler {
  readonly #plan: StagePlan;
  readonly #scanner: Scanner;
  readonly #isPaned: boolean;
  readonly #writer = new SourceWriter();
  readonly #frame = new LoopFrame(this.#writer);
  readonly #expressions: StageExpressions;
  readonly #target: string;
  readonly #ends: RowEnd[] = [];
  readonly #caches: GroupCache[] = [];
  /** The counts are known once the body is written, so they are bound behind a name that exists before. */
  readonly #counts: { ends: Float64Array } = { ends: new Float64Array(0) };
  readonly #countsName: string;
  /** What a row that goes on or ends behind a watermark adds to its event times. */
  readonly #eventTimes: string[] = [];
  #watermarks = 0;
  #window: RowWindows | null = null;
  #keys: readonly ColumnValue[] = [];

  constructor(plan: StagePlan, environment: Environment, scanner: Scanner, target: LoopTarget, isPaned: boolean) {
    this.#plan = plan;
    this.#scanner = scanner;
    this.#isPaned = isPaned;
    this.#target = this.#writer.bind(target, 'target');
    this.#countsName = this.#writer.bind(this.#counts, 'rowEnds');
    this.#expressions = new StageExpressions(this.#writer, this.#frame, environment);
  }

  compile(): StageLoop {
    const { chain, top, settings, isCounted } = this.#plan;
    this.#emitFunction();
    const counted = (id: string | null, at: number) => (isCounted[at] === true ? id : null);
    const above = top === null ? chain : [...chain, top];
    const windowAt = chain.findIndex(({ op }) => op === 'time-window');
    const nodes = {
      source: counted(settings.nodeId, 0),
      schema: counted(settings.schemaNodeId, 0),
      operators: above.map(({ nodeId }, index) => counted(nodeId, index + 1)),
    };
    const ends = new RowEnds(this.#ends, nodes, windowAt === -1 ? above.length : windowAt);
    this.#counts.ends = ends.counts;
    const { source } = this.#writer;
    const run = evaluateSource(source, this.#writer.bindings);
    assert(typeof run === 'function', 'the source returns a function');
    const { remembered } = this.#expressions;
    return {
      source,
      run: run as StageLoop['run'],
      ends,
      keys: this.#keys.map(({ code, window }) => ({
        strings: code?.strings ?? null,
        windowMicros: window === undefined ? null : this.#windowMicros(),
      })),
      forgetGroups: () => {
        for (const cache of this.#caches) cache.clear();
      },
      forget: () => {
        for (const part of remembered) part.clear();
      },
    };
  }

  /** The length of what stands among the keys in the place of a window. */
  #windowMicros(): number {
    const { spans, isPane } = must(this.#window, 'a window key has a window');
    return isPane ? paneMicros(spans) : spans.durationMicros;
  }

  #emitFunction(): void {
    const writer = this.#writer;
    const frame = this.#frame;
    const body = writer.captured(() => this.#emitRow());
    writer.block(
      'return function loop(from, rowCount, uncertain)',
      () => {
        frame.declare();
        writer.line('let row = from;');
        writer.block('rows: for (; row < rowCount; row++)', () => {
          writer.block('certain:', () => writer.append(frame.resolved(body)));
          writer.comment('not certain: the row goes through the interpreter');
          writer.line('if (uncertain(row)) { row++; break rows; }');
          writer.append(frame.reloaded());
        });
        frame.end();
        writer.line('return row;');
      },
      ';',
    );
  }

  #emitRow(): void {
    const writer = this.#writer;
    const { settings, chain, top } = this.#plan;
    const { nodeId, schemaNodeId } = settings;
    const nodes = schemaNodeId === null ? [nodeId] : [nodeId, schemaNodeId];
    writer.comment(`file-scan ${nodes.map(commentText).join(', ')}`);
    let columns = scanColumns(writer, this.#frame, settings.schema, this.#scanner.vectors);
    chain.forEach((operator, at) => {
      writer.comment(`${operator.op} ${commentText(operator.nodeId)}`);
      columns = this.#emitOperator(operator, at, columns);
    });
    if (top === null) this.#emitLeaving(columns);
    else this.#emitGroups(top, columns);
    writer.line('continue rows;');
  }

  #emitLeaving(columns: readonly ColumnValue[]): void {
    this.#writer.comment('rows leave the stage');
    const parts = { columns, window: this.#window, target: this.#target };
    emitRows(this.#writer, this.#frame, parts, () => this.#emitEnd(this.#plan.chain.length));
  }

  #emitGroups(top: Aggregate<LogicalPlan>, columns: readonly ColumnValue[]): void {
    this.#writer.comment(`aggregate ${commentText(top.nodeId)}`);
    this.#keys = top.keys.map(({ expr }) => this.#expressions.emit(expr, columns));
    const groups = new GroupEmitter(this.#writer, this.#frame, {
      plan: top,
      accumulators: top.calls.map(createAccumulator),
      keys: this.#keys,
      args: top.calls.map(({ args }) => args.map((arg) => this.#expressions.emit(arg, columns))),
      window: this.#window,
      target: this.#target,
    });
    groups.emit(() => this.#emitEnd(this.#plan.chain.length));
    this.#caches.push(...groups.caches);
  }

  #emitOperator(operator: LogicalPlan, at: number, columns: ColumnValue[]): ColumnValue[] {
    switch (operator.op) {
      case 'project':
        return operator.columns.map(({ expr }) => this.#expressions.emit(expr, columns));
      case 'filter': {
        const holds = isTrue(this.#expressions.emit(operator.condition, columns));
        this.#writer.block(`if (!(${holds}))`, () => {
          this.#emitEnd(at);
          this.#writer.line('continue rows;');
        });
        return columns;
      }
      case 'event-time-watermark':
        this.#emitWatermark(operator, columns);
        return columns;
      case 'time-window':
        return [...columns, this.#emitWindow(operator, at, columns)];
      default:
        return columns;
    }
  }

  /** Counts a row that ends at operator `at`. From here on the row is certain. */
  #emitEnd(at: number): void {
    const index = this.#ends.push({ at }) - 1;
    const lines = this.#frame.counter('ended');
    const rows = this.#window?.count ?? '1';
    const ends = `${this.#countsName}.ends`;
    this.#frame.atEnd(`${ends}[${index * 2}] += ${lines};`);
    if (/^\d+$/.test(rows)) {
      this.#writer.line(`${lines}++;`);
      this.#frame.atEnd(`${ends}[${index * 2 + 1}] += ${rows === '1' ? lines : `${lines} * ${rows}`};`);
    } else {
      const counted = this.#frame.counter('rows');
      this.#writer.line(`${lines}++; ${counted} += ${rows};`);
      this.#frame.atEnd(`${ends}[${index * 2 + 1}] += ${counted};`);
    }
    for (const code of this.#eventTimes) this.#writer.line(code);
  }

  #emitWatermark(operator: EventTimeWatermark, columns: readonly ColumnValue[]): void {
    const writer = this.#writer;
    const frame = this.#frame;
    const column = this.#expressions.number(must(columns[operator.column], 'a watermark has its column'));
    const guards = operator.guards.map((guard) => isTrue(this.#expressions.emit(guard, columns)));
    const ms = writer.fresh('ms');
    const time = writer.fresh('eventTime');
    writer.line(`const ${time} = ${column.isNull === 'false' ? '' : `${column.isNull} ? 0 : `}${column.value};`);
    emitTimeCheck(writer, time);
    writer.line(`const ${ms} = Math.floor(${time} / 1000);`);
    const [max, min] = [frame.counter('maxMs', '-Infinity'), frame.counter('minMs', 'Infinity')];
    const [sum, count] = [frame.counter('sumMs'), frame.counter('times')];
    const add = `if (${ms} > ${max}) ${max} = ${ms}; if (${ms} < ${min}) ${min} = ${ms}; ${sum} += ${ms}; ${count}++;`;
    this.#eventTimes.push(
      guards.length === 0 ? add : `if (${guards.map((guard) => `(${guard})`).join(' && ')}) { ${add} }`,
    );
    frame.atEnd(`${this.#target}.stats[${this.#watermarks++}].addAll(${max}, ${min}, ${sum}, ${count});`);
  }

  #emitWindow(operator: TimeWindow, at: number, columns: readonly ColumnValue[]): ColumnValue {
    const writer = this.#writer;
    const column = this.#expressions.number(must(columns[operator.column], 'a window has its column'));
    if (column.isNull !== 'false') {
      writer.block(`if (${column.isNull})`, () => {
        this.#emitEnd(at);
        writer.line('continue rows;');
      });
    }
    const time = writer.fresh('time');
    writer.line(`const ${time} = ${column.value};`);
    const spans = spansOf(operator);
    const window = emitWindows(writer, this.#frame, spans, time, this.#isPaned);
    this.#window = window;
    const { durationMicros } = spans;
    const isOne = window.isPane || window.count === '1';
    const start = isOne ? window.start : null;
    const value = start === null ? 'null' : `[BigInt(${start}), BigInt(${start} + ${durationMicros})]`;
    return { value, isNull: 'false', type: WINDOW, isBoxed: true, window: { start, durationMicros } };
  }
}
