import { parseInterval } from '../../types/interval-text.ts';

/** A place in a node's config that names columns of its input. */
export interface ColumnSetting {
  /** Path inside the config: `columns.0.expr`. */
  readonly setting: string;
  readonly text: string;
  /** A bare name, an expression, or the arguments of a call. */
  readonly form: 'name' | 'expression' | 'arguments';
}

type Config = Readonly<Record<string, unknown>>;

/** For each kind with rows at its inputs, where its config names their columns. */
export const columnSettings: Readonly<Record<string, (config: Config) => readonly ColumnSetting[]>> = {
  'console-sink': () => [],
  deduplicate: ({ columns }) => namesIn('columns', columns),
  'file-sink': ({ partitionBy }) => namesIn('partitionBy', partitionBy),
  filter: ({ condition }) => one('condition', condition, 'expression'),
  'group-by': ({ keys, aggregates }) => [
    ...listed(keys).flatMap((key, index) =>
      typeof key === 'string'
        ? one(`keys.${index}`, key, 'name')
        : one(`keys.${index}.expr`, partOf(key, 'expr'), 'expression'),
    ),
    ...listed(aggregates).flatMap((call, index) => {
      const text = partOf(call, 'expr');
      return text === '*' ? [] : one(`aggregates.${index}.expr`, text, 'arguments');
    }),
  ],
  join: ({ on }) => one('on', on, 'expression'),
  limit: () => [],
  'memory-sink': () => [],
  schema: () => [],
  select: ({ columns }) =>
    listed(columns).flatMap((column, index) => one(`columns.${index}.expr`, partOf(column, 'expr'), 'expression')),
  sort: ({ by }) => listed(by).flatMap((order, index) => one(`by.${index}.expr`, partOf(order, 'expr'), 'expression')),
  union: () => [],
  watermark: ({ timeColumn }) => one('timeColumn', timeColumn, 'name'),
  window: ({ timeColumn, gap }) => [
    ...one('timeColumn', timeColumn, 'name'),
    ...(typeof gap === 'string' && !parseInterval(gap).ok ? one('gap', gap, 'expression') : []),
  ],
};

/** The config with the text at `setting` replaced. */
export function withSetting(config: Config, setting: string, text: string): Config {
  return replaced(config, setting.split('.'), text) as Config;
}

function replaced(value: unknown, path: readonly string[], text: string): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return text;
  if (Array.isArray(value))
    return value.map((each, index) => (String(index) === step ? replaced(each, rest, text) : each));
  return { ...(value as Config), [step]: replaced((value as Config)[step], rest, text) };
}

function one(setting: string, text: unknown, form: ColumnSetting['form']): readonly ColumnSetting[] {
  return typeof text === 'string' ? [{ setting, text, form }] : [];
}

function namesIn(setting: string, names: unknown): readonly ColumnSetting[] {
  return listed(names).flatMap((name, index) => one(`${setting}.${index}`, name, 'name'));
}

function listed(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function partOf(value: unknown, part: string): unknown {
  return typeof value === 'object' && value !== null ? (value as Config)[part] : undefined;
}
