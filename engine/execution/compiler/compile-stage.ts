/**
 * From a plan to a fused loop: one generated function reads lines, filters, computes and aggregates them, without a row in
 * between. It takes only the lines whose meaning it is certain of; all others go, one by one and in their place, through the
 * interpreter's own operators into the same groups. So a line that the loop does not know costs time and never a result.
 */
import { assert, must } from '../../base/assert.ts';
import { err, ok, type Result } from '../../base/result.ts';
import { cannotEmit, emitExpression } from '../../expression/emit.ts';
import { columnsOf, type Environment, type Expr } from '../../expression/expr.ts';
import { isTrue } from '../../expression/functions/logic-emit.ts';
import { type LogicalPlan, operatorsOf } from '../../plan/logical-plan.ts';
import type { Aggregate } from '../../plan/operators/aggregate.ts';
import type { EventTimeWatermark } from '../../plan/operators/event-time-watermark.ts';
import type { TimeWindow } from '../../plan/operators/time-window.ts';
import { BlockReader, type ScanLines } from '../../sources/file/block-reader.ts';
import type { FileSourceSettings } from '../../sources/file/file-source-settings.ts';
import { WINDOW } from '../../types/data-type.ts';
import { PartialAggregation } from '../operators/partial-aggregation.ts';
import { cannotCompileChain } from './cannot-compile-chain.ts';
import type { ColumnValue } from './column-value.ts';
import type { CompiledStage } from './compiled-stage.ts';
import { accumulatorOf, GroupEmitter, type RowWindows } from './emit-groups.ts';
import { cannotCompileReader, emitRecord } from './emit-record.ts';
import { evaluateSource } from './evaluate-source.ts';
import { FusedStage, type LoopBatch } from './fused-stage.ts';
import { GeneralPath } from './general-path.ts';
import { GroupTable } from './group-table.ts';
import { type RowEnd, RowEnds } from './row-ends.ts';
import { commentText, emitContext, SourceWriter } from './source-writer.ts';

const BAIL = 'break certain;';
/** Times whose windows are computed exactly: until the year 2112. Later ones take the general path. */
const WINDOW_TIME_MAX = 2 ** 52;

/**
 * Compiles the chain from a file scan up to `top`, or says in a few words why it has to run interpreted.
 *
 * @param settings of the scan at the bottom of the chain
 * @param firstWatermark place of the chain's first watermark among the query's
 */
export function compileStage(
  top: Aggregate<LogicalPlan>,
  settings: FileSourceSettings,
  environment: Environment,
  firstWatermark: number,
): Result<CompiledStage, string> {
  const chain = operatorsOf(top).slice(1, -1);
  const reason = cannotCompileReader(settings) ?? cannotCompileChain(chain, top);
  return reason === null
    ? ok(new StageCompiler(top, chain, settings, environment, firstWatermark).compile())
    : err(reason);
}

class StageCompiler {
  readonly #top: Aggregate<LogicalPlan>;
  readonly #chain: readonly LogicalPlan[];
  readonly #settings: FileSourceSettings;
  readonly #environment: Environment;
  readonly #firstWatermark: number;
  readonly #writer = new SourceWriter();
  readonly #ends: RowEnd[] = [];
  /** Names of the numbers that count the ends: lines and rows. */
  readonly #endNames: { readonly lines: string; readonly rows: string }[] = [];
  /** What a row that goes on or ends behind a watermark adds to its event times. */
  readonly #eventTimes: string[] = [];
  readonly #loopBatch: LoopBatch = { stats: [] };
  #watermarks = 0;
  #window: RowWindows | null = null;

  constructor(
    top: Aggregate<LogicalPlan>,
    chain: readonly LogicalPlan[],
    settings: FileSourceSettings,
    environment: Environment,
    firstWatermark: number,
  ) {
    this.#top = top;
    this.#chain = chain;
    this.#settings = settings;
    this.#environment = environment;
    this.#firstWatermark = firstWatermark;
  }

