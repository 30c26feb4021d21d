/**
 * The names of the contract's messages without their schemas, for the preload: a sandboxed preload is one small file, and
 * the schema library would be most of it. A test holds these lists equal to the table.
 */
import type { EventName, RequestName } from './channels.ts';

export const requestNames = [
  'app.info',
  'app.preferences.get',
  'app.preferences.set',
  'app.language',
  'app.open-external',
  'app.quit',
  'app.menu',
  'catalogue.get',
  'catalogue.functions',
  'document.initial',
  'document.open',
  'document.reload',
  'document.leave-recovered',
  'document.open-sample',
  'document.samples',
  'document.save',
  'document.save-as',
  'document.recent',
  'document.clear-recent',
  'document.autosave',
  'document.import',
  'document.dropped',
  'document.versions',
  'document.version',
  'document.export-picture',
  'document.state',
  'document.pick-path',
  'clipboard.read',
  'clipboard.write',
  'engine.analyze',
  'engine.explain',
  'engine.pyspark',
  'engine.export-pyspark',
  'engine.checkpoints',
  'engine.run',
  'engine.pause',
  'engine.resume',
  'engine.step',
  'engine.check-breakpoints',
  'engine.set-breakpoints',
  'engine.peek',
  'engine.infer-schema',
  'engine.rename-column',
  'engine.stop',
  'engine.snapshot',
  'engine.watch',
  'engine.recent-progress',
  'engine.tables',
  'engine.sql',
] as const satisfies readonly RequestName[];

export const eventNames = [
  'engine.snapshot',
  'menu.command',
  'document.opened',
  'document.file-changed',
  'engine.restarted',
] as const satisfies readonly EventName[];

/** The name under which a message travels between the processes: nobody else's channel can be met by chance. */
export function channelOf(name: RequestName | EventName): string {
  return `millrace:${name}`;
}
