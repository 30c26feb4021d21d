import type { EmitContext, EmittedValue } from '../emit-context.ts';

/**
 * A place for code that runs only under a condition: its statements are gathered instead of appended. Input columns are
 * still fetched outside, since whoever owns the loop may fetch each of them once for all.
 */
export function insideBranch(context: EmitContext): {
  readonly inner: EmitContext;
  code(): string;
  isEmpty(): boolean;
} {
  const statements: string[] = [];
  return {
    inner: {
      fresh: (hint) => context.fresh(hint),
      statement: (code) => {
        statements.push(code);
      },
      bail: context.bail,
      bind: (value) => context.bind(value),
      timeZone: context.timeZone,
      column: (index) => context.column(index),
    },
    code: () => statements.join(' '),
    isEmpty: () => statements.length === 0,
  };
}

/** True where the condition is true; never where it is null. */
export function isTrue({ value, isNull }: EmittedValue): string {
  return isNull === 'false' ? `${value} === true` : `(!${isNull} && ${value} === true)`;
}

/** True where the condition is false; never where it is null. */
export function isFalse({ value, isNull }: EmittedValue): string {
  return isNull === 'false' ? `${value} === false` : `(!${isNull} && ${value} === false)`;
}
