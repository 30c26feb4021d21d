/**
 * Lays a line of Python out as the formatter Black does, 88 columns wide: brackets from the right, arguments one a line,
 * chains of calls one call a line. It knows the Python that this room writes: names, calls, texts, lists and dicts.
 */

const widthMax = 88;
const indentWidth = 4;

type Tokens = readonly Token[];

interface Token {
  /** With the space before it. */
  readonly text: string;
  /** Of the bracket that matches, in the statement's tokens; the token's own index elsewhere. */
  readonly id: number;
  readonly opens: boolean;
  readonly closes: boolean;
  /** A bracket that is written only if the statement is split there. */
  readonly isOptional: boolean;
}

interface Line {
  readonly tokens: Tokens;
  readonly depth: number;
  readonly inBrackets: boolean;
  /** The elements of a list or a dict, which take a line each once they do not fit into the line of their brackets. */
  readonly isExploded?: boolean;
}

interface Split {
  readonly head: Tokens;
  readonly body: Tokens;
  readonly tail: Tokens;
}

/** One statement, given as one line, at an indentation of `depth` steps. The result has no line break at its end. */
export function layOut(statement: string, depth: number): string {
  return laidOut({ tokens: tokensOf(statement), depth, inBrackets: false })
    .map((line) => `${' '.repeat(indentWidth * line.depth)}${textOf(line.tokens)}`)
    .join('\n');
}

/** Whether a name is used in a statement outside of its texts. */
export function usesName(statement: string, name: string): boolean {
  return tokensOf(statement).some(({ text }) => text.trim() === name);
}

/** How many columns a text takes: characters of East Asia and pictures take two. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const char of text) {
    if (/\p{M}/u.test(char)) continue;
    columns +=
      /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        char,
      ) || /[\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u.test(char)
        ? 2
        : 1;
  }
  return columns;
}

function laidOut(line: Line): Line[] {
  if (line.isExploded !== true && fits(line)) return [line];
  const parts = (line.inBrackets ? splitAtDelimiters(line) : null) ?? splitFromTheRight(line);
  return parts === null ? [line] : parts.flatMap(laidOut);
}

/** At the weakest of what joins the line's parts: commas, texts one behind another, `/`, dots of a chain. */
function splitAtDelimiters(line: Line): Line[] | null {
  const priorities = delimitersOf(line.tokens);
  const last = line.tokens.length - 1;
  const strongest = Math.max(0, ...priorities.filter((_, index) => index !== last));
  if (strongest === 0) return null;
  if (strongest === Priority.dot && priorities.filter((priority) => priority === Priority.dot).length === 1)
    return null;
  const parts: Token[][] = [[]];
  line.tokens.forEach((token, index) => {
    parts[parts.length - 1]?.push(token);
    if (priorities[index] === strongest && index < last) parts.push([]);
  });
  return parts.map((tokens, index) => {
    const needsComma = strongest === Priority.comma && index === parts.length - 1 && tokens.at(-1)?.text !== ',';
    return { ...line, isExploded: false, tokens: trimmed(needsComma ? [...tokens, comma] : tokens) };
  });
}

const comma: Token = { text: ',', id: -1, opens: false, closes: false, isOptional: false };

const Priority = { comma: 18, text: 12, slash: 4, dot: 1 } as const;

/** For each token what follows it: 0, or the priority with which the line may be split there. */
function delimitersOf(tokens: Tokens): number[] {
  let depth = 0;
  return tokens.map((token, index) => {
    if (token.opens) depth++;
    if (token.closes) depth--;
    const next = tokens[index + 1];
    if (depth !== 0) return 0;
    if (token.text === ',') return Priority.comma;
    if (next === undefined) return 0;
    if (isText(token) && isText(next)) return Priority.text;
    if (next.text === ' /') return Priority.slash;
    return next.text === '.' && token.closes ? Priority.dot : 0;
  });
}

/** At the last bracket that leaves a first line short enough. */
function splitFromTheRight(line: Line): Line[] | null {
  let first: Line[] | null = null;
  for (const omitted of trailersToOmit(line)) {
    const parts = splitAtBracket(line, omitted);
    if (omitted.size === 0) first = parts;
    const [head] = parts ?? [];
    if (parts !== null && head !== undefined && fits(head)) return parts;
  }
  return first;
}

function splitAtBracket(line: Line, omitted: ReadonlySet<number>): Line[] | null {
  const split = lastBracket(line.tokens, omitted);
  if (split === null) return null;
  const opening = split.head.at(-1);
  if (opening?.isOptional === true && isBetterWithout(split.body)) {
    const without = splitAtBracket(line, new Set([...omitted, opening.id]));
    if (without !== null) return without;
    if (split.body.length < 2 && !fits({ tokens: split.body, depth: line.depth + 1, inBrackets: true })) return null;
  }
  const shownHead = split.head.map((token, index) => (index === split.head.length - 1 ? visible(token) : token));
  const shownTail = split.tail.map((token, index) => (index === 0 ? visible(token) : token));
  const { depth } = line;
  return [
    { tokens: shownHead, depth, inBrackets: false },
    { tokens: trimmed(split.body), depth: depth + 1, inBrackets: true, isExploded: isLiteral(split) },
    { tokens: trimmed(shownTail), depth, inBrackets: false },
  ];
}

