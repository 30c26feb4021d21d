import { makeTryCast } from '../../types/cast.ts';
import { INT } from '../../types/data-type.ts';
import type { LiteralExpr } from '../expr.ts';

/** The int that a constant argument stands for; 0 for NULL, whose result is null anyway. */
export function constantInt(literal: LiteralExpr): number {
  return Number(makeTryCast(literal.type, INT, { timeZone: 'UTC' })(literal.value) ?? 0);
}
