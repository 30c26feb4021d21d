import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { fakeCatalogue } from '../bridge/fake-catalogue.ts';
import { nudgeAll } from './annotation-edits.ts';
import {
  addNode,
  connect,
  moveNodes,
  removeSelection,
  setLabel,
  setMode,
  setName,
  setSetting,
  setTimeZone,
  setViews,
} from './document-edits.ts';
import { createDocumentStore, type DocumentStore, emptyDocument } from './document-store.ts';
import { copySelection, pasteFragment } from './fragment.ts';
import { joinPauseMs } from './history.ts';

function start(): { documents: DocumentStore; advance: (ms: number) => void } {
  let clockMs = 0;
  const documents = createDocumentStore(emptyDocument('test'), () => clockMs);
  return {
    documents,
    advance: (ms) => {
      clockMs += ms;
    },
  };
}

const content = (documents: DocumentStore): string => JSON.stringify(documents.getState().document);
const steps = (documents: DocumentStore): number => documents.getState().history.past.length;
const kind = (name: string) =>
  must(
    fakeCatalogue.find((each) => each.kind === name),
    'the fake has the kind',
  );

/** One edit of any sort, chosen by numbers. */
type Action = readonly [what: number, a: number, b: number];

function act(documents: DocumentStore, [what, a, b]: Action): void {
  const { nodes, edges } = documents.getState().document;
  const one = nodes[a % Math.max(1, nodes.length)];
  const other = nodes[b % Math.max(1, nodes.length)];
  const acts = [
    () => void addNode(documents, must(fakeCatalogue[a % fakeCatalogue.length], 'in range'), { x: a * 8, y: b * 8 }),
    () => one && other && connect(documents, { source: one.id, target: other.id }),
    () => one && moveNodes(documents, new Map([[one.id, { x: a, y: b }]]), 'drag'),
    () => one && setSetting(documents, one.id, a % 2 === 0 ? 'condition' : 'fields.0.name', `text ${b}`, 'typing'),
    () => one && setSetting(documents, one.id, 'condition', undefined),
    () => one && setLabel(documents, one.id, b % 3 === 0 ? '' : `label ${b}`),
    () => setName(documents, `name ${a}`),
    () => setMode(documents, a % 2 === 0 ? 'batch' : 'streaming'),
    () => setTimeZone(documents, a % 2 === 0 ? 'UTC' : 'Europe/Paris'),
    () => setViews(documents, { queries: [a, b] }),
    () => one && documents.select({ nodes: [one.id], edges: [] }),
    () => nudgeAll(documents, { x: 8, y: 0 }),
    () => removeSelection(documents),
    () => {
      const fragment = copySelection(documents);
      if (fragment !== null) pasteFragment(documents, fragment);
    },
    () =>
      edges.length > 0 &&
      removeSelection(documents, { nodes: [], edges: [JSON.stringify([edges[0]?.source, edges[0]?.target, 'in'])] }),
    () => documents.replace({ ...emptyDocument(`import ${a}`), nodes: nodes.slice(0, 2) }),
  ];
  acts[what % acts.length]?.();
}

const actions = fc.array(fc.tuple(fc.nat(15), fc.nat(40), fc.nat(40)), { maxLength: 40 });

describe('undo and redo', () => {
  it('n undos give the start and n redos the end, whatever was done', () => {
    fc.assert(
      fc.property(actions, (done) => {
        const { documents, advance } = start();
        const first = content(documents);
        const seen = [first];
        for (const action of done) {
          act(documents, action);
          // A long pause: each action is a step of its own.
          advance(joinPauseMs + 1);
          documents.seal();
          if (content(documents) !== seen.at(-1)) seen.push(content(documents));
        }
        const last = content(documents);
        const back: string[] = [last];
        while (documents.getState().canUndo) {
          documents.undo();
          if (content(documents) !== back.at(-1)) back.push(content(documents));
        }
        expect(back.reverse()).toEqual(seen);
        while (documents.getState().canRedo) documents.redo();
        expect(content(documents)).toBe(last);
      }),
      { seed: 7, numRuns: 150 },
    );
  });

  it('joins edits without losing a way back', () => {
    fc.assert(
      fc.property(actions, (done) => {
        const { documents } = start();
        const first = content(documents);
        for (const action of done) act(documents, action);
        const last = content(documents);
        while (documents.getState().canUndo) documents.undo();
        expect(content(documents)).toBe(first);
        while (documents.getState().canRedo) documents.redo();
        expect(content(documents)).toBe(last);
      }),
      { seed: 11, numRuns: 150 },
    );
  });

  it('a new edit after an undo takes away what could be redone', () => {
    const { documents } = start();
    setMode(documents, 'batch');
    documents.undo();
    setTimeZone(documents, 'Asia/Tokyo');
    expect(documents.getState().canRedo).toBe(false);
    expect(documents.getState().document.settings).toEqual({ mode: 'streaming', timeZone: 'Asia/Tokyo' });
  });

  it('gives back what was selected before the step', () => {
    const { documents } = start();
    const id = addNode(documents, kind('filter'), { x: 0, y: 0 });
    removeSelection(documents);
    expect(documents.getState().selection.nodes).toEqual([]);
    documents.undo();
    expect(documents.getState().selection.nodes).toEqual([id]);
  });
});

describe('one step a gesture', () => {
  it('typing a word is one step', () => {
    const { documents, advance } = start();
    const id = addNode(documents, kind('filter'), { x: 0, y: 0 });
    for (const text of ['a', 'ac', 'act', 'acti']) {
      setSetting(documents, id, 'condition', text, 'typing');
      advance(150);
    }
    expect(steps(documents)).toBe(2);
    documents.undo();
    expect(documents.getState().document.nodes[0]?.config.condition).toBe('');
  });

  it.each([
    ['a pause', (_: DocumentStore, advance: (ms: number) => void) => advance(joinPauseMs + 1)],
    ['leaving the field', (documents: DocumentStore) => documents.seal()],
    ['another selection', (documents: DocumentStore) => documents.select({ nodes: [], edges: [] })],
  ])('%s ends the word', (_name, between) => {
    const { documents, advance } = start();
    const id = addNode(documents, kind('filter'), { x: 0, y: 0 });
    setSetting(documents, id, 'condition', 'a', 'typing');
    between(documents, advance);
    setSetting(documents, id, 'condition', 'ab', 'typing');
    expect(steps(documents)).toBe(3);
  });

  it('a drag of many small moves is one step, and keeps one patch a node', () => {
    const { documents } = start();
    const id = addNode(documents, kind('filter'), { x: 0, y: 0 });
    for (let x = 8; x <= 800; x += 8) moveNodes(documents, new Map([[id, { x, y: 0 }]]), 'drag 1');
    expect(steps(documents)).toBe(2);
    expect(documents.getState().history.past.at(-1)?.patches).toHaveLength(1);
    documents.undo();
    expect(documents.getState().document.nodes[0]?.position).toEqual({ x: 0, y: 0 });
  });

  it('an edit that changes nothing leaves no step', () => {
    const { documents } = start();
    const id = addNode(documents, kind('filter'), { x: 0, y: 0 });
    moveNodes(documents, new Map([[id, { x: 0, y: 0 }]]));
    setSetting(documents, id, 'condition', '');
    setMode(documents, 'streaming');
    removeSelection(documents, { nodes: [], edges: [] });
    expect(steps(documents)).toBe(1);
  });
});
