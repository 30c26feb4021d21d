/**
 * Plans as data that can be handed to another thread, and back. A plan is data but for its functions and aggregates: these go by
 * their names, and what was made for one place (a lambda and its names, the field of an array of structs, an aggregate bound to
 * its constants) is made again by its own constructor. Both ends are of one build, so nothing carries a version.
 */
import { assert, must } from '../base/assert.ts';
import { type AggregateOrigin, bindAggregate } from '../expression/aggregates/bind-aggregate.ts';
import { findAggregate } from '../expression/aggregates/registry.ts';
import type { CallExpr, Expr } from '../expression/expr.ts';
import { arrayOfFields, fieldPicked } from '../expression/functions/array-of-fields.ts';
import {
  type LambdaCell,
  lambdaCells,
  lambdaExpr,
  lambdaVariable,
  variableCell,
} from '../expression/functions/lambda.ts';
import { findFunction } from '../expression/functions/registry.ts';
import type { DataType } from '../types/data-type.ts';
import type { LogicalPlan } from './logical-plan.ts';
import type { AggregateCall } from './operators/aggregate.ts';

/** A plan without functions: `structuredClone` takes it. Only `planFromData` looks inside. */
export interface PlanData {
  readonly plan: unknown;
}

/** What stands for the function of a call. */
type FunctionData =
  | { readonly is: 'named'; readonly name: string }
  | { readonly is: 'lambda'; readonly cells: readonly CellData[] }
  | { readonly is: 'variable'; readonly cell: number }
  | { readonly is: 'fields'; readonly index: number; readonly name: string; readonly field: DataType };

/** A name of a lambda; its number is that of the whole plan. */
interface CellData extends Omit<LambdaCell, 'value'> {
  readonly number: number;
}

type CallData = Omit<CallExpr, 'function' | 'args'> & {
  readonly function: FunctionData;
  readonly args: readonly unknown[];
};

/** The plan as data. Every function in it must be one of the catalogue's or made by one of the constructors above. */
export function planToData(plan: LogicalPlan): PlanData {
  const numbers = new Map<LambdaCell, number>();
  const numberOf = (cell: LambdaCell): number => {
    const number = numbers.get(cell) ?? numbers.size;
    numbers.set(cell, number);
    return number;
  };
  const functionOf = (call: CallExpr): FunctionData => {
    const cells = lambdaCells(call);
    if (cells !== null) {
      return {
        is: 'lambda',
        cells: cells.map((cell) => ({ number: numberOf(cell), type: cell.type, nullable: cell.nullable })),
      };
    }
    const cell = variableCell(call);
    if (cell !== null) return { is: 'variable', cell: numberOf(cell) };
    const picked = fieldPicked(call);
    if (picked !== null) return { is: 'fields', ...picked };
    const { name } = call.function;
    assert(findFunction(name) === call.function, `the function ${name} is the catalogue's`);
    return { is: 'named', name };
  };
  const toData = (value: object): unknown => {
    if (isCall(value)) return { ...value, function: functionOf(value), args: each(value.args, toData) };
    // Bound again over there, from its origin.
    if (isAggregateCall(value)) return eachField({ ...value, aggregate: null }, toData);
    return eachField(value, toData);
  };
  return { plan: toData(plan) };
}

/** The plan again: the same text in `explain`, the same results. */
export function planFromData({ plan }: PlanData): LogicalPlan {
  const cells = new Map<number, LambdaCell>();
  const callOf = (data: CallData): CallExpr => {
    const { function: of, ...call } = data;
    if (of.is === 'lambda') {
      // Before the body, whose variables stand for them.
      const own = of.cells.map(({ number, type, nullable }) => {
        const cell: LambdaCell = { type, nullable, value: null };
        cells.set(number, cell);
        return cell;
      });
      return lambdaExpr(must(exprsFromData(data.args)[0], 'a lambda has a body'), own);
    }
    if (of.is === 'variable') return lambdaVariable(must(cells.get(of.cell), 'a variable is inside its lambda'));
    const args = exprsFromData(data.args);
    if (of.is === 'fields') {
      return arrayOfFields(must(args[0], 'there is an array'), of.index, of.name, of.field);
    }
    return { ...call, function: must(findFunction(of.name), 'both ends have one catalogue'), args };
  };
  const exprsFromData = (args: readonly unknown[]): readonly Expr[] => each(args, fromData) as readonly Expr[];
  const fromData = (value: object): unknown => {
    if (isCallData(value)) return callOf(value);
    const made = eachField(value, fromData);
    return isAggregateCall(made) ? { ...made, aggregate: boundFrom(made.origin) } : made;
  };
  return fromData(plan as object) as LogicalPlan;
}

function boundFrom({ name, written, args, isDistinct }: AggregateOrigin): AggregateCall['aggregate'] {
  const bound = bindAggregate(must(findAggregate(name), 'both ends have one catalogue'), written, args, isDistinct);
  assert(bound.ok, 'what was bound once is bound again');
  return bound.value.aggregate;
}

/** The object with what is inside turned into something else; a scan stays as it is, since what it holds is all data. */
function eachField(value: object, turn: (value: object) => unknown): object {
  if (isScanNode(value) || value instanceof Set) return value;
  return Object.fromEntries(Object.entries(value).map(([name, of]) => [name, turned(of, turn)]));
}

function each(values: readonly unknown[], turn: (value: object) => unknown): readonly unknown[] {
  return values.map((value) => turned(value, turn));
}

function turned(value: unknown, turn: (value: object) => unknown): unknown {
  assert(typeof value !== 'function', 'functions are only in calls and aggregates');
  if (Array.isArray(value)) return each(value, turn);
  return typeof value === 'object' && value !== null ? turn(value) : value;
}

function isScanNode(value: object): boolean {
  return 'op' in value && typeof value.op === 'string' && value.op.endsWith('-scan');
}

function isCall(value: object): value is CallExpr {
  return 'kind' in value && value.kind === 'call';
}

function isCallData(value: object): value is CallData {
  return 'kind' in value && value.kind === 'call';
}

function isAggregateCall(value: object): value is AggregateCall {
  return 'functionName' in value;
}
