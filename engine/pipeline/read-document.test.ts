import { describe, expect, test } from 'vitest';
import { settingsByKind } from '../nodes/catalogue.ts';
import { documentBytesMax, type PipelineDocument } from './document.ts';
import { checkDocument, readDocument } from './read-document.ts';

const valid: PipelineDocument = {
  format: 'millrace.pipeline',
  version: 1,
  name: 'test',
  settings: { mode: 'streaming', timeZone: 'UTC' },
  nodes: [
    { id: 'files', kind: 'file-source', position: { x: 0, y: 0 }, config: { path: 'in', format: 'text' } },
    { id: 'out', kind: 'console-sink', position: { x: 240, y: 0 }, config: { outputMode: 'append' } },
  ],
  edges: [{ source: 'files', target: 'out' }],
};

/** A document that a test may bend in any way. */
interface Loose {
  [key: string]: unknown;
  settings: Record<string, unknown>;
  nodes: [LooseNode, LooseNode];
}

interface LooseNode {
  [key: string]: unknown;
  config: Record<string, unknown>;
}

const changed = (change: (document: Loose) => void): unknown => {
  const copy = JSON.parse(JSON.stringify(valid)) as Loose;
  change(copy);
  return copy;
};

const found = (value: unknown) =>
  checkDocument(value, settingsByKind).diagnostics.map(({ code, at }) => [code, at.nodeId, at.setting]);

