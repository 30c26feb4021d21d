import { err, ok } from '../../base/result.ts';
import { TIMESTAMP, WINDOW } from '../../types/data-type.ts';
import { displayExpr } from '../display.ts';
import type { ScalarFunction } from '../expr.ts';
import { strict } from './strict.ts';

/** `window_time(window)`: the last microsecond of a window; the column's event-time tag goes with it (semantics 4.2). */
export const windowTime: ScalarFunction = {
  name: 'window_time',
  minArgs: 1,
  maxArgs: 1,
  sign: ([column]) => {
    if (column?.kind === 'column' && column.isWindow === true) return ok({ args: [WINDOW], type: TIMESTAMP });
    return err({
      code: 'EXP-079',
      params: { expression: column === undefined ? '' : displayExpr(column) },
      argument: 0,
    });
  },
  ...strict(() => (window) => {
    const end = Array.isArray(window) ? window[1] : null;
    return typeof end === 'bigint' ? end - 1n : null;
  }),
};
