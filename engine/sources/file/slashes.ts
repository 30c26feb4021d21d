/** Windows' backslashes; elsewhere a backslash is part of a name or of a glob. */
export function toSlashes(path: string): string {
  return process.platform === 'win32' ? path.replaceAll('\\', '/') : path;
}
