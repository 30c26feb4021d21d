import { assert } from '../../../engine/base/assert.ts';
import type { Reply } from '../../contract/reply.ts';
import { ReplyError } from '../../contract/shell-error.ts';
import type { EngineCallName, EngineInput, EngineOutput } from '../../engine-host/engine-protocol.ts';
import type { HandlersOf } from './handlers.ts';

export interface EnginePorts {
  readonly engine: {
    request<Name extends EngineCallName>(name: Name, input: EngineInput<Name>): Promise<Reply<EngineOutput<Name>>>;
  };
  /** Folder where a document's relative paths start; throws for a path that was not granted. */
  readonly baseDirectory: (path: string | null) => string;
  /** Lets the user choose a file for a program, and writes what `make` gives for its folder; null when the user cancels. */
  readonly saveProgram: (
    suggestedName: string,
    basePath: string | null,
    make: (folder: string) => Promise<string>,
  ) => Promise<string | null>;
}

/** Passes what the page asks of the engine on to its thread; nothing is worked out here. */
export function engineHandlers({
  engine,
  baseDirectory,
  saveProgram,
}: EnginePorts): HandlersOf<'engine' | 'catalogue'> {
  const call = async <Name extends EngineCallName>(
    name: Name,
    input: EngineInput<Name>,
  ): Promise<EngineOutput<Name>> => {
    const reply = await engine.request(name, input);
    if (!reply.ok) throw new ReplyError(reply.error);
    return reply.value;
  };
  const program = (document: unknown, base: string, folder: string) =>
    call('exportPySpark', { document, baseDirectory: base, programDirectory: folder });
  return {
    'catalogue.get': async () => [...(await call('catalogue', null))],
    'catalogue.functions': async () => [...(await call('functions', null))],
    'engine.infer-schema': ({ path, ...request }) =>
      call('inferSchema', { request, baseDirectory: baseDirectory(path) }),
    'engine.rename-column': ({ document, path, ...request }) =>
      call('renameColumn', { document, baseDirectory: baseDirectory(path), request }),
    'engine.analyze': ({ document, path }) => call('analyze', { document, baseDirectory: baseDirectory(path) }),
    'engine.explain': ({ document, path, code }) =>
      call('explain', { document, baseDirectory: baseDirectory(path), withCode: code }),
    'engine.pyspark': async ({ document, path }) => {
      const base = baseDirectory(path);
      const made = await program(document, base, base);
      return made.ok
        ? { outcome: 'written', program: made.value }
        : { outcome: 'refused', diagnostics: [...made.error] };
    },
    'engine.export-pyspark': async ({ document, path, suggestedName }) => {
      const base = baseDirectory(path);
      // Nobody is asked for a file that cannot be written then.
      const first = await program(document, base, base);
      if (!first.ok) return { outcome: 'refused', diagnostics: [...first.error] };
      const saved = await saveProgram(suggestedName, path, async (folder) => {
        const made = await program(document, base, folder);
        assert(made.ok, 'what PySpark can say does not depend on a folder');
        return made.value.text;
      });
      return saved === null ? { outcome: 'cancelled' } : { outcome: 'saved', path: saved };
    },
    'engine.checkpoints': async ({ document, path, mode }) => {
      const options = { baseDirectory: baseDirectory(path), ...(mode === undefined ? {} : { mode }) };
      return [...(await call('checkpoints', { document, options }))];
    },
    'engine.run': ({ document, path, mode, follow, startAfresh, startPaused, breakpoints }) => {
      const options = {
        follow,
        baseDirectory: baseDirectory(path),
        ...(mode === undefined ? {} : { mode }),
        ...(startAfresh === true ? { startAfresh } : {}),
        ...(startPaused === true ? { startPaused } : {}),
        ...(breakpoints === undefined ? {} : { breakpoints }),
        isPeekable: true,
      };
      return call('run', { document, options });
    },
    'engine.pause': () => call('pause', null),
    'engine.resume': () => call('resume', null),
    'engine.step': () => call('step', null),
    'engine.check-breakpoints': async ({ document, path, breakpoints }) => [
      ...(await call('checkBreakpoints', { document, baseDirectory: baseDirectory(path), breakpoints })),
    ],
    'engine.set-breakpoints': (breakpoints) => call('setBreakpoints', breakpoints),
    'engine.peek': (input) => call('peek', input),
    'engine.stop': () => call('stop', null),
    'engine.snapshot': () => call('snapshot', null),
    'engine.watch': ({ isWatched }) => call('watch', isWatched),
    'engine.recent-progress': async (input) => [...(await call('recentProgress', input))],
    'engine.tables': async () => [...(await call('tables', null))],
    'engine.sql': (input) => call('sql', input),
  };
}
