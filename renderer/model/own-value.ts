/** The value that `record` itself has under `key`: node ids and names are users' words, and `constructor` is one. */
export function ownValue<Value>(
  record: Readonly<Record<string, Value>> | undefined | null,
  key: string,
): Value | undefined {
  return record != null && Object.hasOwn(record, key) ? record[key] : undefined;
}
