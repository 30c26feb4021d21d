import type { SettingDescriptor } from '../../engine/nodes/descriptor.ts';

/** Whether the field of the setting at `path` (`aggregates.0.expr`) is one for expressions, which underlines what is wrong by itself. */
export function isExpressionAt(settings: readonly SettingDescriptor[], path: string): boolean {
  const [first, ...rest] = path.split('.');
  const setting = settings.find((each) => each.path === first);
  if (setting === undefined) return false;
  if (setting.control === 'columns') return setting.namesOnly !== true && rest.length > 0;
  if (setting.control === 'list') return isExpressionAt(setting.item, rest.slice(1).join('.'));
  return setting.control === 'expression' && rest.length === 0;
}
