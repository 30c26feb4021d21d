/** Texts of DuckDB's SQL. Everything that comes from a file or a user goes in through these. */

export function textLiteral(text: string): string {
  return `'${text.replaceAll("'", "''")}'`;
}

export function quotedName(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A path that names one file: the signs of a glob in it stand for themselves. */
export function fileLiteral(path: string): string {
  return textLiteral(path.replace(/[*?[]/g, '[$&]'));
}

/** Inside the engine, fields have names that are safe everywhere: `f0`, `f1` … */
export function fieldName(index: number): string {
  return `f${index}`;
}
