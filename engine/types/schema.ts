import type { DataType } from './data-type.ts';

/** Marks the event-time column that `withWatermark` named; it travels with the column (semantics 5.1). */
export interface EventTimeTag {
  readonly delayMs: number;
}

export interface Field {
  readonly name: string;
  readonly type: DataType;
  readonly nullable: boolean;
  readonly eventTime?: EventTimeTag | undefined;
  /** Marks a column that a window node made: only these have a `window_time` (semantics 4.2). */
  readonly window?: true | undefined;
  /** Marks the column that `session_window` added: a group-by on it merges sessions (semantics 4.3). */
  readonly sessionWindow?: true | undefined;
  /** The side of a join that the column came from, so that `left.id` finds it; kept until the column is renamed. */
  readonly qualifier?: string | undefined;
}

/** What travels with a column that is handed on as it is, renamed or not. */
export function columnTags(field: Field | undefined): Pick<Field, 'eventTime' | 'window' | 'sessionWindow'> {
  return {
    ...(field?.eventTime === undefined ? {} : { eventTime: field.eventTime }),
    ...(field?.window === undefined ? {} : { window: field.window }),
    ...(field?.sessionWindow === undefined ? {} : { sessionWindow: field.sessionWindow }),
  };
}

/** The columns of a node's output, in order. Names may repeat; using a repeated name is an error at the use. */
export type Schema = readonly Field[];

/**
 * Positions of the columns that `name` can mean. Names resolve without regard to letter case, as Spark's do by default.
 */
export function columnsNamed(schema: Schema, name: string): number[] {
  const wanted = name.toLowerCase();
  return schema.flatMap((field, index) => (field.name.toLowerCase() === wanted ? [index] : []));
}

/** Positions of the columns that carry the event-time tag. */
export function taggedColumns(schema: Schema): number[] {
  return schema.flatMap((field, index) => (field.eventTime === undefined ? [] : [index]));
}
