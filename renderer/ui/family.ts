import type { NodeFamily } from '../../engine/nodes/descriptor.ts';

/** Class names that colour by node family; always beside an icon or a word, never alone. */
export const familyBackground: Readonly<Record<NodeFamily, string>> = {
  source: 'bg-family-source',
  shape: 'bg-family-shape',
  time: 'bg-family-time',
  aggregate: 'bg-family-aggregate',
  sink: 'bg-family-sink',
};

export const familyTint: Readonly<Record<NodeFamily, string>> = {
  source: 'bg-family-source/12 text-family-source',
  shape: 'bg-family-shape/12 text-family-shape',
  time: 'bg-family-time/12 text-family-time',
  aggregate: 'bg-family-aggregate/12 text-family-aggregate',
  sink: 'bg-family-sink/12 text-family-sink',
};
