import { useMemo } from 'react';
import { ExpressionField } from '../code/expression-field.tsx';
import type { TextMark } from '../code/text-marks.ts';
import { useNodeNames } from '../commands/use-node-names.ts';
import { useWorkspace } from '../commands/workspace-context.tsx';
import { sayDiagnostic } from '../model/node-names.ts';
import { labelIdOf } from '../ui/field.tsx';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import { sentence } from '../ui/sentence.ts';
import { type ControlProps, useSettingContext } from './setting-context.ts';
import { texts } from './texts.ts';

interface ExpressionControlProps {
  /** Where the text is in the config, as findings name it: `columns.0.expr`. */
  readonly path: string;
  readonly value: string;
  readonly placeholder?: string | undefined;
  readonly onText: (text: string) => void;
  readonly field: ControlProps['field'];
}

/** A field for an expression over the columns that reach the node. */
export function ExpressionControl({ path, value, placeholder, onText, field }: ExpressionControlProps) {
  const t = useTexts(texts);
  const { documents } = useWorkspace();
  const { scope, isAnalysed } = useSettingContext();
  const marks = useMarks(path, value);
  const { id, ...rest } = field;
  return (
    <ExpressionField
      {...rest}
      id={id}
      aria-labelledby={id === undefined ? undefined : labelIdOf(id)}
      aria-invalid={rest['aria-invalid'] ?? (marks.some(({ severity }) => severity === 'error') || undefined)}
      value={value}
      placeholder={placeholder}
      completionsLabel={t('completions')}
      scope={scope}
      marks={isAnalysed(path) ? marks : null}
      onText={onText}
      onUndo={documents.undo}
      onRedo={documents.redo}
    />
  );
}

/** What was found in the text: at its place, or all over where the finding has none and is about the whole. */
function useMarks(path: string, value: string): readonly TextMark[] {
  const { diagnostics } = useSettingContext();
  const language = useLanguage();
  const names = useNodeNames();
  return useMemo(
    () =>
      diagnostics
        .filter(({ at }) => at.setting === path)
        .map((found) => ({
          ...(found.at.span ?? { start: 0, end: value.length }),
          severity: found.severity,
          message: sentence(sayDiagnostic(found, names, language).message),
        })),
    [diagnostics, path, value, names, language],
  );
}
