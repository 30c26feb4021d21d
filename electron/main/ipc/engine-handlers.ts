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
}

/** Passes what the page asks of the engine on to its thread; nothing is worked out here. */
export function engineHandlers({ engine, baseDirectory }: EnginePorts): HandlersOf<'engine' | 'catalogue'> {
  const call = async <Name extends EngineCallName>(
    name: Name,
    input: EngineInput<Name>,
  ): Promise<EngineOutput<Name>> => {
    const reply = await engine.request(name, input);
    if (!reply.ok) throw new ReplyError(reply.error);
    return reply.value;
  };
  return {
    'catalogue.get': async () => [...(await call('catalogue', null))],
    'engine.analyze': ({ document, path }) => call('analyze', { document, baseDirectory: baseDirectory(path) }),
    'engine.explain': ({ document, path, code }) =>
      call('explain', { document, baseDirectory: baseDirectory(path), withCode: code }),
    'engine.run': ({ document, path, mode, follow }) => {
      const options = { follow, baseDirectory: baseDirectory(path), ...(mode === undefined ? {} : { mode }) };
      return call('run', { document, options });
    },
    'engine.stop': () => call('stop', null),
    'engine.snapshot': () => call('snapshot', null),
    'engine.recent-progress': async (input) => [...(await call('recentProgress', input))],
    'engine.tables': async () => [...(await call('tables', null))],
    'engine.sql': (input) => call('sql', input),
  };
}
