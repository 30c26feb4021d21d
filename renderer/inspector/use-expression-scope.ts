import { useEffect, useMemo } from 'react';
import { useStore } from 'zustand/react';
import type { ColumnSummary, NodeAnalysis } from '../../engine/nodes/analysis.ts';
import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import type { ExpressionScope } from '../code/expression-completion.ts';
import { useWorkspace } from '../commands/workspace-context.tsx';

/**
 * What the expressions of a node can speak of: the columns that reach it, with `left.` and `right.` before those of a join, and
 * the functions of single rows. An aggregate may stand in none of them: it is a setting of its own.
 */
export function useExpressionScope(
  descriptor: NodeDescriptor,
  inputs: NodeAnalysis['inputs'] | undefined,
): ExpressionScope {
  const { functions } = useWorkspace();
  const known = useStore(functions);
  useEffect(() => void functions.load(), [functions]);
  return useMemo(
    () => ({
      inputs: descriptor.inputs.map(({ id }) => ({
        name: descriptor.inputs.length > 1 ? id : null,
        columns: (inputs !== undefined && Object.hasOwn(inputs, id) ? inputs[id] : null) ?? noColumns,
      })),
      functions: known.filter(({ kind }) => kind === 'scalar'),
    }),
    [descriptor, inputs, known],
  );
}

const noColumns: readonly ColumnSummary[] = [];
