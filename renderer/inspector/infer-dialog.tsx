import { useEffect, useMemo, useRef, useState } from 'react';
import type { InferredSchema } from '../../engine/session-shapes.ts';
import { useCopy } from '../commands/use-copy.ts';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import { DataGrid } from '../grid/data-grid.tsx';
import { sayDiagnostic } from '../model/node-names.ts';
import { describeFailure } from '../model/notices-store.ts';
import {
  applyInference,
  type ChosenField,
  chosenFields,
  compareSchema,
  formats,
  type InferencePlace,
  inferenceRequest,
  isByPlace,
} from '../model/schema-inference.ts';
import { Button } from '../ui/button.tsx';
import { Dialog } from '../ui/dialog.tsx';
import { FieldMessages } from '../ui/field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { formatCount } from '../ui/numbers.ts';
import { Select } from '../ui/select.tsx';
import { InferredFields } from './inferred-fields.tsx';
import { texts } from './texts.ts';

interface InferDialogProps {
  readonly place: InferencePlace;
  readonly onClose: () => void;
}

interface Answer {
  readonly inferred: InferredSchema | null;
  readonly error: unknown;
}

/** The columns that the data seems to have, to be corrected and then taken over. */
export function InferDialog({ place, onClose }: InferDialogProps) {
  const t = useTexts(texts);
  const { documents } = useWorkspace();
  const [format, setFormat] = useState<InferredSchema['format'] | undefined>(() => inferenceRequest(place).format);
  const [fields, setFields] = useState<readonly ChosenField[] | null>(null);
  const { inferred, error } = useInferred(place, format, fields);
  useEffect(() => {
    if (inferred !== null) setFields((known) => known ?? chosenFields(inferred, place.schema));
  }, [inferred, place]);
  const isReady = inferred !== null && fields?.some(({ isIncluded }) => isIncluded) === true;
  const apply = (): void => {
    if (inferred === null || fields === null) return;
    applyInference(documents, place, inferred, fields);
    onClose();
  };
  return (
    <Dialog
      open
      large
      onClose={onClose}
      title={t('inferTitle')}
      description={inferenceRequest(place).source}
      actions={
        <>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button tone="primary" disabled={!isReady} onClick={apply}>
            {t(place.schema === null ? 'inferApplyNew' : 'inferApply')}
          </Button>
        </>
      }
    >
      {error !== null ? (
        <FieldMessages messages={[{ severity: 'error', ...describeFailure(error) }]} />
      ) : inferred === null || fields === null ? (
        <p role="status" className="py-6 text-muted">
          {t('inferWaiting')}
        </p>
      ) : (
        <Proposal
          place={place}
          inferred={inferred}
          fields={fields}
          onFields={setFields}
          onFormat={(next) => {
            setFields(null);
            setFormat(next);
          }}
        />
      )}
    </Dialog>
  );
}

interface ProposalProps {
  readonly place: InferencePlace;
  readonly inferred: InferredSchema;
  readonly fields: readonly ChosenField[];
  readonly onFields: (fields: readonly ChosenField[]) => void;
  readonly onFormat: (format: InferredSchema['format']) => void;
}

function Proposal({ place, inferred, fields, onFields, onFormat }: ProposalProps) {
  const t = useTexts(texts);
  const language = useLanguage();
  const names = useNodeNames();
  const copy = useCopy();
  const timeZone = useDocument((state) => state.document.settings.timeZone);
  const comparison = compareSchema(
    fields.map(({ from, type }) => ({ name: from, type })),
    place.schema,
  );
  const { rows } = inferred;
  const data = useMemo(() => {
    const places = fields.flatMap(({ isIncluded }, index) => (isIncluded ? [index] : []));
    const columns = places.flatMap((index) => fields[index] ?? []).map(({ name, type }) => ({ name, type }));
    return { columns, rows: rows.map((row) => places.map((index) => row[index] ?? null)) };
  }, [fields, rows]);
  const options = Object.entries(inferred.options).map(([name, value]) => `${name} = ${JSON.stringify(value)}`);
  return (
    <div className="flex flex-col gap-4">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="flex items-center gap-2">
          <span className="text-sm text-muted">{t('inferFormat')}</span>
          <Select
            aria-label={t('inferFormat')}
            className="w-28"
            mono
            value={inferred.format}
            options={formats.map((each) => ({ value: each, label: each }))}
            onValue={(next) => onFormat(formats.find((each) => each === next) ?? inferred.format)}
          />
        </span>
        {options.length > 0 && <span className="font-mono text-sm text-muted">{options.join(', ')}</span>}
        <span className="tabular text-sm text-muted">
          {t(inferred.isComplete ? 'inferAll' : 'inferSampled', {
            rows: formatCount(inferred.sampledRows),
            files:
              inferred.sampledFiles === 1
                ? t('inferFileOne')
                : t('inferFileMany', { number: formatCount(inferred.sampledFiles) }),
          })}
        </span>
      </div>
      {inferred.findings.length > 0 && (
        <FieldMessages
          messages={inferred.findings.map((found) => ({
            severity: found.severity,
            ...sayDiagnostic(found, names, language),
          }))}
        />
      )}
      <InferredFields
        inferred={inferred}
        fields={fields}
        comparison={place.schema === null ? null : comparison}
        onFields={onFields}
      />
      <p className="text-sm text-faint">{t(isByPlace(inferred.format) ? 'inferByPlace' : 'inferByName')}</p>
      <section aria-label={t('inferRows')}>
        <h3 className="mb-1 font-medium text-muted text-sm">{t('inferRows')}</h3>
        <div className="h-48 overflow-hidden rounded-md border border-line">
          <DataGrid data={data} label={t('inferRows')} timeZone={timeZone} onCopy={(text) => void copy(text)} />
        </div>
      </section>
    </div>
  );
}

const pauseMs = 250;

/** The proposal of the engine, asked again when a type was corrected: the rows follow it. The last answer stays meanwhile. */
function useInferred(
  place: InferencePlace,
  format: InferredSchema['format'] | undefined,
  fields: readonly ChosenField[] | null,
): Answer {
  const { bridge } = useWorkspace();
  const path = useDocument((state) => state.path ?? state.basePath);
  const [answer, setAnswer] = useState<Answer>({ inferred: null, error: null });
  // Names and ticks are the dialog's own: only types are asked for.
  const types = fields === null ? '' : JSON.stringify(fields.map(({ from, type }) => ({ name: from, type })));
  const known = useRef('');
  useEffect(() => {
    let isGone = false;
    if (types !== '' && types === known.current) return undefined;
    const take = (inferred: InferredSchema): void => {
      if (isGone) return;
      known.current = JSON.stringify(inferred.fields.map(({ name, type }) => ({ name, type })));
      setAnswer({ inferred, error: null });
    };
    const ask = (): void => {
      const chosen = types === '' ? {} : { fields: JSON.parse(types) as { name: string; type: string }[] };
      const asked = { ...inferenceRequest(place), ...(format === undefined ? {} : { format }), ...chosen, path };
      bridge
        .request('engine.infer-schema', asked)
        .then(take, (error: unknown) => !isGone && setAnswer({ inferred: null, error }));
    };
    if (types === '') setAnswer({ inferred: null, error: null });
    const timer = setTimeout(ask, types === '' ? 0 : pauseMs);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [bridge, place, path, format, types]);
  return answer;
}
