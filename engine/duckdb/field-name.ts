/** Inside DuckDB the fields of structs have names that are safe everywhere, by position: `f0`, `f1` … */
export function fieldName(index: number): string {
  return `f${index}`;
}
