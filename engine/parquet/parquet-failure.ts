import { EngineError } from '../base/errors/engine-error.ts';

/** What a failure of DuckDB says about the file that was read; its own words are kept as the cause only. */
export function readFailure(error: unknown, path: string): unknown {
  // Errors of our own and a stop come through as they are, and so does what is no failure of DuckDB.
  if (!(error instanceof Error) || error.name !== 'Error') return error;
  const { message } = error;
  const codec = /compression codec "?(\w+)/i.exec(message);
  if (codec !== null) return new EngineError('EXE-134', { path, codec: codec[1] ?? '' }, {}, error);
  const value = /with value (\S+) can't be cast .* destination type/.exec(message);
  if (value !== null) return new EngineError('EXE-133', { path, value: value[1] ?? '' }, {}, error);
  if (/No files found that match/.test(message)) return new EngineError('SRC-004', { path }, {}, error);
  const system = /^IO Error: .*: ([^:]+)$/.exec(message);
  if (system !== null) return new EngineError('SRC-003', { path, reason: system[1] ?? '' }, {}, error);
  return new EngineError('EXE-130', { path }, {}, error);
}