describe('reading a pipeline file', () => {
  test('a sound one has no findings', () => {
    expect(readDocument(JSON.stringify(valid), settingsByKind)).toMatchObject({ document: valid, diagnostics: [] });
  });

  test('a byte order mark is no fault', () => {
    expect(readDocument(`\uFEFF${JSON.stringify(valid)}`, settingsByKind).diagnostics).toEqual([]);
  });

  test('what is not JSON is refused with its line and column', () => {
    const { document, diagnostics } = readDocument('{\n  "format": nonsense\n}', settingsByKind);
    expect(document).toBeNull();
    expect(diagnostics[0]).toMatchObject({ code: 'PIP-001', params: { line: 2, column: 13, found: '"nonsense"' } });
  });

  test('a file that ends too early is refused', () => {
    const { diagnostics } = readDocument(JSON.stringify(valid).slice(0, 40), settingsByKind);
    expect(diagnostics[0]?.code).toBe('PIP-001');
  });

  test('a file of 50 MB is refused before it is parsed', () => {
    const { diagnostics } = readDocument(' '.repeat(50 * 2 ** 20), settingsByKind);
    expect(diagnostics[0]).toMatchObject({ code: 'PIP-002', params: { size: 50, limit: documentBytesMax / 2 ** 20 } });
  });

  test.each([[null], [7], ['text'], [[]], [{}], [{ format: 'other' }]])('%j is no pipeline', (value) => {
    expect(found(value)[0]?.[0]).toBe('PIP-003');
  });

  test('a newer version is refused by name', () => {
    const { diagnostics } = checkDocument({ ...valid, version: 7 }, settingsByKind);
    expect(diagnostics[0]).toMatchObject({ code: 'PIP-004', params: { version: 7, known: 1 } });
  });

  test.each<[string, (document: Loose) => void, unknown[]]>([
    [
      'an extra key at the top',
      (d) => {
        d.extra = 1;
      },
      ['PIP-005', undefined, 'extra'],
    ],
    [
      'an extra key in settings',
      (d) => {
        d.settings.zone = 'UTC';
      },
      ['PIP-005', undefined, 'settings.zone'],
    ],
    [
      'an extra key in a node',
      (d) => {
        d.nodes[0].colour = 'red';
      },
      ['PIP-005', undefined, 'nodes.0.colour'],
    ],
    [
      'an extra key in a config',
      (d) => {
        d.nodes[0].config.pfad = 'x';
      },
      ['PIP-005', 'files', 'pfad'],
    ],
    [
      'a missing name',
      (d) => {
        delete d.name;
      },
      ['PIP-006', undefined, 'name'],
    ],
    [
      'a missing setting',
      (d) => {
        delete d.nodes[0].config.path;
      },
      ['PIP-006', 'files', 'path'],
    ],
    [
      'a wrong type',
      (d) => {
        d.nodes[0].config.path = 7;
      },
      ['PIP-007', 'files', 'path'],
    ],
    [
      'an empty text',
      (d) => {
        d.nodes[0].config.path = '';
      },
      ['PIP-014', 'files', 'path'],
    ],
    [
      'a wrong choice',
      (d) => {
        d.nodes[0].config.format = 'jsn';
      },
      ['PIP-007', 'files', 'format'],
    ],
    [
      'a number below its least',
      (d) => {
        d.nodes[0].config.maxFilesPerTrigger = 0;
      },
      ['PIP-007', 'files', 'maxFilesPerTrigger'],
    ],
    [
      'a fraction for a whole number',
      (d) => {
        d.nodes[0].config.maxFilesPerTrigger = 1.5;
      },
      ['PIP-007', 'files', 'maxFilesPerTrigger'],
    ],
    [
      'an id with a quote',
      (d) => {
        d.nodes[0].id = 'a"b';
      },
      ['PIP-008', undefined, 'nodes.0.id'],
    ],
    [
      'an id like __proto__',
      (d) => {
        d.nodes[0].id = '__proto__';
      },
      ['PIP-008', undefined, 'nodes.0.id'],
    ],
    [
      'an id with a newline',
      (d) => {
        d.nodes[0].id = 'a\nb';
      },
      ['PIP-008', undefined, 'nodes.0.id'],
    ],
    [
      'an id used twice',
      (d) => {
        d.nodes[1].id = 'files';
      },
      ['PIP-009', 'files', undefined],
    ],
    [
      'a kind that is not there',
      (d) => {
        d.nodes[0].kind = 'file-sorce';
      },
      ['PIP-010', 'files', 'kind'],
    ],
    [
      'a time zone that is not there',
      (d) => {
        d.settings.timeZone = 'Europe/Pari';
      },
      ['PIP-011', undefined, 'settings.timeZone'],
    ],
    [
      'a memory limit that is no size',
      (d) => {
        d.settings.memoryLimit = 'plenty';
      },
      ['PIP-015', undefined, 'settings.memoryLimit'],
    ],
    [
      'a memory limit that nothing fits into',
      (d) => {
        d.settings.memoryLimit = '1 MB';
      },
      ['PIP-015', undefined, 'settings.memoryLimit'],
    ],
    [
      'a trigger that is not there',
      (d) => {
        d.nodes[1].config.trigger = { type: 'onse' };
      },
      ['PIP-007', 'out', 'trigger'],
    ],
    [
      'an interval that is none',
      (d) => {
        d.nodes[1].config.trigger = { type: 'processing-time', interval: '5 parsecs' };
      },
      ['PLN-902', 'out', 'trigger.interval'],
    ],
    [
      'a group-by key of the wrong kind',
      (d) => {
        d.nodes[0] = { ...d.nodes[0], kind: 'group-by', config: { keys: [7], aggregates: [] } };
      },
      ['PIP-007', 'files', 'keys.0'],
    ],
    [
      'a data type that is none',
      (d) => {
        d.nodes[0] = { ...d.nodes[0], kind: 'schema', config: { fields: [{ name: 'a', type: 'strng' }] } };
      },
      ['PLN-901', 'files', 'fields.0.type'],
    ],
  ])('%s is reported at its place', (_, change, expected) => {
    expect(found(changed(change))).toContainEqual(expected);
  });

  test('near names are offered', () => {
    const { diagnostics } = checkDocument(
      changed((d: Loose) => {
        d.nodes[0].config.format = 'jsn';
      }),
      settingsByKind,
    );
    expect(diagnostics[0]?.hint).toBe('did you mean json?');
    const unknown = checkDocument(
      changed((d: Loose) => {
        d.nodes[0].config.pth = 'x';
      }),
      settingsByKind,
    );
    expect(unknown.diagnostics[0]?.hint).toBe('did you mean path?');
  });

  test('one bad node does not hide the others', () => {
    const read = checkDocument(
      changed((d: Loose) => {
        d.nodes[0].config = {};
        d.nodes[1].config = { outputMode: 'never' };
      }),
      settingsByKind,
    );
    expect(read.document?.nodes.length).toBe(2);
    expect([...read.brokenNodes]).toEqual(['files', 'out']);
  });

  test('too many nodes are refused', () => {
    const nodes = Array.from({ length: 2001 }, (_, index) => ({ ...valid.nodes[0], id: `n${index}` }));
    expect(found({ ...valid, nodes })).toEqual([['PIP-012', undefined, 'nodes']]);
  });

  test('own keys named __proto__ are found, not taken over', () => {
    const value = JSON.parse(JSON.stringify(valid).replace('"path":"in"', '"path":"in","__proto__":{"format":"csv"}'));
    expect(found(value)).toContainEqual(['PIP-005', 'files', '__proto__']);
    expect(({} as { format?: unknown }).format).toBeUndefined();
  });
});
