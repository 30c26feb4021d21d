import { must } from '../base/assert.ts';
import { codePointOffsets } from '../base/code-points.ts';
import type { Span } from '../base/errors/diagnostic.ts';
import { err, ok, type Result } from '../base/result.ts';

/**
 * The SQL library, as far as expressions need it. The only file of this room that knows it. The library is a WebAssembly
 * module: loading waits, everything after is synchronous.
 */
type Library = Pick<typeof import('@polyglot-sql/sdk'), 'parse' | 'tokenize'>;

// Spelt out because the library's enum would be a value import, and that loads the module.
const SPARK = 'spark' as Parameters<Library['parse']>[1] & string;

let library: Library | undefined;
let loading: Promise<void> | undefined;

/** Resolves once `tokenizeSql` and `parseSql` may be called. Repeated calls share one load. */
export function loadPolyglot(): Promise<void> {
  loading ??= (async () => {
    const module = await import('@polyglot-sql/sdk');
    await module.init();
    library = module;
  })();
  return loading;
}

/** Places of the tokens of `text`, in UTF-16 units, comments left out; or the place that is no token. */
export function tokenizeSql(text: string): Result<readonly Span[], Span> {
  const found = loaded().tokenize(text, SPARK);
  const toUnits = codePointOffsets(text);
  if (!found.success || found.tokens === undefined) {
    const start = found.errorStart ?? 0;
    return err({ start: toUnits(start), end: toUnits(Math.max(found.errorEnd ?? 0, start + 1)) });
  }
  return ok(found.tokens.map(({ span }) => ({ start: toUnits(span.start), end: toUnits(span.end) })));
}

/**
 * The library's tree of `select <expression>`, as plain data that nobody has checked yet.
 *
 * @param expression ASCII, so that the library's offsets count the same as ours
 * @returns the statements; or the offset in `expression` where the library gave up and whether its limits were the reason
 */
export function parseSql(expression: string): Result<unknown, { readonly offset: number; readonly tooDeep: boolean }> {
  const prefix = 'select ';
  const found = loaded().parse(prefix + expression, SPARK);
  if (found.success) return ok(found.ast);
  return err({
    offset: Math.max(0, (found.errorStart ?? 0) - prefix.length),
    // Without a place it is the library's own stack that gave way.
    tooDeep: found.errorStart === undefined || /E_GUARD_/.test(found.error ?? ''),
  });
}

function loaded(): Library {
  return must(library, 'loadExpressionParser has finished before an expression is parsed');
}
