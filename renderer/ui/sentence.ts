/**
 * Messages start in lower case so that hosts can build on them; on its own one starts like a sentence. One that starts with
 * a name (`nodes.0.id`, `spark.sql…`) is left as it is.
 */
export function sentence(text: string): string {
  return /^\p{Ll}[\p{L}’']*(?:-(?:y|en|l[ae]s?|vous))?(?=[\s,]|[.?!…;:]?(?:\s|$))/u.test(text)
    ? text.charAt(0).toUpperCase() + text.slice(1)
    : text;
}

/** The same with a full stop, where others may follow. */
export function fullSentence(text: string): string {
  const start = sentence(text);
  return /[.!?…]$/.test(start) ? start : `${start}.`;
}
