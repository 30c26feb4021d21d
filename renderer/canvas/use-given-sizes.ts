import { useStoreApi } from '@xyflow/react';
import { useState } from 'react';
import type { FlowEdge, FlowNode } from './flow-elements.ts';

const nothingToMeasure = (): void => undefined;

/**
 * Keeps React Flow from measuring: sizes and handles of all nodes are given, and a card far away has no handles to be found,
 * so that its wires would lose their ends. To be called above `<ReactFlow>`, which takes its measuring when it is made.
 */
export function useGivenSizes(): void {
  const flow = useStoreApi<FlowNode, FlowEdge>();
  useState(() => flow.setState({ updateNodeInternals: nothingToMeasure }));
}
