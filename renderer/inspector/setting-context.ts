import { type ComponentType, createContext, useContext } from 'react';
import { must } from '../../engine/base/assert.ts';
import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import type { ColumnSummary } from '../../engine/nodes/analysis.ts';
import type { SettingDescriptor } from '../../engine/nodes/descriptor.ts';
import type { ExpressionScope } from '../code/expression-completion.ts';
import type { FieldControlProps } from '../ui/field.tsx';

/** What the controls of one node's form share. */
export interface SettingContextValue {
  readonly nodeId: string;
  /** Columns that reach the node, over all its inputs; empty where none are known. */
  readonly columns: readonly ColumnSummary[];
  /** Likely conditions over the columns of both inputs; null for a node that has not two. */
  readonly conditions: readonly string[] | null;
  /** What its expressions can speak of. */
  readonly scope: ExpressionScope;
  readonly diagnostics: readonly Diagnostic[];
  /** Whether what is known of the setting at a path is about the value that it has now. */
  readonly isAnalysed: (path: string) => boolean;
  /** Whether the field at a path underlines by itself what is wrong in its text. */
  readonly underlines: (path: string) => boolean;
  /** The control for a setting inside another one: an item of a list. */
  readonly Control: ComponentType<ControlProps>;
  /** Words for the label of a setting, by its path without list positions: `fields.name`. */
  readonly labelOf: (path: string) => string;
}

export const SettingContext = createContext<SettingContextValue | null>(null);

export function useSettingContext(): SettingContextValue {
  return must(useContext(SettingContext), 'controls live inside a setting form');
}

/** What every control gets. A control with letters typed into it says `typing`, so that a word is one undo step. */
export interface ControlProps<Control extends SettingDescriptor['control'] = SettingDescriptor['control']> {
  readonly setting: Extract<SettingDescriptor, { readonly control: Control }>;
  /** Where the value is in the config: `aggregates.0.expr`. */
  readonly path: string;
  readonly value: unknown;
  /** `undefined` takes the setting away. */
  readonly onValue: (value: unknown, how?: 'typing') => void;
  readonly field: Partial<FieldControlProps> & { readonly 'aria-label'?: string };
}
