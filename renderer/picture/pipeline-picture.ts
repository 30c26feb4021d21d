/**
 * A pipeline as a picture: SVG text of the same cards, wires, notes and groups that the canvas shows, without the app around it. Pure:
 * the same document, words and theme give the same text. Files come from anywhere, so every text of theirs enters escaped.
 */
import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import {
  DEFAULT_PORT,
  type PipelineDocument,
  type PipelineEdge,
  type PipelineNode,
} from '../../engine/pipeline/document.ts';
import { groupsOf, type NodeGroup, type Note, notesOf } from '../model/annotations.ts';
import { type Catalogue, nodeTitle, wordsOf } from '../model/catalogue.ts';
import { configSummary } from '../model/config-summary.ts';
import { nodeSize, type Point } from '../model/document-edits.ts';
import { edgeId } from '../model/edge-id.ts';
import { portLetter } from '../model/port-words.ts';
import type { Language } from '../ui/i18n.ts';
import { fitText, wrapText } from './fit-text.ts';
import { iconStrokes } from './icon-strokes.ts';
import { type PictureColors, type PictureTheme, pictureColors } from './picture-colors.ts';
import { markLooks, noMarks, type PictureMark, type PictureMarks } from './picture-marks.ts';
import { escapeXml, px } from './xml.ts';

export interface PictureOptions {
  readonly catalogue: Catalogue;
  readonly language: Language;
  readonly theme: PictureTheme;
  /** What became of the parts of the document, for a comparison. */
  readonly marks?: PictureMarks;
  /** CSS of fonts to put into the picture; without it, it names them and has others to fall back on. */
  readonly fontCss?: string;
  /** True for a picture that is shown small: cards have their icon and name alone, large, and notes are left out. */
  readonly isThumbnail?: boolean;
  /** Room around the drawing, px. */
  readonly margin?: number;
  /** False for a picture that lies on a surface of its own. */
  readonly background?: boolean;
}

export interface Picture {
  readonly svg: string;
  /** px */
  readonly width: number;
  readonly height: number;
}

const sans = "'Inter Variable', Inter, system-ui, 'Segoe UI', Helvetica, Arial, sans-serif";
const mono = "'JetBrains Mono Variable', 'JetBrains Mono', ui-monospace, Consolas, monospace";
/** Nothing is drawn further out than this: numbers in a file can be anything. */
const reach = 200_000;
const groupPad = { side: 20, top: 44, bottom: 20 } as const;
const headHeight = 50;
const noteFont = 13;
const noteLine = 20;

interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Draws a document. An empty one is an empty picture of some size. */
export function pipelinePicture(document: PipelineDocument, options: PictureOptions): Picture {
  const { marks = noMarks, margin = 32 } = options;
  const color = pictureColors(options.theme);
  const nodes = new Map(document.nodes.map((node) => [node.id, node]));
  const notes = options.isThumbnail === true ? [] : notesOf(document.notes);
  const groups = groupsOf(document.groups).flatMap((group) => {
    const box = groupBox(group, nodes);
    return box === null ? [] : [{ group, box }];
  });
  const bounds = around([...document.nodes.map(nodeBox), ...notes.map(noteBox), ...groups.map(({ box }) => box)]);
  const width = Math.ceil(bounds.width + margin * 2);
  const height = Math.ceil(bounds.height + margin * 2);
  const [left, top] = [bounds.x - margin, bounds.y - margin];
  const parts = [
    options.background === false ? '' : rect({ x: left, y: top, width, height }, `fill="${color('canvas')}"`),
    ...groups.map(({ group, box }) => drawGroup(group, box, color, marks.groups.get(group.id))),
    ...document.edges.map((edge) => drawWire(edge, nodes, options.catalogue, color, marks.edges.get(edgeId(edge)))),
    ...document.nodes.map((node) => drawNode(node, options, color, marks.nodes.get(node.id))),
    ...notes.map((note) => drawNote(note, color, marks.notes.get(note.id))),
  ];
  const style = options.fontCss === undefined ? '' : `<style>${options.fontCss}</style>`;
  const svg = [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="${px(left)} ${px(top)} ${width} ${height}" font-family="${escapeXml(sans)}">`,
    `<title>${escapeXml(document.name)}</title>`,
    style,
    ...parts,
    '</svg>',
  ];
  return { svg: `${svg.filter((part) => part !== '').join('\n')}\n`, width, height };
}

function clamped(value: number): number {
  return Math.max(-reach, Math.min(reach, value));
}

function nodeBox({ position }: PipelineNode): Box {
  return { x: clamped(position.x), y: clamped(position.y), ...nodeSize };
}

function noteBox({ position, size }: Note): Box {
  return { x: clamped(position.x), y: clamped(position.y), ...size };
}

/** The frame around a group's nodes; null where none of them is there. */
function groupBox(group: NodeGroup, nodes: ReadonlyMap<string, PipelineNode>): Box | null {
  const boxes = group.nodes.flatMap((id) => {
    const node = nodes.get(id);
    return node === undefined ? [] : [nodeBox(node)];
  });
  if (boxes.length === 0) return null;
  const { x, y, width, height } = around(boxes);
  return {
    x: x - groupPad.side,
    y: y - groupPad.top,
    width: width + groupPad.side * 2,
    height: height + groupPad.top + groupPad.bottom,
  };
}

function around(boxes: readonly Box[]): Box {
  if (boxes.length === 0) return { x: 0, y: 0, width: nodeSize.width, height: nodeSize.height };
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function rect({ x, y, width, height }: Box, looks: string): string {
  return `<rect x="${px(x)}" y="${px(y)}" width="${px(width)}" height="${px(height)}" ${looks}/>`;
}

function text(at: Point, content: string, looks: string): string {
  return `<text x="${px(at.x)}" y="${px(at.y)}" ${looks}>${escapeXml(content)}</text>`;
}

/** The sign of a mark on a corner. */
function badge(at: Point, mark: PictureMark | undefined, color: PictureColors): string {
  if (mark === undefined) return '';
  const { color: token, sign } = markLooks[mark];
  return [
    `<circle cx="${px(at.x)}" cy="${px(at.y)}" r="11" fill="${color(token)}" stroke="${color('surface')}" stroke-width="2"/>`,
    text(
      { x: at.x, y: at.y + 5 },
      sign,
      `fill="${color('surface')}" font-size="15" font-weight="700" text-anchor="middle"`,
    ),
  ].join('');
}

function frame(mark: PictureMark | undefined, color: PictureColors): string {
  if (mark === undefined) return `stroke="${color('line-strong')}" stroke-width="1"`;
  const { color: token, dashes } = markLooks[mark];
  return `stroke="${color(token)}" stroke-width="2"${dashes === 'none' ? '' : ` stroke-dasharray="${dashes}"`}`;
}

function drawNode(
  node: PipelineNode,
  options: PictureOptions,
  color: PictureColors,
  mark: PictureMark | undefined,
): string {
  const box = nodeBox(node);
  const descriptor = options.catalogue.byKind.get(node.kind);
  const family = descriptor === undefined ? color('ink-muted') : color(`family-${descriptor.family}`);
  const { x, y, height } = box;
  const inside = options.isThumbnail === true ? largeInside : fullInside;
  return [
    `<g${mark === 'removed' ? ' opacity="0.75"' : ''}>`,
    rect(box, `rx="8" fill="${color('surface')}" ${frame(mark, color)}`),
    inside(node, descriptor, options, color, family),
    `<path d="M${px(x + 4)} ${px(y)}v${px(height)}h-1a8 8 0 0 1-3-6v${px(12 - height)}a8 8 0 0 1 3-6z" fill="${family}"/>`,
    ports(descriptor, box, color),
    badge({ x: x + box.width, y }, mark, color),
    '</g>',
  ].join('');
}

type Inside = (
  node: PipelineNode,
  descriptor: NodeDescriptor | undefined,
  options: PictureOptions,
  color: PictureColors,
  family: string,
) => string;

/** A card's icon, name and settings, and its kind below. */
const fullInside: Inside = (node, descriptor, { catalogue, language }, color, family) => {
  const { x, y, width, height } = nodeBox(node);
  const words = descriptor === undefined ? undefined : wordsOf(descriptor, language);
  const summary = configSummary(descriptor, node.config) || (words?.summary ?? node.kind);
  const room = width - 60;
  return [
    `<path d="M${px(x + 1)} ${px(y + headHeight)}H${px(x + width - 1)}V${px(y + height - 8)}a7 7 0 0 1-7 7H${px(x + 8)}a7 7 0 0 1-7-7z" fill="${color('surface-sunken')}"/>`,
    `<path d="M${px(x + 1)} ${px(y + headHeight)}H${px(x + width - 1)}" stroke="${color('line')}"/>`,
    icon(node.kind, { x: x + 12, y: y + 9 }, 32, family),
    text(
      { x: x + 52, y: y + 22 },
      fitText(nodeTitle(catalogue, node, language), room, 14),
      `fill="${color('ink')}" font-size="14" font-weight="600"`,
    ),
    text(
      { x: x + 52, y: y + 39 },
      fitText(summary, room, 11, true),
      `fill="${color('ink-faint')}" font-size="11" font-family="${escapeXml(mono)}"`,
    ),
    text(
      { x: x + 12, y: y + headHeight + 24 },
      fitText(words?.title ?? node.kind, width - 24, 12),
      `fill="${color('ink-muted')}" font-size="12"`,
    ),
  ].join('');
};

/** A card's icon and name alone, as large as the card lets them be. */
const largeInside: Inside = (node, _descriptor, { catalogue, language }, color, family) => {
  const { x, y, width, height } = nodeBox(node);
  const lines = wrapText(nodeTitle(catalogue, node, language), width - 84, 20, 2);
  const first = y + height / 2 + 7 - (lines.length - 1) * 12;
  return [
    icon(node.kind, { x: x + 16, y: y + (height - 48) / 2 }, 48, family),
    ...lines.map((line, index) =>
      text({ x: x + 74, y: first + index * 24 }, line, `fill="${color('ink')}" font-size="20" font-weight="600"`),
    ),
  ].join('');
};

/** A kind's icon on a tint of its family's colour, in a square of `size` px. */
function icon(kind: string, at: Point, size: number, family: string): string {
  const scale = (size * 0.625) / 24;
  const inset = size * 0.1875;
  return [
    rect({ x: at.x, y: at.y, width: size, height: size }, `rx="6" fill="${family}" fill-opacity="0.12"`),
    `<g transform="translate(${px(at.x + inset)} ${px(at.y + inset)}) scale(${Math.round(scale * 1e4) / 1e4})" fill="none" stroke="${family}" stroke-width="1.75" stroke-linecap="round" stroke-linejoin="round">${iconStrokes(kind)}</g>`,
  ].join('');
}

function portY(box: Box, index: number, count: number): number {
  return box.y + Math.round((box.height * (index + 1)) / (count + 1));
}

function ports(descriptor: NodeDescriptor | undefined, box: Box, color: PictureColors): string {
  if (descriptor === undefined) return '';
  const { inputs, output } = descriptor;
  const dot = (x: number, y: number): string =>
    `<circle cx="${px(x)}" cy="${px(y)}" r="5" fill="${color('line-strong')}" stroke="${color('surface')}" stroke-width="2"/>`;
  const made = inputs.map((port, index) => {
    const y = portY(box, index, inputs.length);
    if (port.takesMany === true) {
      const bar = { x: box.x - 5, y: y - 17, width: 10, height: 34 };
      return rect(bar, `rx="5" fill="${color('line-strong')}" stroke="${color('surface')}" stroke-width="2"`);
    }
    if (inputs.length === 1) return dot(box.x, y);
    const looks = `fill="${color('ink-muted')}" font-size="10" font-weight="600" text-anchor="middle"`;
    return [
      `<circle cx="${px(box.x)}" cy="${px(y)}" r="9" fill="${color('surface')}" stroke="${color('line-strong')}" stroke-width="1.5"/>`,
      text({ x: box.x, y: y + 3.5 }, portLetter(port.id), looks),
    ].join('');
  });
  if (output !== null) made.push(dot(box.x + box.width, portY(box, 0, 1)));
  return made.join('');
}

/** A wire from the middle of a card's right side to an input, leaving and arriving level, with an arrowhead before the input. */
function drawWire(
  edge: PipelineEdge,
  nodes: ReadonlyMap<string, PipelineNode>,
  catalogue: Catalogue,
  color: PictureColors,
  mark: PictureMark | undefined,
): string {
  const source = nodes.get(edge.source);
  const target = nodes.get(edge.target);
  if (source === undefined || target === undefined) return '';
  const inputs = catalogue.byKind.get(target.kind)?.inputs ?? [];
  const at = Math.max(
    0,
    inputs.findIndex((port) => port.id === (edge.targetPort ?? DEFAULT_PORT)),
  );
  const from = { x: nodeBox(source).x + nodeSize.width, y: portY(nodeBox(source), 0, 1) };
  const half = inputs.length > 1 ? 10 : 6;
  const to = { x: nodeBox(target).x - half, y: portY(nodeBox(target), at, Math.max(1, inputs.length)) };
  const tip = { x: to.x - 7, y: to.y };
  const bend = wireBend(tip.x - from.x);
  const looks = mark === undefined ? null : markLooks[mark];
  const stroke = color(looks?.color ?? 'line-strong');
  const dashes = looks === null || looks.dashes === 'none' ? '' : ` stroke-dasharray="${looks.dashes}"`;
  const middle = { x: (from.x + tip.x) / 2, y: (from.y + tip.y) / 2 };
  return [
    `<path d="M${px(from.x)} ${px(from.y)}C${px(from.x + bend)} ${px(from.y)} ${px(tip.x - bend)} ${px(tip.y)} ${px(tip.x)} ${px(tip.y)}" fill="none" stroke="${stroke}" stroke-width="${looks === null ? 2 : 2.5}"${dashes}/>`,
    `<path d="M${px(to.x)} ${px(to.y)}l-9-5v10z" fill="${stroke}"/>`,
    badge(middle, mark, color),
  ].join('');
}

/** How far a wire runs on level before it turns: half of the way ahead, and ever more the further it must go back. */
function wireBend(ahead: number): number {
  return ahead >= 0 ? ahead / 2 : 6.25 * Math.sqrt(-ahead);
}

const tones: Readonly<Record<NonNullable<Note['color']>, { readonly fill: string; readonly line: string }>> = {
  plain: { fill: 'surface', line: 'line-strong' },
  blue: { fill: 'accent-soft', line: 'accent' },
  green: { fill: 'success-soft', line: 'success' },
  amber: { fill: 'warning-soft', line: 'warning' },
  red: { fill: 'danger-soft', line: 'danger' },
};

function drawGroup(group: NodeGroup, box: Box, color: PictureColors, mark: PictureMark | undefined): string {
  const { fill, line } = tones[group.color ?? 'plain'];
  const looks = mark === undefined ? `stroke="${color(line)}" stroke-opacity="0.6"` : frame(mark, color);
  return [
    rect(box, `rx="12" fill="${color(fill)}" fill-opacity="0.5" ${looks}`),
    text(
      { x: box.x + 14, y: box.y + 26 },
      fitText(group.label, box.width - 28, 14),
      `fill="${color('ink-muted')}" font-size="14" font-weight="600"`,
    ),
    badge({ x: box.x + box.width, y: box.y }, mark, color),
  ].join('');
}

function drawNote(note: Note, color: PictureColors, mark: PictureMark | undefined): string {
  const box = noteBox(note);
  const { fill, line } = tones[note.color ?? 'amber'];
  const looks = mark === undefined ? `stroke="${color(line)}" stroke-opacity="0.45"` : frame(mark, color);
  const linesMax = Math.max(1, Math.floor((box.height - 16) / noteLine));
  const lines = wrapText(note.text, box.width - 24, noteFont, linesMax);
  return [
    rect(box, `rx="6" fill="${color(fill)}" ${looks}`),
    ...lines.map((each, index) =>
      text({ x: box.x + 12, y: box.y + 22 + index * noteLine }, each, `fill="${color('ink')}" font-size="${noteFont}"`),
    ),
    badge({ x: box.x + box.width, y: box.y }, mark, color),
  ].join('');
}
