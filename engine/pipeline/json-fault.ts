const token =
  /\s*(?:([{}[\],:])|("(?:[^"\\\p{Cc}]|\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4}))*")|(-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/uy;

type Expected = 'value' | 'value or ]' | 'name' | 'name or }' | ':' | ', or }' | ', or ]' | 'the end';

/**
 * Where a text that `JSON.parse` has refused stops being JSON: the offset, in UTF-16 units, of the first character that
 * cannot stand there, or the text's length when it ends too early. The parser's own message is of no use for that:
 * whether it names a position, and how, differs from one engine to the next.
 */
export function findJsonFault(text: string): number {
  const open: ('{' | '[')[] = [];
  let expected: Expected = 'value';
  let offset = 0;
  const afterValue = (): Expected => {
    const inside = open.at(-1);
    return inside === undefined ? 'the end' : inside === '{' ? ', or }' : ', or ]';
  };
  for (;;) {
    token.lastIndex = offset;
    const match = token.exec(text);
    const [whole, mark, string, scalar] = match ?? [];
    const next = follow(expected, mark, string, scalar);
    if (whole === undefined || next === null) {
      return offset + (/^\s*/.exec(text.slice(offset))?.[0].length ?? 0);
    }
    offset += whole.length;
    if (next === 'open') {
      open.push(mark === '{' ? '{' : '[');
      expected = mark === '{' ? 'name or }' : 'value or ]';
    } else if (next === 'close') {
      open.pop();
      expected = afterValue();
    } else {
      expected = next === 'after value' ? afterValue() : next;
    }
  }
}

/** What is expected behind this token; null when it cannot stand here. */
function follow(
  now: Expected,
  mark: string | undefined,
  string: string | undefined,
  scalar: string | undefined,
): Expected | 'open' | 'close' | 'after value' | null {
  const takesValue = now === 'value' || now === 'value or ]';
  const takesName = now === 'name' || now === 'name or }';
  if (string !== undefined) return takesValue ? 'after value' : takesName ? ':' : null;
  if (scalar !== undefined) return takesValue ? 'after value' : null;
  if (mark === '{' || mark === '[') return takesValue ? 'open' : null;
  if (mark === '}') return now === 'name or }' || now === ', or }' ? 'close' : null;
  if (mark === ']') return now === 'value or ]' || now === ', or ]' ? 'close' : null;
  if (mark === ':') return now === ':' ? 'value' : null;
  if (mark === ',') return now === ', or }' ? 'name' : now === ', or ]' ? 'value' : null;
  return null;
}
