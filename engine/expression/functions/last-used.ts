/** Remembers the result for the last pair of texts, since a pattern is the same on nearly every row. */
export function lastUsed<Result>(
  make: (key: string, second: string) => Result,
): (key: string, second: string) => Result {
  let last: { readonly key: string; readonly second: string; readonly result: Result } | undefined;
  return (key, second) => {
    if (last === undefined || last.key !== key || last.second !== second)
      last = { key, second, result: make(key, second) };
    return last.result;
  };
}
