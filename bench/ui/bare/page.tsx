/// <reference types="vite/client" />
/** A page with React Flow as it comes: its default nodes and edges, nothing around it. What Millrace's canvas is held against. */
import '@xyflow/react/dist/style.css';
import './page.css';
import {
  type Edge,
  type Node,
  ReactFlow,
  ReactFlowProvider,
  useEdgesState,
  useNodesState,
  useReactFlow,
} from '@xyflow/react';
import { useEffect, useState } from 'react';
import { createRoot } from 'react-dom/client';
import type { BarePage } from './bare-page.ts';

function Bare() {
  const [nodes, setNodes, onNodesChange] = useNodesState<Node>([]);
  const [edges, setEdges, onEdgesChange] = useEdgesState<Edge>([]);
  const [size, setSize] = useState<{ width: number | string; height: number | string }>({
    width: '100%',
    height: '100vh',
  });
  const flow = useReactFlow();
  useEffect(() => {
    const bare: BarePage = {
      open(graph, place, given) {
        if (given !== undefined) setSize({ width: given.width, height: given.height });
        setNodes(graph.nodes.map((node) => ({ ...node, position: { ...node.position } })));
        setEdges(graph.edges.map((edge) => ({ ...edge })));
        void flow.setViewport(place);
      },
    };
    Object.assign(globalThis, { bare });
    const asked = new URLSearchParams(location.search).get('graph');
    if (asked === null) return;
    void fetch(asked)
      .then((response) => response.json())
      .then((graph) => {
        bare.open(graph, { x: 20, y: 200, zoom: 0.8 });
        requestAnimationFrame(() => requestAnimationFrame(() => performance.mark('usable')));
      });
  }, [setNodes, setEdges, flow]);
  return (
    <div style={size}>
      <ReactFlow
        nodes={nodes}
        edges={edges}
        onNodesChange={onNodesChange}
        onEdgesChange={onEdgesChange}
        minZoom={0.05}
        maxZoom={2}
      />
    </div>
  );
}

const root = document.getElementById('root');
if (root !== null) {
  createRoot(root).render(
    <ReactFlowProvider>
      <Bare />
    </ReactFlowProvider>,
  );
}
