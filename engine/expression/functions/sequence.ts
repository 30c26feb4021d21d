import { EngineError } from '../../base/errors/engine-error.ts';
import { err, ok } from '../../base/result.ts';
import { MICROS_PER_DAY } from '../../types/civil-date.ts';
import { array, DATE, type DataType, INTERVAL, isIntegral, YEAR_MONTH_INTERVAL } from '../../types/data-type.ts';
import type { Value } from '../../types/value.ts';
import { commonTypeOf } from '../coercion.ts';
import type { Expr, ScalarFunction } from '../expr.ts';
import { elementsDiffer } from './array-elements.ts';
import { checkArraySize } from './array-limit.ts';
import { addMonthsToDays, addMonthsToMicros } from './month-arithmetic.ts';
import { compileStrict } from './strict.ts';
import { addInterval } from './time-arithmetic.ts';

/**
 * `sequence(start, stop[, step])`: from start to stop, both included. Numbers step by 1 or -1, dates and timestamps by a day,
 * where no step is given. Throws EXP-074 for a step that leads elsewhere.
 */
export const sequence: ScalarFunction = {
  name: 'sequence',
  minArgs: 2,
  maxArgs: 3,
  sign: (args) => {
    const [start, stop, step] = args;
    const ends = [start, stop].flatMap((arg) => (arg === undefined ? [] : [arg.type]));
    const common = commonTypeOf(ends);
    if (common === null || ends.some(({ kind }) => kind === 'string')) return err(elementsDiffer('sequence', args));
    if (isIntegral(common)) return signNumbers(args, common, step);
    if (common.kind !== 'date' && common.kind !== 'timestamp') return err(elementsDiffer('sequence', args));
    if (step === undefined) return ok({ args: [common, common], type: array(common) });
    const stepType = step.type.kind === 'void' ? INTERVAL : step.type;
    if (stepType.kind !== 'interval' && stepType.kind !== YEAR_MONTH_INTERVAL.kind) {
      return err(elementsDiffer('sequence', args));
    }
    return ok({ args: [common, common, stepType], type: array(common) });
  },
  compile: (call, args, { timeZone }) => {
    const type = call.args[0]?.type ?? DATE;
    const stepper = call.args[2]?.type;
    if (type.kind !== 'date' && type.kind !== 'timestamp') {
      return compileStrict((start, stop, step) => numbers(start, stop, step, type), args);
    }
    const steps = type.kind === 'date' ? dateStep(stepper) : timestampStep(stepper, timeZone);
    return compileStrict((start, stop, step) => moments(start, stop, step, steps), args);
  },
};

function signNumbers(
  args: readonly Expr[],
  common: DataType,
  step: Expr | undefined,
): ReturnType<ScalarFunction['sign']> {
  const type = step === undefined ? common : commonTypeOf([common, step.type]);
  if (type === null || !isIntegral(type)) return err(elementsDiffer('sequence', args));
  return ok({ args: args.map(() => type), type: array(type) });
}

function numbers(start: Value = null, stop: Value = null, step: Value | undefined, type: DataType): readonly Value[] {
  const from = BigInt(start as number | bigint);
  const to = BigInt(stop as number | bigint);
  const by = step === undefined ? (from <= to ? 1n : -1n) : BigInt(step as number | bigint);
  const isReachable = by === 0n ? from === to : by > 0n ? from <= to : from >= to;
  if (!isReachable) throw unreachableStop(String(from), String(to), String(by));
  const count = by === 0n ? 1n : (to - from) / by + 1n;
  checkArraySize(count);
  const isWide = type.kind === 'bigint';
  return Array.from({ length: Number(count) }, (_, i) => {
    const value = from + by * BigInt(i);
    return isWide ? value : Number(value);
  });
}

/** How a moment moves by a number of steps, and how long a step is at least, with its sign. */
interface MomentStep {
  move(start: Value, step: Value, count: number): Value;
  /** In the unit of the moment: days or microseconds. */
  size(step: Value): number;
  /** A step of a day, down or up. */
  daily(isDown: boolean): Value;
}

function dateStep(type: DataType | undefined): MomentStep {
  if (type?.kind === YEAR_MONTH_INTERVAL.kind) {
    return {
      move: (start, step, count) => addMonthsToDays(start as number, (step as number) * count),
      size: (step) => (step as number) * 28,
      daily: () => 0,
    };
  }
  return {
    move: (start, step, count) => (start as number) + Number((step as bigint) / MICROS_PER_DAY) * count,
    size: (step) => {
      // A date has no time of day to step through.
      if ((step as bigint) % MICROS_PER_DAY !== 0n) return Number.NaN;
      return Number((step as bigint) / MICROS_PER_DAY);
    },
    daily: (isDown) => (isDown ? -MICROS_PER_DAY : MICROS_PER_DAY),
  };
}

function timestampStep(type: DataType | undefined, zone: string): MomentStep {
  if (type?.kind === YEAR_MONTH_INTERVAL.kind) {
    return {
      move: (start, step, count) => addMonthsToMicros(start as bigint, (step as number) * count, zone),
      size: (step) => (step as number) * 28 * Number(MICROS_PER_DAY),
      daily: () => 0,
    };
  }
  return {
    move: (start, step, count) => addInterval(start as bigint, (step as bigint) * BigInt(count), zone),
    size: (step) => Number(step),
    daily: (isDown) => (isDown ? -MICROS_PER_DAY : MICROS_PER_DAY),
  };
}

function moments(
  start: Value = null,
  stop: Value = null,
  step: Value | undefined,
  steps: MomentStep,
): readonly Value[] {
  const from = start as number | bigint;
  const to = stop as number | bigint;
  const by = step ?? steps.daily(from > to);
  const size = steps.size(by);
  // Spark wants dates to move, even where the first is the last.
  const isReachable =
    size === 0 ? from === to && typeof from === 'bigint' : size > 0 ? from <= to : size < 0 && from >= to;
  if (!isReachable) throw unreachableStop(String(from), String(to), String(by));
  checkArraySize(size === 0 ? 1 : Math.floor(Number(BigInt(to) - BigInt(from)) / size) + 1);
  const found: Value[] = [from];
  if (size === 0) return found;
  for (let count = 1; ; count++) {
    const next = steps.move(from, by, count) as number | bigint;
    if (size > 0 ? next > to : next < to) return found;
    found.push(next);
  }
}

function unreachableStop(start: string, stop: string, step: string): EngineError {
  return new EngineError('EXP-074', { start, stop, step });
}