  compile(): CompiledStage {
    const accumulators = this.#top.calls.map(accumulatorOf);
    const partial = new PartialAggregation(this.#top, this.#environment);
    const table = new GroupTable(partial, this.#top.keys.length, accumulators);
    const reader = new BlockReader(this.#settings);
    const windowAt = this.#chain.findIndex(({ op }) => op === 'time-window');
    // The ends are known once the body is written, so the counts are bound behind a name that exists before.
    const names = { table: this.#writer.bind(table, 'groupTable'), reader: this.#writer.bind(reader, 'reader') };
    const counts: { ends: Float64Array } = { ends: new Float64Array(0) };
    const countsName = this.#writer.bind(counts, 'rowEnds');
    this.#emitFunction(
      names,
      countsName,
      new GroupEmitter(this.#writer, { plan: this.#top, table: names.table, accumulators }),
    );
    const ends = new RowEnds(
      this.#ends,
      this.#settings,
      [...this.#chain.map(({ nodeId }) => nodeId), this.#top.nodeId],
      windowAt === -1 ? this.#chain.length : windowAt,
    );
    counts.ends = ends.counts;
    const { source } = this.#writer;
    const scan = evaluateSource(source, this.#writer.bindings);
    assert(typeof scan === 'function', 'the source returns a function');
    return new FusedStage({
      source,
      scan: scan as ScanLines,
      reader,
      general: new GeneralPath(
        this.#settings,
        this.#chain,
        this.#top.nodeId,
        this.#environment,
        partial,
        table,
        this.#firstWatermark,
      ),
      partial,
      table,
      ends,
      loopBatch: this.#loopBatch,
      watermarks: this.#watermarks,
      hasKeys: this.#top.keys.length > 0,
    });
  }

  #emitFunction(names: { table: string; reader: string }, counts: string, groups: GroupEmitter): void {
    const writer = this.#writer;
    const body = writer.captured(() => this.#emitRow(groups));
    writer.block(
      'return function scanLines(bytes, from, to)',
      () => {
        writer.line('let at = from, passed = 0;');
        for (const { lines, rows } of this.#endNames) writer.line(`let ${lines} = 0, ${rows} = 0;`);
        groups.declare();
        writer.block('lines: while (at < to)', () => {
          writer.line('const lineStart = at;');
          writer.block('certain:', () => writer.append(body));
          writer.comment('not certain: the line goes through the interpreter');
          writer.line(`at = ${names.reader}.decodeLine(bytes, lineStart, passed);`);
          writer.line('passed = 0;');
        });
        writer.line(`${names.reader}.passOver(passed);`);
        this.#endNames.forEach(({ lines, rows }, index) => {
          writer.line(`${counts}.ends[${index * 2}] += ${lines}; ${counts}.ends[${index * 2 + 1}] += ${rows};`);
        });
      },
      ';',
    );
  }

  #emitRow(groups: GroupEmitter): void {
    const writer = this.#writer;
    const { nodeId, schemaNodeId } = this.#settings;
    const nodes = schemaNodeId === null ? [nodeId] : [nodeId, schemaNodeId];
    writer.comment(`file-scan ${nodes.map(commentText).join(', ')}`);
    let columns = emitRecord(writer, this.#settings);
    this.#chain.forEach((operator, at) => {
      writer.comment(`${operator.op} ${commentText(operator.nodeId)}`);
      columns = this.#emitOperator(operator, at, columns);
    });
    writer.comment(`aggregate ${commentText(this.#top.nodeId)}`);
    groups.emit(
      {
        keys: this.#top.keys.map(({ expr }) => this.#emitExpr(expr, columns)),
        args: this.#top.calls.map(({ args }) => args.map((arg) => this.#emitExpr(arg, columns))),
        window: this.#window,
      },
      () => this.#emitEnd(this.#chain.length),
    );
    writer.line('continue lines;');
  }

  #emitOperator(operator: LogicalPlan, at: number, columns: ColumnValue[]): ColumnValue[] {
    switch (operator.op) {
      case 'project':
        return operator.columns.map(({ expr }) => this.#emitExpr(expr, columns));
      case 'filter': {
        const holds = isTrue(this.#emitExpr(operator.condition, columns));
        this.#writer.block(`if (!(${holds}))`, () => {
          this.#emitEnd(at);
          this.#writer.line('continue lines;');
        });
        return columns;
      }
      case 'event-time-watermark':
        this.#emitWatermark(operator, columns);
        return columns;
      case 'time-window':
        this.#emitWindow(operator, at, columns);
        return [...columns, { value: '0', isNull: 'false', type: WINDOW, isWindow: true }];
      default:
        return columns;
    }
  }

  /** Counts a row that ends at operator `at`. From here on the line is certain. */
  #emitEnd(at: number): void {
    const writer = this.#writer;
    const names = { lines: writer.fresh('lines'), rows: writer.fresh('rows') };
    this.#ends.push({ at });
    this.#endNames.push(names);
    writer.line(`passed++; ${names.lines}++; ${names.rows} += ${this.#window?.count ?? '1'};`);
    for (const code of this.#eventTimes) writer.line(code);
  }

  #emitWatermark(operator: EventTimeWatermark, columns: readonly ColumnValue[]): void {
    const time = must(columns[operator.column], 'a watermark has its column');
    const guards = operator.guards.map((guard) => isTrue(this.#emitExpr(guard, columns)));
    const stats = `${this.#writer.bind(this.#loopBatch, 'loopBatch')}.stats[${this.#watermarks++}]`;
    const ms = time.isNull === 'false' ? time.value : `${time.isNull} ? 0 : ${time.value}`;
    const add = `${stats}.add(Math.floor((${ms}) / 1000));`;
    this.#eventTimes.push(
      guards.length === 0 ? add : `if (${guards.map((guard) => `(${guard})`).join(' && ')}) ${add}`,
    );
  }

  #emitWindow(operator: TimeWindow, at: number, columns: readonly ColumnValue[]): void {
    const writer = this.#writer;
    const column = must(columns[operator.column], 'a window has its column');
    if (column.isNull !== 'false') {
      writer.block(`if (${column.isNull})`, () => {
        this.#emitEnd(at);
        writer.line('continue lines;');
      });
    }
    const time = writer.fresh('time');
    writer.line(`const ${time} = ${column.value};`);
    writer.line(`if (${time} < -${WINDOW_TIME_MAX} || ${time} > ${WINDOW_TIME_MAX}) ${BAIL}`);
    const start = writer.fresh('windowStart');
    const { durationMicros, slideMicros, startMicros } = operator;
    const latest = `Math.floor((${time} - ${startMicros}) / ${slideMicros}) * ${slideMicros} + ${startMicros}`;
    writer.line(`let ${start} = ${latest};`);
    writer.line(`if (${start} > ${time}) ${start} -= ${slideMicros};`);
    writer.line(`else if (${start} + ${slideMicros} <= ${time}) ${start} += ${slideMicros};`);
    let count = '1';
    if (durationMicros !== slideMicros) {
      count = writer.fresh('windows');
      writer.line(
        `const ${count} = Math.max(0, Math.ceil((${start} + ${durationMicros} - ${time}) / ${slideMicros}));`,
      );
    }
    this.#window = { plan: operator, time, start, count };
  }

  #emitExpr(expr: Expr, columns: readonly ColumnValue[]): ColumnValue {
    if (expr.kind === 'column') return must(columns[expr.index], 'a column of the input');
    assert(cannotEmit(expr) === null, 'expressions were looked at');
    assert(
      [...columnsOf(expr)].every((index) => columns[index]?.isWindow !== true),
      'windows are not computed with',
    );
    const context = emitContext(this.#writer, BAIL, (index) => must(columns[index], 'a column of the input'));
    return { ...emitExpression(expr, context), type: expr.type };
  }
}