/** Whether the brackets are those of a list, a dict or a tuple of several elements, not those of a call. */
function isLiteral({ head, body }: Split): boolean {
  const before = head.at(-2);
  const isCall =
    before !== undefined && !before.opens && /[\p{L}\p{N}_"')\]}]$/u.test(before.text) && before.text !== 'return';
  const hasSeveral = delimitersOf(body).some(
    (priority, index) => priority === Priority.comma && index < body.length - 1,
  );
  return hasSeveral && !isCall;
}

/** Brackets around a whole value read better where it is a chain of several calls; a text that cannot be split gains nothing. */
function isBetterWithout(body: Tokens): boolean {
  const priorities = delimitersOf(body);
  const strongest = Math.max(0, ...priorities);
  return priorities.filter((priority) => priority === strongest).length <= 1 || strongest === 0;
}

function lastBracket(tokens: Tokens, omitted: ReadonlySet<number>): Split | null {
  let end = tokens.length - 1;
  while (end >= 0) {
    const token = tokens[end];
    if (token?.closes === true && !omitted.has(token.id)) {
      const start = tokens.findIndex((other) => other.opens && other.id === token.id);
      if (start < 0) return null;
      // An empty pair is part of what stands behind the next bracket.
      if (start < end - 1) {
        return { head: tokens.slice(0, start + 1), body: tokens.slice(start + 1, end), tail: tokens.slice(end) };
      }
    }
    end--;
  }
  return null;
}

/** Sets of brackets at the end of the line that may stay whole, smallest first. */
function* trailersToOmit(line: Line): Generator<ReadonlySet<number>> {
  const omitted = new Set<number>();
  const inner = new Set<number>();
  yield new Set();
  let columns = indentWidth * line.depth;
  let inside: number | null = null;
  let pending: number | null = null;
  for (let index = line.tokens.length - 1; index >= 0; index--) {
    const token = line.tokens[index];
    if (token === undefined) return;
    columns += columnsOf(token.isOptional ? '' : token.text);
    if (columns > widthMax) return;
    if (inside !== null) {
      if (token.opens && token.id === inside) inside = null;
      else if (token.closes) inner.add(token.id);
    } else if (token.closes) {
      if (line.tokens[index - 1]?.opens === true) {
        inner.add(token.id);
        continue;
      }
      if (pending !== null) {
        omitted.add(pending);
        for (const id of inner) omitted.add(id);
        inner.clear();
        yield new Set(omitted);
      }
      if (!token.isOptional) {
        inside = token.id;
        pending = token.id;
      }
    }
  }
}

function fits(line: Line): boolean {
  return indentWidth * line.depth + columnsOf(textOf(line.tokens)) <= widthMax;
}

function textOf(tokens: Tokens): string {
  return tokens.map((token) => (token.isOptional ? '' : token.text)).join('');
}

/** Without the space before the first token. */
function trimmed(tokens: Tokens): Tokens {
  return tokens.map((token, index) => (index === 0 ? { ...token, text: token.text.trimStart() } : token));
}

function visible(token: Token): Token {
  return { ...token, isOptional: false };
}

function isText(token: Token): boolean {
  return /^ ?["']/.test(token.text);
}

const pattern = / ?(?:"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|\d+(?:\.\d+)?|[\p{L}_][\p{L}\p{N}_]*|[^\s])/gu;
const statementStart = /^(?:[\p{L}_][\p{L}\p{N}_]* = |return )/u;

/** The statement's tokens; what is assigned or returned stands in optional brackets. */
function tokensOf(statement: string): Token[] {
  const [start = ''] = statementStart.exec(statement) ?? [];
  const tokens: Token[] = [];
  const open: number[] = [];
  const add = (text: string, isOptional = false): void => {
    const bare = text.trim();
    const opens = '([{'.includes(bare);
    const closes = ')]}'.includes(bare);
    const id = closes ? (open.pop() ?? -1) : tokens.length;
    if (opens) open.push(id);
    tokens.push({ text, id, opens, closes, isOptional });
  };
  if (start !== '') {
    for (const [text] of start.trimEnd().matchAll(pattern)) add(text);
    add(' (', true);
  }
  const space = start === '' ? '' : ' ';
  for (const [text] of `${space}${statement.slice(start.length)}`.matchAll(pattern)) add(text);
  if (start !== '') add(')', true);
  return tokens;
}
