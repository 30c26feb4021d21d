import type { EmittedValue } from '../../expression/emit-context.ts';
import type { StringCodes } from '../../state/groups/string-codes.ts';
import type { DataType } from '../../types/data-type.ts';

/** A column of the row that the loop is on, between two operators. */
export interface ColumnValue extends EmittedValue {
  readonly type: DataType;
  /** Set where the column is a text that a dictionary knows. */
  readonly code?: TextCode | undefined;
  /** Set where `value` is held as rows hold it, also a bigint or a timestamp. */
  readonly isBoxed?: true | undefined;
  /** Set for the column that a window has added. */
  readonly window?: WindowValue | undefined;
}

/** A text by its number. */
export interface TextCode {
  /** The source's expression for the text's code; it means nothing where the column is null. */
  readonly value: string;
  readonly strings: StringCodes;
}

/** A window by its times. */
export interface WindowValue {
  /** The source's expression for the start in microseconds; null where rows stand for several windows that are not yet told apart. */
  readonly start: string | null;
  readonly durationMicros: number;
}
