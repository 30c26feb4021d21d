/** Paints the picture of a far canvas. Shapes of one colour are one path: a call a card would cost more than its pixels. */
import { nodeSize } from '../model/document-edits.ts';
import { cardRoom } from './far-level.ts';
import { type Bounds, cardBounds, type FarCard, type FarScene, type FarWire, meet, wireBounds } from './far-scene.ts';
import type { FarTheme } from './far-theme.ts';

/** Where the picture stands: a point `p` of the canvas is painted at `p * zoom + (x, y)`, in px of the screen. */
export interface FarPlace {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface FarMarks {
  readonly errors: ReadonlySet<string>;
  readonly warnings: ReadonlySet<string>;
}

/** The strokes of an icon, in a box of 24 px. */
export type FarIcons = (kind: string) => Path2D | null;

export interface FarPicture {
  readonly scene: FarScene;
  readonly theme: FarTheme;
  readonly marks: FarMarks;
  readonly icons: FarIcons;
}

/** What a stroke is on the screen at least, px: a hairline that is still seen. */
const hairlinePx = 0.75;
/** Radius of a card's corners, px; smaller than this on the screen, it cannot be seen. */
const cornerPx = 8;
const seenCornerPx = 1.5;
/** Size of the letters on the screen at least, and of those on a card that is near, px. */
const letterPx = 9.5;
const nearLetterPx = 18;
const stripPx = 8;

type Ink = CanvasRenderingContext2D;

/** Paints all that lies in `part`, over whatever was there. The surface's own scale (its dots a px) is set already. */
export function paintFar(ink: Ink, { scene, theme, marks, icons }: FarPicture, place: FarPlace, part: Bounds): void {
  const { zoom } = place;
  ink.save();
  ink.translate(place.x, place.y);
  ink.scale(zoom, zoom);
  ink.beginPath();
  ink.rect(part.left, part.top, part.right - part.left, part.bottom - part.top);
  ink.clip();
  ink.clearRect(part.left, part.top, part.right - part.left, part.bottom - part.top);
  const wires = scene.wires.filter((wire) => meet(wireBounds(wire), part));
  const cards = scene.cards.filter((card) => meet(cardBounds(card), part));
  paintWires(ink, wires, theme, zoom);
  paintCards(ink, cards, theme, zoom);
  paintNames(ink, cards, theme, zoom, icons);
  paintMarks(ink, cards, theme, zoom, marks);
  ink.restore();
}

function paintWires(ink: Ink, wires: readonly FarWire[], theme: FarTheme, zoom: number): void {
  ink.lineWidth = Math.max(2, hairlinePx / zoom);
  ink.strokeStyle = theme.lineStrong;
  strokeWires(
    ink,
    wires.filter((wire) => !wire.selected),
  );
  ink.lineWidth = Math.max(2.5, (2 * hairlinePx) / zoom);
  ink.strokeStyle = theme.accent;
  strokeWires(
    ink,
    wires.filter((wire) => wire.selected),
  );
}

function strokeWires(ink: Ink, wires: readonly FarWire[]): void {
  if (wires.length === 0) return;
  ink.beginPath();
  for (const { from, to, pull } of wires) {
    ink.moveTo(from.x, from.y);
    ink.bezierCurveTo(from.x + pull, from.y, to.x - pull, to.y, to.x, to.y);
  }
  ink.stroke();
}

function paintCards(ink: Ink, cards: readonly FarCard[], theme: FarTheme, zoom: number): void {
  const { width, height } = nodeSize;
  const corner = cornerPx * zoom >= seenCornerPx ? cornerPx : 0;
  ink.beginPath();
  for (const { x, y } of cards) {
    if (corner > 0) ink.roundRect(x, y, width, height, corner);
    else ink.rect(x, y, width, height);
  }
  ink.fillStyle = theme.surface;
  ink.fill();
  const byFamily = new Map<keyof FarTheme['family'], FarCard[]>();
  for (const card of cards) {
    const family = card.family ?? 'unknown';
    const same = byFamily.get(family);
    if (same === undefined) byFamily.set(family, [card]);
    else same.push(card);
  }
  for (const [family, same] of byFamily) {
    ink.fillStyle = theme.family[family];
    ink.beginPath();
    for (const { x, y } of same) {
      if (corner > 0) ink.roundRect(x, y, stripPx, height, [corner, 0, 0, corner]);
      else ink.rect(x, y, stripPx, height);
    }
    ink.fill();
    if (cardRoom(width * zoom, height * zoom).name) continue;
    // Without a name the colour of its family is all that tells a card from others: let it be seen.
    ink.globalAlpha = 0.16;
    ink.beginPath();
    for (const { x, y } of same) ink.rect(x + stripPx, y, width - stripPx, height);
    ink.fill();
    ink.globalAlpha = 1;
  }
  ink.lineWidth = Math.max(1, hairlinePx / zoom);
  ink.strokeStyle = theme.lineStrong;
  ink.beginPath();
  for (const { x, y, selected } of cards) {
    if (selected) continue;
    if (corner > 0) ink.roundRect(x, y, width, height, corner);
    else ink.rect(x, y, width, height);
  }
  ink.stroke();
  ink.lineWidth = Math.max(2, (2 * hairlinePx) / zoom);
  ink.strokeStyle = theme.accent;
  ink.beginPath();
  for (const { x, y, selected } of cards) if (selected) ink.roundRect(x, y, width, height, cornerPx);
  ink.stroke();
}

/** Where the words of a card stand, from its upper left corner, px of the canvas. */
function wordsPlace(zoom: number): { readonly x: number; readonly width: number; readonly letter: number } {
  const room = cardRoom(nodeSize.width * zoom, nodeSize.height * zoom);
  const x = stripPx + (room.icon ? 52 : 10);
  return { x, width: nodeSize.width - x - 10, letter: Math.max(nearLetterPx, letterPx / zoom) };
}

function paintNames(ink: Ink, cards: readonly FarCard[], theme: FarTheme, zoom: number, icons: FarIcons): void {
  const room = cardRoom(nodeSize.width * zoom, nodeSize.height * zoom);
  if (!room.name) return;
  const { x, width, letter } = wordsPlace(zoom);
  ink.textBaseline = 'middle';
  ink.font = `600 ${letter}px ${theme.font}`;
  ink.fillStyle = theme.ink;
  const line = nodeSize.height * (room.figure ? 0.34 : 0.5);
  for (const card of cards) ink.fillText(fitted(ink, card.title, width, letter), card.x + x, card.y + line);
  if (!room.icon) return;
  ink.lineWidth = 1.75;
  ink.lineCap = 'round';
  ink.lineJoin = 'round';
  for (const card of cards) {
    const icon = icons(card.kind);
    if (icon === null) continue;
    ink.save();
    ink.translate(card.x + stripPx + 8, card.y + nodeSize.height / 2 - 18);
    ink.scale(1.5, 1.5);
    ink.strokeStyle = theme.family[card.family ?? 'unknown'];
    ink.stroke(icon);
    ink.restore();
  }
}

/** A sign that is seen at any zoom; its shape differs as well as its colour. */
function paintMarks(ink: Ink, cards: readonly FarCard[], theme: FarTheme, zoom: number, marks: FarMarks): void {
  if (marks.errors.size + marks.warnings.size === 0) return;
  const size = Math.max(20, 8 / zoom);
  for (const { id, x, y } of cards) {
    const isError = marks.errors.has(id);
    if (!isError && !marks.warnings.has(id)) continue;
    const middle = { x: x + nodeSize.width - size * 0.6, y: y + size * 0.6 };
    ink.fillStyle = isError ? theme.danger : theme.warning;
    ink.beginPath();
    if (isError) ink.arc(middle.x, middle.y, size / 2, 0, 2 * Math.PI);
    else {
      ink.moveTo(middle.x, middle.y - size / 2);
      ink.lineTo(middle.x + size / 2, middle.y + size / 2);
      ink.lineTo(middle.x - size / 2, middle.y + size / 2);
      ink.closePath();
    }
    ink.fill();
  }
}

const fittedTexts = new Map<string, string>();
const fittedMax = 5000;

/** The text, cut with an ellipsis where it is wider than there is room for. */
export function fitted(ink: Pick<Ink, 'measureText'>, text: string, width: number, letter: number): string {
  // Widths grow with the letters: what counts is their ratio.
  const room = Math.round((width / letter) * 10);
  const key = `${room} ${text}`;
  const known = fittedTexts.get(key);
  if (known !== undefined) return known;
  let shown = text;
  if (ink.measureText(text).width > width) {
    const letters = [...text];
    let low = 0;
    let high = letters.length;
    while (low < high) {
      const middle = Math.ceil((low + high) / 2);
      if (ink.measureText(`${letters.slice(0, middle).join('')}…`).width <= width) low = middle;
      else high = middle - 1;
    }
    shown = `${letters.slice(0, low).join('').trimEnd()}…`;
  }
  if (fittedTexts.size >= fittedMax) fittedTexts.clear();
  fittedTexts.set(key, shown);
  return shown;
}

/** Paints the figures of all cards in `part` over a clear surface. `figureOf` gives null for a card that has none. */
export function paintFigures(
  ink: Ink,
  scene: FarScene,
  theme: FarTheme,
  place: FarPlace,
  part: Bounds,
  figureOf: (id: string) => string | null,
): void {
  const { zoom } = place;
  const { x, width, letter } = wordsPlace(zoom);
  ink.save();
  ink.translate(place.x, place.y);
  ink.scale(zoom, zoom);
  ink.textBaseline = 'middle';
  ink.font = `500 ${letter}px ${theme.font}`;
  ink.fillStyle = theme.muted;
  for (const card of scene.cards) {
    if (!meet(cardBounds(card), part)) continue;
    const figure = figureOf(card.id);
    if (figure !== null) ink.fillText(figure, card.x + x, card.y + nodeSize.height * 0.72, width);
  }
  ink.restore();
}
