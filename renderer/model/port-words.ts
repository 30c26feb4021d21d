import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import { DEFAULT_PORT } from '../../engine/pipeline/document.ts';
import { say } from '../ui/i18n.ts';
import { texts } from './texts.ts';

const sides = { left: ['portLeft', 'portLeftLetter'], right: ['portRight', 'portRightLetter'] } as const;

/** An input of a node in the user's words, to stand inside a sentence: `left input`. */
export function portName(port: string): string {
  if (port === DEFAULT_PORT) return say(texts, 'portOnly');
  return isSide(port) ? say(texts, sides[port][0]) : say(texts, 'portOther', { port });
}

/** The letter on an input's handle, where a node has more inputs than one. */
export function portLetter(port: string): string {
  return isSide(port) ? say(texts, sides[port][1]) : port.slice(0, 1).toUpperCase();
}

/** A node with one of its inputs, named only where it has several: `Join (left input)`. */
export function inputTitle(title: string, descriptor: NodeDescriptor | undefined, port: string): string {
  const isOneOfSeveral = (descriptor?.inputs.length ?? 0) > 1;
  return isOneOfSeveral ? say(texts, 'portOfNode', { title, port: portName(port) }) : title;
}

function isSide(port: string): port is keyof typeof sides {
  return Object.hasOwn(sides, port);
}
