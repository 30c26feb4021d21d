import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { applyInference, chosenFields, compareSchema, inferencePlace, inferenceRequest } from './schema-inference.ts';
import { createTestWorkspace, openLab, type TestWorkspace } from './testing/test-workspace.ts';

let workspace: TestWorkspace;
beforeEach(() => {
  workspace = createTestWorkspace();
  openLab(workspace);
});
afterEach(() => workspace.dispose());

const proposal = {
  format: 'json' as const,
  options: {},
  fields: [
    { name: 'time', type: 'bigint', nullable: true, alternatives: ['timestamp'] },
    { name: 'user', type: 'string', nullable: true, alternatives: [] },
  ],
};
const ofKind = (kind: string) =>
  must(
    workspace.documents.getState().document.nodes.find((node) => node.kind === kind),
    'the lab has one',
  );
const placeOf = (id: string) => must(inferencePlace(workspace.documents.getState().document, id), 'it reads files');

describe('where', () => {
  it('is a file source or the schema behind it', () => {
    const source = ofKind('file-source');
    const schema = ofKind('schema');
    expect(placeOf(source.id)).toEqual({ source, schema });
    expect(placeOf(schema.id)).toEqual({ source, schema });
    expect(inferencePlace(workspace.documents.getState().document, ofKind('window').id)).toBeNull();
  });

  it('asks with the format only where a schema stands for it', () => {
    const place = placeOf(ofKind('file-source').id);
    expect(inferenceRequest(place)).toMatchObject({ format: 'json', options: {} });
    expect(inferenceRequest({ ...place, schema: null })).not.toHaveProperty('format');
  });
});

it('compares with the schema that is there', () => {
  const { changes, missing, before } = compareSchema(proposal.fields, ofKind('schema'));
  expect(changes).toEqual(['type', 'added']);
  expect(before).toEqual(['timestamp', null]);
  expect(missing.map(({ name }) => name)).toEqual(['action']);
});

it('leaves out what the schema left out, but no column of a csv file', () => {
  const schema = ofKind('schema');
  expect(chosenFields(proposal, schema).map(({ isIncluded }) => isIncluded)).toEqual([true, false]);
  expect(chosenFields({ ...proposal, format: 'csv' }, schema).every(({ isIncluded }) => isIncluded)).toBe(true);
  expect(chosenFields(proposal, null).every(({ isIncluded }) => isIncluded)).toBe(true);
});

describe('taking over', () => {
  it('replaces the fields and sets how the source reads, in one step', () => {
    const { documents } = workspace;
    const before = documents.getState().document;
    const fields = chosenFields(proposal, null).map((field) => ({ ...field, nullable: field.name !== 'user' }));
    applyInference(documents, placeOf(ofKind('schema').id), { format: 'csv', options: { header: 'true' } }, fields);
    expect(ofKind('schema').config.fields).toEqual([
      { name: 'time', type: 'bigint' },
      { name: 'user', type: 'string', nullable: false },
    ]);
    expect(ofKind('file-source').config).toMatchObject({ format: 'csv', options: { header: 'true' } });
    documents.undo();
    expect(documents.getState().document).toEqual(before);
  });

  it('makes and wires a schema where there is none', () => {
    const { documents } = workspace;
    const source = ofKind('file-source').id;
    const old = ofKind('schema').id;
    documents.edit((draft) => {
      draft.nodes = draft.nodes.filter(({ id }) => id !== old);
      draft.edges = draft.edges.filter((edge) => edge.source !== old && edge.target !== old);
      draft.edges.push({ source, target: ofKind('window').id });
    });
    const made = applyInference(documents, placeOf(source), proposal, chosenFields(proposal, null).slice(0, 1));
    const { document, selection } = documents.getState();
    expect(selection.nodes).toEqual([made]);
    expect(ofKind('schema').config).toEqual({ fields: [{ name: 'time', type: 'bigint' }] });
    expect(document.edges).toContainEqual({ source, target: made });
    expect(document.edges).toContainEqual({ source: made, target: ofKind('window').id });
  });

  it('needs no schema for text', () => {
    const { documents } = workspace;
    const place = { ...placeOf(ofKind('file-source').id), schema: null };
    expect(applyInference(documents, place, { format: 'text', options: {} }, [])).toBe(place.source.id);
    expect(ofKind('file-source').config.format).toBe('text');
  });
});
