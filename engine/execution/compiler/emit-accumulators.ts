import { isWide } from '../../expression/functions/wide-number.ts';
import type { Accumulator } from '../../state/groups/accumulator.ts';
import { AverageAccumulator } from '../../state/groups/average-accumulator.ts';
import { CountAccumulator } from '../../state/groups/count-accumulator.ts';
import { DoubleSumAccumulator } from '../../state/groups/double-sum-accumulator.ts';
import { ExtremumAccumulator } from '../../state/groups/extremum-accumulator.ts';
import { IntegerSumAccumulator } from '../../state/groups/integer-sum-accumulator.ts';
import { compareNumbers } from '../../types/compare.ts';
import type { ColumnValue } from './column-value.ts';
import type { LoopFrame } from './loop-frame.ts';
import type { SourceWriter } from './source-writer.ts';
import { BAIL, rowValue } from './stage-expressions.ts';

/** One aggregate of the loop. */
export interface EmittedCall {
  readonly functionName: string;
  /** One of the form that the table's has. */
  readonly accumulator: Accumulator;
  /** The source's name for the table's accumulator. */
  readonly bound: string;
  readonly args: readonly ColumnValue[];
}

/** Where an argument is one number that is held as such. */
function plainArgument({ args: [arg] }: EmittedCall): ColumnValue | null {
  return arg === undefined || arg.isBoxed === true ? null : arg;
}

/**
 * Writes whatever may send the row to the interpreter on account of what its group holds; nothing of the row has been counted yet.
 *
 * @param count how many times the row is added to the group at most
 */
export function emitGuard(
  writer: SourceWriter,
  frame: LoopFrame,
  call: EmittedCall,
  group: string,
  count: string,
): void {
  const arg = plainArgument(call);
  if (arg === null) return;
  const { accumulator, bound } = call;
  if (accumulator instanceof IntegerSumAccumulator) {
    const values = frame.tableLocal('sums', `${bound}.values`);
    const isPresent = arg.isNull === 'false' ? '' : `!${arg.isNull} && `;
    const added = count === '1' ? arg.value : `${arg.value} * ${count}`;
    const isTooMuch = (sum: string) => `!(Math.abs(${sum}) <= ${Number.MAX_SAFE_INTEGER})`;
    writer.line(
      `if (${isPresent}${isTooMuch(`${values}[${group}] + ${added}`)} && ` +
        `(!${bound}.makeRoom(${group}) || ${isTooMuch(added)})) ${BAIL}`,
    );
  } else if (accumulator instanceof ExtremumAccumulator && isWide(arg.type)) {
    const values = frame.tableLocal(call.functionName, `${bound}.values`);
    writer.line(`if (${values}[${group}] !== ${values}[${group}]) ${BAIL}`);
  }
}

/** Writes how the row is added to its group. */
export function emitUpdate(writer: SourceWriter, frame: LoopFrame, call: EmittedCall, group: string): void {
  const update = updateCode(writer, frame, call, group);
  const missing = update.isNullAware ? [] : [...new Set(call.args.map(({ isNull }) => isNull))];
  const tests = missing.filter((isNull) => isNull !== 'false');
  writer.line(tests.length === 0 ? update.code : `if (!(${tests.join(' || ')})) { ${update.code} }`);
}

function updateCode(
  writer: SourceWriter,
  frame: LoopFrame,
  call: EmittedCall,
  group: string,
): { readonly code: string; readonly isNullAware: boolean } {
  const { accumulator, bound, functionName, args } = call;
  const held = () => `${frame.tableLocal(functionName, `${bound}.values`)}[${group}]`;
  if (accumulator instanceof CountAccumulator) return { code: `${held()} += 1;`, isNullAware: false };
  const arg = plainArgument(call);
  if (arg !== null) {
    const { value } = arg;
    if (accumulator instanceof AverageAccumulator) {
      const rows = `${frame.tableLocal('rows', `${bound}.rows`)}[${group}]`;
      return { code: `${held()} += ${value}; ${rows} += 1;`, isNullAware: false };
    }
    const flag = () => `${frame.tableLocal('has', `${bound}.present`)}[${group}]`;
    if (accumulator instanceof IntegerSumAccumulator) {
      const sums = `${frame.tableLocal('sums', `${bound}.values`)}[${group}]`;
      return { code: `${sums} += ${value}; ${flag()} = 1;`, isNullAware: false };
    }
    if (accumulator instanceof DoubleSumAccumulator) {
      const code = `if (${flag()} === 1) ${held()} += ${value}; else { ${held()} = ${value}; ${flag()} = 1; }`;
      return { code, isNullAware: false };
    }
    if (accumulator instanceof ExtremumAccumulator) {
      const operator = functionName === 'min' ? '<' : '>';
      const isDouble = arg.type.kind === 'double' || arg.type.kind === 'float';
      const isBetter = isDouble
        ? `${writer.bind(compareNumbers, 'compareNumbers')}(${value}, ${held()}) ${operator} 0`
        : `${value} ${operator} ${held()}`;
      return {
        code: `if (${flag()} === 0 || ${isBetter}) { ${held()} = ${value}; ${flag()} = 1; }`,
        isNullAware: false,
      };
    }
  }
  return { code: `${bound}.update(${group}, [${args.map(rowValue).join(', ')}]);`, isNullAware: true };
}
