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
