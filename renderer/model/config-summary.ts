import type { NodeDescriptor, SettingDescriptor } from '../../engine/nodes/descriptor.ts';
import { valueAt } from './document-edits.ts';

const partsMax = 4;

/** One line that says what a node does, made of the settings that matter: `tumbling · time · 1 hour`. */
export function configSummary(
  descriptor: NodeDescriptor | undefined,
  config: Readonly<Record<string, unknown>>,
): string {
  if (descriptor === undefined) return '';
  const shown = descriptor.settings.filter((setting) => isShown(setting, config));
  const own = Object.hasOwn(ownLines, descriptor.kind) ? ownLines[descriptor.kind]?.(config) : undefined;
  const said = own ?? shown.map((setting) => settingText(setting, valueAt(config, setting.path)));
  const parts = [...said, ...shown.map((setting) => switchText(setting, valueAt(config, setting.path)))];
  return parts
    .filter((text) => text !== '')
    .slice(0, partsMax)
    .join(' · ');
}

/** Lines of kinds whose settings are bare numbers, which say nothing without their unit. */
const ownLines: Readonly<Record<string, (config: Readonly<Record<string, unknown>>) => readonly string[]>> = {
  'rate-source': ({ rowsPerSecond }) => [`${oneLine(rowsPerSecond ?? '')}/s`],
  'socket-source': ({ host, port }) => [`${oneLine(host ?? '')}:${oneLine(port ?? '')}`],
  'generator-source': ({ rowsPerBatch, batches, step }) => [
    `${oneLine(batches ?? '∞')} × ${oneLine(rowsPerBatch ?? '')}`,
    oneLine(step ?? ''),
  ],
};

/** A switch that is not as it is by itself, by its name in the file. */
function switchText(setting: SettingDescriptor, value: unknown): string {
  return setting.control === 'switch' && value === true && setting.defaultText !== 'true' ? setting.path : '';
}

/** Whether a setting applies, given the values of the others. */
export function isShown(setting: SettingDescriptor, config: unknown): boolean {
  return setting.when === undefined || setting.when.is.includes(String(valueAt(config, setting.when.path)));
}

/** Whether the form has a field for a setting: also for one that has a value and does not apply, so that it can be mended. */
export function hasField(setting: SettingDescriptor, config: unknown): boolean {
  return isShown(setting, config) || valueAt(config, setting.path) !== undefined;
}

function settingText(setting: SettingDescriptor, value: unknown): string {
  if (value === undefined || value === null) return '';
  switch (setting.control) {
    case 'path':
      return pathEnd(oneLine(value));
    case 'choice':
    case 'column':
    case 'expression':
    case 'duration':
    case 'data-type':
      return oneLine(value);
    case 'text':
      return setting.required ? oneLine(value) : '';
    case 'columns':
      return Array.isArray(value) ? joined(value.map(columnText)) : '';
    case 'list':
      return Array.isArray(value) ? joined(value.map((item) => itemText(setting.item, item))) : '';
    case 'number':
      return setting.required ? oneLine(value) : '';
    default:
      return '';
  }
}

/** The end of a path says which files it means; the folders before it can be read in the inspector. */
function pathEnd(path: string): string {
  const parts = path.split(/[\\/]+/).filter((part) => part !== '');
  return parts.length <= 2 ? path : `…/${parts.slice(-2).join('/')}`;
}

/** A list entry by the name it gives, else by its first value: `time`, `count`, `sum(amount)`, `price desc`. */
function itemText(item: readonly SettingDescriptor[], value: unknown): string {
  const named = valueAt(value, 'as');
  if (typeof named === 'string' && named !== '') return oneLine(named);
  const first = item[0];
  if (first === undefined) return '';
  const text = oneLine(valueAt(value, first.path) ?? '');
  const argument = valueAt(value, 'expr');
  if (first.path !== 'expr') return typeof argument === 'string' ? `${text}(${oneLine(argument)})` : text;
  const choices = item
    .filter((each) => each.control === 'choice')
    .map((each) => oneLine(valueAt(value, each.path) ?? ''));
  return [text, ...choices].filter((each) => each !== '').join(' ');
}

function joined(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(', ');
}

function columnText(column: unknown): string {
  if (typeof column === 'string') return oneLine(column);
  return oneLine(valueAt(column, 'as') ?? valueAt(column, 'expr') ?? '');
}

function oneLine(value: unknown): string {
  if (typeof value === 'object') return '';
  return String(value).replace(/\s+/g, ' ').trim().slice(0, 120);
}
