/** Undo under everything that changes a document: random gestures, with pauses, saves and steps back at any place between them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { fakeCatalogue, fakePipeline } from '../bridge/fake-catalogue.ts';
import {
  addNote,
  changeGroup,
  changeNote,
  dropAll,
  groupSelection,
  nudgeAll,
  setColor,
  ungroup,
} from './annotation-edits.ts';
import { ANNOTATION_COLORS, groupsOf, notesOf } from './annotations.ts';
import { changeBreakpoint, clearBreakpoints, toggleBreakpoint } from './breakpoint-edits.ts';
import {
  addNode,
  connect,
  moveNodes,
  reconnect,
  removeSelection,
  setLabel,
  setMemoryLimit,
  setMode,
  setName,
  setNoDataMicroBatches,
  setSetting,
  setSettings,
  setTimeZone,
  setViews,
  setWatermarkPolicy,
} from './document-edits.ts';
import { createDocumentStore, type DocumentStore, emptyDocument } from './document-store.ts';
import { edgeId } from './edge-id.ts';
import { copySelection, pasteFragment } from './fragment.ts';
import { joinPauseMs } from './history.ts';
import { sameContent } from './same-content.ts';

/** A gesture, and two numbers that say at what. */
type Gesture = readonly [what: number, a: number, b: number];

const hostileKey = JSON.parse('{"__proto__":{"polluted":true},"constructor":1}') as unknown;

function gestures(documents: DocumentStore, a: number, b: number): readonly (() => unknown)[] {
  const { document } = documents.getState();
  const pick = <Value>(list: readonly Value[], number: number): Value | undefined =>
    list[number % Math.max(1, list.length)];
  const node = pick(document.nodes, a);
  const other = pick(document.nodes, b);
  const edge = pick(document.edges, a);
  const note = pick(notesOf(document.notes), a);
  const group = pick(groupsOf(document.groups), a);
  const color = pick(ANNOTATION_COLORS, b) ?? 'plain';
  const place = { x: a * 8, y: b * 8 };
  return [
    () => addNode(documents, must(fakeCatalogue[a % fakeCatalogue.length], 'in range'), place),
    () => node && other && connect(documents, { source: node.id, target: other.id }),
    () => edge && other && reconnect(documents, edgeId(edge), { ...edge, target: other.id }),
    () => node && moveNodes(documents, new Map([[node.id, place]]), 'drag'),
    () => node && setSetting(documents, node.id, 'fields.0.name', `text ${b}`, 'typing'),
    () => node && setSetting(documents, node.id, 'condition', b % 2 === 0 ? undefined : hostileKey),
    () =>
      node &&
      setSettings(
        documents,
        node.id,
        new Map([
          ['a.b', a],
          ['__proto__', b],
        ]),
      ),
    () => node && setLabel(documents, node.id, b % 3 === 0 ? '' : `label ${b}`),
    () => setName(documents, `name ${a % 3}`),
    () => setMode(documents, a % 2 === 0 ? 'batch' : 'streaming'),
    () => setTimeZone(documents, a % 2 === 0 ? 'UTC' : 'Europe/Paris'),
    () => setMemoryLimit(documents, a % 2 === 0 ? '' : '1 GB'),
    () => setWatermarkPolicy(documents, a % 2 === 0 ? 'min' : 'max'),
    () => setNoDataMicroBatches(documents, a % 2 === 0),
    () => setViews(documents, b % 4 === 0 ? undefined : { queries: [a, b] }, 'sql'),
    () => addNote(documents, place, `note ${a}`),
    () => note && changeNote(documents, note.id, { text: `text ${b}` }, 'typing'),
    () => note && documents.select({ nodes: [], edges: [], notes: [note.id], groups: group ? [group.id] : [] }),
    () => groupSelection(documents, `group ${a}`),
    () => group && changeGroup(documents, group.id, { label: `label ${b}` }, 'typing'),
    () => group && ungroup(documents, [group.id]),
    () => setColor(documents, color),
    () => node && dropAll(documents, { nodes: new Map([[node.id, place]]), notes: new Map(), into: group?.id ?? null }),
    () => nudgeAll(documents, { x: a % 2 === 0 ? 8 : -8, y: 0 }),
    () => edge && toggleBreakpoint(documents, edgeId(edge)),
    () => edge && changeBreakpoint(documents, edgeId(edge), { condition: `n > ${b}` }),
    () => clearBreakpoints(documents),
    () => node && documents.select({ nodes: other ? [node.id, other.id] : [node.id], edges: [] }),
    () => removeSelection(documents),
    () => {
      const fragment = copySelection(documents);
      if (fragment !== null) pasteFragment(documents, fragment, b % 2 === 0 ? place : null);
    },
    () =>
      documents.replace({ ...emptyDocument(`import ${a}`), nodes: document.nodes.slice(0, 2), notes: [note ?? 'x'] }),
  ];
}

