import { describe, expect, it } from 'vitest';
import type { PipelineNode } from '../../engine/pipeline/document.ts';
import { fakeCatalogue } from '../bridge/fake-catalogue.ts';
import { createCatalogue } from './catalogue.ts';
import { nodeNames, sayDiagnostic } from './node-names.ts';

const catalogue = createCatalogue(fakeCatalogue);

function node(id: string, kind: string, label?: string): PipelineNode {
  return { id, kind, position: { x: 0, y: 0 }, config: {}, ...(label === undefined ? {} : { label }) };
}

const nodes = [
  node('events', 'file-source'),
  node('hourly', 'window', 'Per hour'),
  node('a', 'memory-sink'),
  node('b', 'memory-sink'),
  node('odd', 'not-a-kind'),
];
const english = nodeNames(nodes, catalogue, 'en');

describe('nodeNames', () => {
  it.each([
    ['the title of its kind', 'events', 'Files'],
    ['its label', 'hourly', 'Per hour'],
    ['its title with the id where another has the same', 'a', 'Memory table (a)'],
    ['its kind where that is not known', 'odd', 'not-a-kind'],
    ['nothing for an id that no node has', 'gone', undefined],
  ])('calls a node by %s', (_, id, name) => {
    expect(english(id)).toBe(name);
  });
});

describe('sayDiagnostic', () => {
  it('says nodes as their cards do', () => {
    const found = { code: 'PIP-026', params: { node: 'events', target: 'hourly' } } as const;
    expect(sayDiagnostic(found, english, 'en').message).toContain('node "Files" gives');
    expect(sayDiagnostic(found, english, 'en').message).toContain('"Per hour"');
    const french = nodeNames(nodes, catalogue, 'fr');
    expect(sayDiagnostic(found, french, 'fr').message).toContain(french('events'));
  });

  it('says lists of nodes so, and ids of nodes that are gone as they are', () => {
    const cycle = { code: 'PIP-024', params: { nodes: ['hourly', 'gone', 'a'] } } as const;
    expect(sayDiagnostic(cycle, english, 'en').message).toContain('Per hour, gone, Memory table (a)');
  });

  it('tells a stream that is a node from the side of a join that is one', () => {
    const union = { code: 'PLN-073', params: { stream: 'hourly', static: 'events' } } as const;
    expect(sayDiagnostic(union, english, 'en').message).toContain('"Per hour" is a stream, "Files" is static');
    const named = nodeNames([node('left', 'window', 'Mine')], catalogue, 'en');
    const join = { code: 'PLN-062', params: { type: 'left', stream: 'left', static: 'right' } } as const;
    expect(sayDiagnostic(join, named, 'en').message).toContain('a stream on the left and static rows on the right');
  });

  it('leaves other params alone, whatever they say', () => {
    const unwired = { code: 'PIP-029', params: { node: 'hourly', port: 'left' } } as const;
    expect(sayDiagnostic(unwired, english, 'en').message).toBe('the left input of node "Per hour" is not wired');
  });
});
