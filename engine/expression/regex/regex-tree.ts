/** A regular expression, read. */
export type RegexNode =
  /** One character; `source` is a JavaScript expression for it. */
  | { readonly kind: 'character'; readonly source: string }
  /** A place between characters, such as `^` or `\b`. */
  | { readonly kind: 'place'; readonly source: string }
  | { readonly kind: 'sequence'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'choice'; readonly options: readonly RegexNode[] }
  /** A lazy one takes as few as it can, which matters only where it is asked what was found. */
  | {
      readonly kind: 'repeat';
      readonly of: RegexNode;
      readonly min: number;
      readonly max: number;
      readonly isLazy: boolean;
    }
  /** A group that captures, by its number from 1. */
  | { readonly kind: 'group'; readonly of: RegexNode; readonly number: number };

/** The same expression for JavaScript's own matcher. */
export function regexSource(node: RegexNode): string {
  switch (node.kind) {
    case 'character':
    case 'place':
      return node.source;
    case 'sequence':
      return node.parts.map(regexSource).join('');
    case 'choice':
      return `(?:${node.options.map(regexSource).join('|')})`;
    case 'repeat':
      return `(?:${regexSource(node.of)}){${node.min},${node.max === Number.POSITIVE_INFINITY ? '' : node.max}}${node.isLazy ? '?' : ''}`;
    case 'group':
      return `(${regexSource(node.of)})`;
  }
}

/** How many choices a backtracking matcher meets: more than one, and its time may grow faster than any square. */
export function choiceCount(node: RegexNode): number {
  switch (node.kind) {
    case 'character':
    case 'place':
      return 0;
    case 'sequence':
      return node.parts.reduce((count, part) => count + choiceCount(part), 0);
    case 'choice':
      return node.options.reduce((count, option) => count + choiceCount(option), 1);
    case 'repeat': {
      const inside = choiceCount(node.of);
      return node.min === node.max ? inside * node.min : 1 + inside * 2;
    }
    case 'group':
      return choiceCount(node.of);
  }
}

/** Steps that the expression takes when its repetitions with bounds are written out. */
export function regexSize(node: RegexNode): number {
  switch (node.kind) {
    case 'character':
    case 'place':
      return 1;
    case 'sequence':
      return node.parts.reduce((size, part) => size + regexSize(part), 0);
    case 'choice':
      return node.options.reduce((size, option) => size + 1 + regexSize(option), 1);
    case 'repeat': {
      const times = node.max === Number.POSITIVE_INFINITY ? node.min + 1 : node.max;
      return times * (1 + regexSize(node.of)) + 1;
    }
    case 'group':
      return 2 + regexSize(node.of);
  }
}
