import type { Span } from '../base/errors/diagnostic.ts';
import type { DataType } from '../types/data-type.ts';
import type { Value } from '../types/value.ts';

/**
 * What an expression says before anything is known of columns: the parser's small tree. Operators, `case`, `in`,
 * `between` and the like are calls of functions with those names.
 */
export type Syntax = LiteralSyntax | NameSyntax | FieldSyntax | CallSyntax | CastSyntax | LambdaSyntax;

interface Placed {
  /** In the author's text. */
  readonly span: Span;
}

export interface LiteralSyntax extends Placed {
  readonly kind: 'literal';
  readonly type: DataType;
  readonly value: Value;
  readonly display: string;
}

/** `a`, `window.start`, `a.b.c`: which part is a column is not known yet. */
export interface NameSyntax extends Placed {
  readonly kind: 'name';
  readonly parts: readonly NamePart[];
}

export interface NamePart extends Placed {
  readonly name: string;
}

/** A field of something that is not a plain name: `(case … end).start`. */
export interface FieldSyntax extends Placed {
  readonly kind: 'field';
  readonly of: Syntax;
  readonly part: NamePart;
}

export interface CallSyntax extends Placed {
  readonly kind: 'call';
  /** In lower case. */
  readonly name: string;
  readonly args: readonly Syntax[];
}

/** `x -> x + 1`, `(a, b) -> a + b`: an argument of functions that apply it to elements. */
export interface LambdaSyntax extends Placed {
  readonly kind: 'lambda';
  readonly parameters: readonly NamePart[];
  readonly body: Syntax;
}

export interface CastSyntax extends Placed {
  readonly kind: 'cast';
  readonly of: Syntax;
  readonly type: DataType;
  readonly isTry: boolean;
  /** False for a typed literal whose value depends on the session's time zone. */
  readonly isExplicit: boolean;
}
