import type { AriaLabelConfig } from '@xyflow/react';
import { useMemo } from 'react';
import { useAnalysis, useDocument, useRun, useWorkspace } from '../commands/workspace-context.tsx';
import { nodeTitle, wordsOf } from '../model/catalogue.ts';
import { edgeId } from '../model/edge-id.ts';
import { inputTitle } from '../model/port-words.ts';
import { readSeverities, runSeverities } from '../model/run-findings.ts';
import { portOf } from '../model/wiring.ts';
import { useLanguage, useTexts } from '../ui/i18n.ts';
import type { ElementLabels } from './flow-elements.ts';
import { texts } from './texts.ts';

/** What screen readers say of nodes and wires; made anew when the language or what analysis found changes. */
export function useLabels(): ElementLabels {
  const t = useTexts(texts);
  const { catalogue } = useWorkspace();
  const language = useLanguage();
  const severities = useAnalysis((state) => state.severityByNode);
  const met = useRun((state) => runSeverities(state));
  const nodes = useDocument((state) => state.document.nodes);
  // biome-ignore lint/correctness/useExhaustiveDependencies: t follows the language
  return useMemo(() => {
    const titles = new Map(nodes.map((node) => [node.id, nodeTitle(catalogue, node, language)]));
    const descriptors = new Map(nodes.map((node) => [node.id, catalogue.byKind.get(node.kind)]));
    const metAt = readSeverities(met);
    // Asked for all of them at each move of a drag, so each is made once.
    const made = new Map<string, string>();
    const once = (key: string, make: () => string): string => {
      const known = made.get(key);
      if (known !== undefined) return known;
      const text = make();
      made.set(key, text);
      return text;
    };
    return {
      node: (node) =>
        once(node.id, () => {
          const descriptor = catalogue.byKind.get(node.kind);
          const found = severities.get(node.id);
          const severity = found === 'error' ? found : (metAt.get(node.id) ?? found);
          const key =
            severity === 'error' ? 'nodeLabelError' : severity === 'warning' ? 'nodeLabelWarning' : 'nodeLabel';
          return t(key, {
            title: titles.get(node.id) ?? node.id,
            kind: descriptor === undefined ? t('unknownKind') : wordsOf(descriptor, language).title,
            family: descriptor === undefined ? '' : t(`family_${descriptor.family}`),
          });
        }),
      edge: (edge) =>
        once(edgeId(edge), () =>
          t('edgeLabel', {
            source: titles.get(edge.source) ?? edge.source,
            target: inputTitle(titles.get(edge.target) ?? edge.target, descriptors.get(edge.target), portOf(edge)),
          }),
        ),
    };
  }, [nodes, catalogue, language, severities, met]);
}

/** React Flow's own words. */
export function useAriaLabels(): Partial<AriaLabelConfig> {
  const t = useTexts(texts);
  const language = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: t follows the language
  return useMemo(
    () => ({
      'node.a11yDescription.default': t('nodeHelp'),
      'node.a11yDescription.keyboardDisabled': t('nodeHelp'),
      'edge.a11yDescription.default': t('edgeHelp'),
      'minimap.ariaLabel': t('minimap'),
    }),
    [language],
  );
}
