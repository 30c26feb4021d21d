import type { Session } from '../../session.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Terminal } from '../terminal.ts';

/** `millrace schema`: the JSON Schema of the pipeline file. */
export function schema(session: Session, terminal: Terminal): ExitCode {
  terminal.out(`${JSON.stringify(session.jsonSchema(), null, 2)}\n`);
  return EXIT.done;
}