const kinds = gestures(
  createDocumentStore(emptyDocument('x'), () => 0),
  0,
  0,
).length;
const someGestures = fc.array(fc.tuple(fc.nat(kinds - 1), fc.nat(40), fc.nat(40)), { maxLength: 40 });

function start(): { documents: DocumentStore; clock: { ms: number } } {
  const clock = { ms: 0 };
  const documents = createDocumentStore(JSON.parse(fakePipeline) as PipelineDocument, () => clock.ms);
  return { documents, clock };
}

function act(documents: DocumentStore, [what, a, b]: Gesture): void {
  gestures(documents, a, b)[what]?.();
}

const contentOf = (documents: DocumentStore): PipelineDocument => documents.getState().document;

function expectFrozen(value: unknown, path = 'document'): void {
  if (typeof value !== 'object' || value === null) return;
  expect(Object.isFrozen(value), path).toBe(true);
  for (const [key, each] of Object.entries(value)) expectFrozen(each, `${path}.${key}`);
}

describe('undo', () => {
  it('takes back every gesture: n undos give the start, n redos the end, each state as it was, and frozen', () => {
    fc.assert(
      fc.property(someGestures, (done) => {
        const { documents, clock } = start();
        const seen = [contentOf(documents)];
        for (const gesture of done) {
          const steps = documents.getState().history.past.length;
          act(documents, gesture);
          documents.seal();
          clock.ms += joinPauseMs + 1;
          expect(documents.getState().history.past.length - steps).toBeLessThanOrEqual(1);
          if (documents.getState().history.past.length > steps) seen.push(contentOf(documents));
        }
        for (const state of [...seen].reverse()) {
          expect(contentOf(documents)).toEqual(state);
          expectFrozen(contentOf(documents));
          documents.undo();
        }
        expect(documents.getState().canUndo).toBe(false);
        for (const state of seen) {
          expect(contentOf(documents)).toEqual(state);
          expectFrozen(contentOf(documents));
          documents.redo();
        }
        expect(documents.getState().canRedo).toBe(false);
      }),
      { seed: 3, numRuns: 120 },
    );
  });

  it('loses nothing where gestures are joined, and steps back and on come at any place', () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.tuple(fc.nat(kinds - 1), fc.nat(40), fc.nat(40)) },
      { weight: 2, arbitrary: fc.constantFrom('undo', 'redo', 'pause', 'seal') },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (done) => {
        const { documents, clock } = start();
        const first = contentOf(documents);
        for (const each of done) {
          if (each === 'undo') documents.undo();
          else if (each === 'redo') documents.redo();
          else if (each === 'seal') documents.seal();
          else if (each === 'pause') clock.ms += joinPauseMs + 1;
          else act(documents, each as Gesture);
        }
        while (documents.getState().canRedo) documents.redo();
        const last = contentOf(documents);
        let back = 0;
        for (; documents.getState().canUndo; back++) documents.undo();
        expect(contentOf(documents)).toEqual(first);
        for (let on = 0; on < back; on++) documents.redo();
        expect(contentOf(documents)).toEqual(last);
        expect(documents.getState().canRedo).toBe(false);
        expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
      }),
      { seed: 5, numRuns: 200 },
    );
  });

  it('leaves the unsaved mark to what the file holds, after any saves, steps back and steps on', () => {
    const step = fc.oneof(
      { weight: 6, arbitrary: fc.tuple(fc.nat(kinds - 1), fc.nat(6), fc.nat(6)) },
      { weight: 3, arbitrary: fc.constantFrom('undo', 'redo', 'save', 'gone') },
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 50 }), (done) => {
        const { documents } = start();
        let saved: PipelineDocument | null = contentOf(documents);
        for (const each of done) {
          if (each === 'undo') documents.undo();
          else if (each === 'redo') documents.redo();
          else if (each === 'gone') {
            documents.markUnsaved();
            saved = null;
          } else if (each === 'save') {
            saved = contentOf(documents);
            documents.markSaved({ path: '/x.millrace.json', fingerprint: 'x', given: saved });
          } else act(documents, each as Gesture);
          expect(documents.getState().dirty).toBe(saved === null || !sameContent(saved, contentOf(documents)));
        }
      }),
      { seed: 13, numRuns: 150 },
    );
  });

  it('forgets the oldest steps beyond a thousand, and no others', () => {
    const { documents } = start();
    for (let number = 0; number < 1010; number++) setMode(documents, number % 2 === 0 ? 'batch' : 'streaming');
    let back = 0;
    for (; documents.getState().canUndo; back++) documents.undo();
    expect(back).toBe(1000);
    while (documents.getState().canRedo) documents.redo();
    expect(contentOf(documents).settings.mode).toBe('streaming');
  });

  it('a nudge there and back is no step', () => {
    const { documents } = start();
    documents.select({ nodes: ['events'] });
    nudgeAll(documents, { x: 8, y: 0 });
    nudgeAll(documents, { x: -8, y: 0 });
    expect(documents.getState()).toMatchObject({ canUndo: false, dirty: false });
  });
});
