import type { Diagnostic } from '../../base/errors/diagnostic.ts';
import type { Session } from '../../session.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import { readPipeline } from '../read-pipeline.ts';
import { inWords, type Terminal } from '../terminal.ts';

/** `millrace check FILE [--json]`: all diagnostics, and the columns that leave each node. */
export async function check(
  file: string,
  options: { readonly json?: boolean },
  session: Session,
  terminal: Terminal,
): Promise<ExitCode> {
  const read = await readPipeline(file, session);
  const analysis = read.ok
    ? session.analyze(read.value.document, read.value.baseDirectory)
    : { diagnostics: [read.error], nodes: {}, queries: [] };
  const hasErrors = analysis.diagnostics.some((found) => found.severity === 'error');
  if (options.json === true) {
    const nodes = Object.fromEntries(
      Object.entries(analysis.nodes).map(([id, { output }]) => [id, { schema: output }]),
    );
    terminal.out(`${JSON.stringify({ diagnostics: analysis.diagnostics.map(asJson), nodes }, null, 2)}\n`);
    return hasErrors ? EXIT.pipelineErrors : EXIT.done;
  }
  for (const found of analysis.diagnostics) terminal.err(inWords(found));
  for (const [id, { output }] of Object.entries(analysis.nodes)) {
    const columns = output?.map(({ name, type }) => `${name} ${type}`).join(', ');
    if (columns !== undefined) terminal.out(`${id}: ${columns}\n`);
  }
  const errors = analysis.diagnostics.filter((found) => found.severity === 'error').length;
  const warnings = analysis.diagnostics.length - errors;
  terminal.out(
    `${errors} ${errors === 1 ? 'error' : 'errors'}, ${warnings} ${warnings === 1 ? 'warning' : 'warnings'}\n`,
  );
  return hasErrors ? EXIT.pipelineErrors : EXIT.done;
}

function asJson(found: Diagnostic): object {
  return {
    code: found.code,
    severity: found.severity,
    node: found.at.nodeId ?? null,
    setting: found.at.setting ?? null,
    message: found.message,
    hint: found.hint ?? null,
    sparkClass: found.sparkClass ?? null,
  };
}
