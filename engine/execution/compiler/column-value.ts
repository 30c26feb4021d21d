import type { EmittedValue } from '../../expression/emit-context.ts';
import type { DataType } from '../../types/data-type.ts';

/** A column of the row that the loop is on, between two operators. */
export interface ColumnValue extends EmittedValue {
  readonly type: DataType;
  /** The source's expression for the string's code, where a dictionary knows it. */
  readonly code?: string | undefined;
  /** Set for the column that a time-window has added: it has no value until the groups are looked for. */
  readonly isWindow?: boolean | undefined;
}
