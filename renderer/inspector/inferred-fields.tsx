import type { InferredSchema } from '../../engine/session-shapes.ts';
import { type ChosenField, isByPlace, type SchemaComparison } from '../model/schema-inference.ts';
import { Badge } from '../ui/badge.tsx';
import { useTexts } from '../ui/i18n.ts';
import { Select, type SelectOption } from '../ui/select.tsx';
import { TextField } from '../ui/text-field.tsx';
import { typeNames } from './text-controls.tsx';
import { texts } from './texts.ts';

interface InferredFieldsProps {
  readonly inferred: InferredSchema;
  readonly fields: readonly ChosenField[];
  /** With the columns of the schema that is there; null where there is none. */
  readonly comparison: SchemaComparison | null;
  readonly onFields: (fields: readonly ChosenField[]) => void;
}

/** The proposed columns, each to be left out, called otherwise or given another type, as far as the format allows. */
export function InferredFields({ inferred, fields, comparison, onFields }: InferredFieldsProps) {
  const t = useTexts(texts);
  const isCsv = isByPlace(inferred.format);
  const set = (index: number, change: Partial<ChosenField>): void =>
    onFields(fields.map((each, at) => (at === index ? { ...each, ...change } : each)));
  return (
    <div className="max-h-[30vh] overflow-y-auto rounded-md border border-line">
      <table className="w-full border-collapse text-left">
        <caption className="sr-only">{t('inferColumns')}</caption>
        <thead className="sticky top-0 z-10 bg-sunken text-sm text-muted">
          <tr>
            <th className="w-10 px-2 py-1">
              <span className="sr-only">{t('inferInclude')}</span>
            </th>
            <th className="px-2 py-1 font-medium">{t('columnName')}</th>
            <th className="px-2 py-1 font-medium">{t('columnType')}</th>
            <th className="px-2 py-1 font-medium">{t('inferNullable')}</th>
            {comparison !== null && <th className="px-2 py-1 font-medium">{t('inferNow')}</th>}
          </tr>
        </thead>
        <tbody>
          {fields.map((field, index) => (
            <tr key={field.from} className="border-line border-t">
              <td className="px-2 py-1 text-center">
                <input
                  type="checkbox"
                  aria-label={t('inferIncludeNamed', { name: field.from })}
                  className="size-4 accent-(--accent)"
                  disabled={isCsv}
                  checked={field.isIncluded}
                  onChange={(event) => set(index, { isIncluded: event.target.checked })}
                />
              </td>
              <td className="w-[34%] px-2 py-1">
                {isCsv ? (
                  <TextField
                    mono
                    aria-label={t('inferNameOf', { name: field.from })}
                    value={field.name}
                    onText={(name) => set(index, { name })}
                  />
                ) : (
                  <span className="wrap-anywhere font-mono text-sm">{field.name}</span>
                )}
              </td>
              <td className="w-[30%] px-2 py-1">
                <Select
                  mono
                  aria-label={t('inferTypeOf', { name: field.from })}
                  value={field.type}
                  options={typeOptions(field.type, inferred.fields[index]?.alternatives ?? [])}
                  onValue={(type) => set(index, { type })}
                />
              </td>
              <td className="px-2 py-1">
                <input
                  type="checkbox"
                  aria-label={t('inferNullableNamed', { name: field.from })}
                  className="size-4 accent-(--accent)"
                  checked={field.nullable}
                  onChange={(event) => set(index, { nullable: event.target.checked })}
                />
              </td>
              {comparison !== null && (
                <td className="px-2 py-1 text-sm">
                  <Change comparison={comparison} index={index} />
                </td>
              )}
            </tr>
          ))}
          {comparison?.missing.map(({ name, type }) => (
            <tr key={`missing ${name}`} className="border-line border-t text-muted">
              <td />
              <td className="px-2 py-1 font-mono text-sm">
                <del>{name}</del>
              </td>
              <td className="px-2 py-1 font-mono text-sm">
                <del>{type}</del>
              </td>
              <td />
              <td className="px-2 py-1 text-sm">
                <Badge tone="danger">{t('inferMissing')}</Badge>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Change({ comparison, index }: { readonly comparison: SchemaComparison; readonly index: number }) {
  const t = useTexts(texts);
  const change = comparison.changes[index] ?? 'same';
  if (change === 'same') return <span className="text-faint">{t('inferSame')}</span>;
  if (change === 'added') return <Badge tone="success">{t('inferAdded')}</Badge>;
  return (
    <span className="flex flex-wrap items-center gap-1">
      <Badge tone="warning">{t('inferOtherType')}</Badge>
      <span className="font-mono text-muted text-xs">{comparison.before[index]}</span>
    </span>
  );
}

/** What all values fit first, then every other type. */
function typeOptions(type: string, alternatives: readonly string[]): readonly SelectOption[] {
  const names = [...new Set([type, ...alternatives, ...typeNames])];
  return names.map((name) => ({ value: name, label: name }));
}
