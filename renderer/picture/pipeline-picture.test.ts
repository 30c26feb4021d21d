import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { PipelineDocument } from '../../engine/pipeline/document.ts';
import { fakeCatalogue, fakePipeline } from '../bridge/fake-catalogue.ts';
import { createCatalogue } from '../model/catalogue.ts';
import { fitText, textWidth, wrapText } from './fit-text.ts';
import { oklchToHex, pictureColors } from './picture-colors.ts';
import { drawableScale, pictureAddress } from './picture-image.ts';
import { noMarks } from './picture-marks.ts';
import { type PictureOptions, pipelinePicture } from './pipeline-picture.ts';
import { escapeXml } from './xml.ts';

const catalogue = createCatalogue(fakeCatalogue);
const lab = JSON.parse(fakePipeline) as PipelineDocument;
const draw = (document: PipelineDocument, options: Partial<PictureOptions> = {}) =>
  pipelinePicture(document, { catalogue, language: 'en', theme: 'light', ...options });

/** Throws where the tags of a text are not in order. */
function openTags(svg: string): number {
  const open: string[] = [];
  let count = 0;
  for (const [, closing, name, rest] of svg.matchAll(/<(\/?)([a-zA-Z]+)((?:[^>"]|"[^"]*")*)>/g)) {
    if (closing === '/') expect(open.pop()).toBe(name);
    else if (rest?.endsWith('/') !== true) open.push(name ?? '');
    count++;
  }
  expect(open).toEqual([]);
  return count;
}

describe('a picture of a pipeline', () => {
  it('has a card a node with its title and settings, and a wire an edge', () => {
    const { svg, width, height } = draw(lab);
    openTags(svg);
    for (const node of lab.nodes) {
      const words = catalogue.byKind.get(node.kind)?.words.en;
      expect(svg).toContain(escapeXml((node.label ?? words?.title ?? '').slice(0, 8)));
    }
    expect(svg.match(/l-9-5v10z/g)).toHaveLength(lab.edges.length);
    expect(width).toBe(960 + 192 + 64);
    expect(height).toBe(88 + 64);
    expect(svg).toContain(`viewBox="-32 -32 ${width} ${height}"`);
  });

  it('is the same for the same document, and another in the other theme', () => {
    expect(draw(lab).svg).toBe(draw(lab).svg);
    expect(draw(lab, { theme: 'dark' }).svg).not.toBe(draw(lab).svg);
  });

  it('draws notes and groups of the canvas', () => {
    const { svg } = draw({
      ...lab,
      notes: [{ id: 'n', text: 'Mind the\nlate rows', position: { x: 0, y: 200 }, size: { width: 200, height: 90 } }],
      groups: [{ id: 'g', label: 'Reading', nodes: ['events', 'typed'] }],
    });
    for (const words of ['Mind the', 'late rows', 'Reading']) expect(svg).toContain(`>${words}</text>`);
    openTags(svg);
  });

  it('shown small has icons and names alone', () => {
    const note = { id: 'n', text: 'Mind this', position: { x: 0, y: 400 }, size: { width: 200, height: 90 } };
    const small = draw({ ...lab, notes: [note] }, { isThumbnail: true });
    openTags(small.svg);
    expect(small.svg).not.toContain('Mind this');
    expect(small.svg).not.toContain('font-size="11"');
    expect(small.height).toBe(88 + 64);
  });

  it('says what was added, removed and changed by a sign and by lines, not by colour alone', () => {
    const marks = {
      ...noMarks,
      nodes: new Map([
        ['events', 'added'],
        ['typed', 'removed'],
        ['hourly', 'changed'],
      ] as const),
    };
    const { svg } = draw(lab, { marks });
    for (const sign of ['+', '−', '~']) expect(svg).toContain(`>${sign}</text>`);
    expect(svg.match(/stroke-dasharray/g)).toHaveLength(1);
  });

  it.each([
    '</text><script>alert(1)</script>',
    '"><image href="https://example.org/x.png"/>',
    "' onload='alert(1)",
    ']]><!ENTITY x SYSTEM "file:///etc/passwd">',
    '\u0000\u0008\uD800 \uFFFE <b>',
    '&amp;&#60;script&#62;',
  ])('lets no markup of a file in: %j', (text) => {
    const hostile: PipelineDocument = {
      ...lab,
      name: text,
      nodes: lab.nodes.map((node) => ({
        ...node,
        label: text,
        config: { ...node.config, path: text, duration: text },
      })),
      notes: [{ id: text, text, position: { x: 0, y: 200 }, size: { width: 4000, height: 90 } }],
      groups: [{ id: text, label: text, nodes: ['events'] }],
    };
    const { svg } = draw(hostile);
    // As many tags as with harmless words: nothing of the file's became one.
    const harmless = JSON.parse(JSON.stringify(hostile).replaceAll(JSON.stringify(text), '"words"'));
    expect(openTags(svg)).toBe(openTags(draw(harmless).svg));
    expect(svg).not.toMatch(/<script|<image|<!ENTITY| onload='/);
    expect(() => pictureAddress({ svg })).not.toThrow();
  });

  it.each([1e300, -1e300, 1e9])('has a size that can be drawn, wherever a file puts its nodes: %d', (far) => {
    const nodes = lab.nodes.map((node, index) => (index === 0 ? { ...node, position: { x: far, y: far } } : node));
    const { width, height, svg } = draw({ ...lab, nodes });
    expect(Number.isFinite(width * height)).toBe(true);
    expect(svg).not.toMatch(/NaN|Infinity|e\+/);
    const scale = drawableScale({ width, height }, 2);
    expect(width * scale).toBeLessThanOrEqual(16_000);
  });

  it('shows nodes of unknown kinds, wires to nowhere and no nodes at all', () => {
    expect(draw({ ...lab, nodes: [], edges: lab.edges }).width).toBeGreaterThan(0);
    const unknown = { id: 'x', kind: '__proto__', position: { x: 0, y: 0 }, config: {} };
    openTags(draw({ ...lab, nodes: [unknown], edges: [{ source: 'x', target: 'y' }] }).svg);
  });
});

describe('words in a picture', () => {
  it('are cut where a card ends', () => {
    const cut = fitText('A very long name of a node that no card can hold', 100, 14);
    expect(cut).toMatch(/^A very.*…$/);
    expect(textWidth(cut, 14)).toBeLessThanOrEqual(100);
    expect(fitText('short', 100, 14)).toBe('short');
    expect(fitText('two\n  lines', 200, 14)).toBe('two lines');
  });

  it('of a note are as many as it has room for', () => {
    const lines = wrapText('one two three four five six seven', 60, 13, 3);
    expect(lines).toHaveLength(3);
    expect(lines.at(-1)).toMatch(/…$/);
    expect(wrapText('a\n\nb', 60, 13, 5)).toEqual(['a', '', 'b']);
  });
});

describe('colours', () => {
  it.each([
    [1, 0, 0, '#ffffff'],
    [0, 0, 0, '#000000'],
    [0.6279553606, 0.2576833077, 29.2338851923, '#ff0000'],
  ])('oklch(%d %d %d) is %s', (lightness, chroma, hue, hex) => {
    expect(oklchToHex(lightness, chroma, hue)).toBe(hex);
  });

  it('are those of the design', () => {
    const css = readFileSync('renderer/ui/tokens.css', 'utf8');
    const [, l, c, h] = /--ink: oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/.exec(css) ?? [];
    expect(pictureColors('light')('ink')).toBe(oklchToHex(Number(l), Number(c), Number(h)));
    expect(pictureColors('dark')('ink')).not.toBe(pictureColors('light')('ink'));
    expect(() => pictureColors('light')('constructor')).toThrow();
  });
});
