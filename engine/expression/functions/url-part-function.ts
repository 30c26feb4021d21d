import { EngineError } from '../../base/errors/engine-error.ts';
import { STRING } from '../../types/data-type.ts';
import { excerpt } from '../../types/excerpt.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { strict } from './strict.ts';
import { readUrl, type UrlParts } from './url-parts.ts';

/** The parts by Spark's names, which are in capitals. */
const PARTS: ReadonlyMap<string, (url: UrlParts) => string | null> = new Map([
  ['PROTOCOL', ({ protocol }) => protocol],
  ['AUTHORITY', ({ authority }) => authority],
  ['USERINFO', ({ userInfo }) => userInfo],
  ['HOST', ({ host }) => host],
  ['PATH', ({ path }) => path],
  ['QUERY', ({ query }) => query],
  ['REF', ({ fragment }) => fragment],
  ['FILE', ({ path, query }) => (path === null || query === null ? path : `${path}?${query}`)],
]);

/** `parse_url(url, part[, key])` and the form of it that gives null where the text is no URL. */
export function urlPartFunction(name: string, isTry: boolean): ScalarFunction {
  return {
    name,
    minArgs: 2,
    maxArgs: 3,
    sign: takes([STRING], STRING, true),
    ...strict(() => (text, part, key) => {
      const url = readUrl(text as string);
      if (!url.ok) {
        if (isTry) return null;
        throw new EngineError('EXP-056', { text: excerpt(text as string, 80) });
      }
      if (key !== undefined) return part === 'QUERY' ? valueIn(url.value.query ?? '', key as string) : null;
      return PARTS.get(part as string)?.(url.value) ?? null;
    }),
  };
}

/** The value of the first `key=value` of a query. */
function valueIn(query: string, key: string): string | null {
  for (const pair of query.split('&')) if (pair.startsWith(`${key}=`)) return pair.slice(key.length + 1);
  return null;
}
