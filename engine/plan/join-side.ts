import type { JoinType } from './operators/join.ts';

export type JoinSide = 'left' | 'right';

export const JOIN_SIDES: readonly JoinSide[] = ['left', 'right'];

export function otherSide(side: JoinSide): JoinSide {
  return side === 'left' ? 'right' : 'left';
}

const pushed: Readonly<Record<JoinSide, readonly JoinType[]>> = {
  left: ['inner', 'left-semi', 'right'],
  right: ['inner', 'left-semi', 'left', 'left-anti'],
};

/**
 * Whether Spark has the rows of a side meet conditions of ON before the join: not where they come out without a partner, which
 * a condition of ON does not keep them from.
 */
export function isPushed(type: JoinType, side: JoinSide): boolean {
  return pushed[side].includes(type);
}

/** Whether rows of a side come out without a partner too, with nulls. */
export function isPreserved(type: JoinType, side: JoinSide): boolean {
  return type === side || type === 'full';
}
