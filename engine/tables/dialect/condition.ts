import { EngineError } from '../../base/errors/engine-error.ts';
import { BOOLEAN } from '../../types/data-type.ts';
import { printDataType } from '../../types/data-type-text.ts';
import type { ExpressionPlace } from './binder.ts';
import type { Bound } from './bound.ts';
import { castSql } from './sql-text.ts';

/** Asks that a condition is true or false; a bare NULL is neither and allowed. */
export function condition(value: Bound, place: ExpressionPlace): Bound {
  if (value.type.kind === 'boolean') return value;
  if (value.type.kind === 'void') return { ...value, sql: castSql('NULL', BOOLEAN), type: BOOLEAN };
  throw new EngineError('SQL-049', {
    clause: place.clause,
    expression: value.name,
    type: printDataType(value.type),
  });
}
