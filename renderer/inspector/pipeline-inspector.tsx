import { useAnalysis, useDocument, useWorkspace } from '../commands/workspace-context.tsx';
import {
  setMemoryLimit,
  setMode,
  setName,
  setNoDataMicroBatches,
  setTimeZone,
  setWatermarkPolicy,
} from '../model/document-edits.ts';
import { Field, labelIdOf } from '../ui/field.tsx';
import { useTexts } from '../ui/i18n.ts';
import { formatCount } from '../ui/numbers.ts';
import { SuggestField } from '../ui/suggest-field.tsx';
import { Switch } from '../ui/switch.tsx';
import { TextField } from '../ui/text-field.tsx';
import { ToggleGroup } from '../ui/toggle-group.tsx';
import { Section } from './section.tsx';
import { useFieldMessage } from './setting-messages.tsx';
import { texts } from './texts.ts';

const limits = ['256 MB', '512 MB', '1 GB', '2 GB', '4 GB', '8 GB'];

const zones = [
  'UTC',
  'Europe/Paris',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'Asia/Tokyo',
  'Australia/Sydney',
];

/** The settings of the whole pipeline, shown while nothing is selected. */
export function PipelineInspector() {
  const t = useTexts(texts);
  const messageOf = useFieldMessage();
  const { documents } = useWorkspace();
  const { name, settings } = useDocument((state) => state.document);
  const nodes = useDocument((state) => state.document.nodes.length);
  const edges = useDocument((state) => state.document.edges.length);
  const diagnostics = useAnalysis((state) => state.analysis.diagnostics);
  const messages = (setting: string) =>
    diagnostics.filter(({ at }) => at.nodeId === undefined && at.setting === setting).map(messageOf);
  return (
    <Section title={t('pipeline')}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: hears of the fields inside */}
      <div className="flex flex-col gap-4" onBlur={() => documents.seal()}>
        <Field label={t('name')} messages={messages('name')}>
          {(field) => <TextField {...field} value={name} onText={(text) => setName(documents, text)} />}
        </Field>
        <div className="flex flex-col gap-1">
          <span className="text-sm font-medium text-muted">{t('mode')}</span>
          <ToggleGroup
            label={t('mode')}
            value={settings.mode}
            onValue={(mode) => setMode(documents, mode)}
            options={[
              { value: 'streaming', label: t('streaming') },
              { value: 'batch', label: t('batch') },
            ]}
          />
          <p className="text-sm text-faint">{t('modeHelp')}</p>
        </div>
        <Field label={t('timeZone')} help={t('timeZoneHelp')} messages={messages('settings.timeZone')}>
          {(field) => (
            <SuggestField
              {...field}
              value={settings.timeZone}
              suggestions={zones}
              onText={(text) => setTimeZone(documents, text)}
            />
          )}
        </Field>
        <div className="flex flex-col gap-1">
          <span className="text-sm font-medium text-muted">{t('watermarkPolicy')}</span>
          <ToggleGroup
            label={t('watermarkPolicy')}
            value={settings.watermarkPolicy ?? 'min'}
            onValue={(policy) => setWatermarkPolicy(documents, policy)}
            options={[
              { value: 'min', label: t('policyMin') },
              { value: 'max', label: t('policyMax') },
            ]}
          />
          <p className="wrap-anywhere text-sm text-faint">{t('watermarkPolicyHelp')}</p>
        </div>
        <Field label={t('noDataBatches')} help={t('noDataBatchesHelp')}>
          {({ id, 'aria-describedby': describedBy }) => (
            <Switch
              id={id}
              aria-labelledby={labelIdOf(id)}
              aria-describedby={describedBy}
              checked={settings.noDataMicroBatches ?? true}
              onChecked={(isOn) => setNoDataMicroBatches(documents, isOn)}
            />
          )}
        </Field>
        <Field label={t('memoryLimit')} help={t('memoryLimitHelp')} messages={messages('settings.memoryLimit')}>
          {(field) => (
            <SuggestField
              {...field}
              value={settings.memoryLimit ?? ''}
              suggestions={limits}
              onText={(text) => setMemoryLimit(documents, text)}
            />
          )}
        </Field>
        <p className="text-sm text-faint">
          {t('nodes')} <span className="tabular text-ink">{formatCount(nodes)}</span> · {t('wires')}{' '}
          <span className="tabular text-ink">{formatCount(edges)}</span>
        </p>
        <p className="text-muted">{t('pipelineHint')}</p>
      </div>
    </Section>
  );
}
