import { useMemo } from 'react';
import { type NodeNames, nodeNames } from '../model/node-names.ts';
import { useLanguage } from '../ui/i18n.ts';
import { useDocument, useWorkspace } from './workspace-context.tsx';

/** What messages call the nodes of the open document, in the language of the moment. */
export function useNodeNames(): NodeNames {
  const { catalogue } = useWorkspace();
  const language = useLanguage();
  const nodes = useDocument((state) => state.document.nodes);
  return useMemo(() => nodeNames(nodes, catalogue, language), [nodes, catalogue, language]);
}
