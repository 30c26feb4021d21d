/**
 * The two surfaces of a far canvas: the picture, which changes with the document, and the figures over it, which change with
 * the run. Both reach beyond what is seen, so that a pan moves them and paints nothing until it comes to their edge.
 */
import { must } from '../../engine/base/assert.ts';
import { nodeSize } from '../model/document-edits.ts';
import { cardRoom } from './far-level.ts';
import { type FarPicture, type FarPlace, paintFar, paintFigures } from './far-paint.ts';
import { type Bounds, changedBounds, meet } from './far-scene.ts';

/** What is seen: its size on the screen, px, and where the canvas stands in it. */
export interface FarView extends FarPlace {
  readonly width: number;
  readonly height: number;
}

/** How far the surfaces reach beyond what is seen, px of the screen. */
const marginPx = 192;

export class FarSurface {
  readonly #picture: HTMLCanvasElement;
  readonly #figures: HTMLCanvasElement;
  readonly #figureOf: (id: string) => string | null;
  #shown: FarPicture | null = null;
  #painted: FarView | null = null;
  #ratio = 1;
  /** No figure is on its surface. */
  #isClear = true;

  /** @param figureOf what a card counts, in few letters; null for nothing */
  constructor(picture: HTMLCanvasElement, figures: HTMLCanvasElement, figureOf: (id: string) => string | null) {
    this.#picture = picture;
    this.#figures = figures;
    this.#figureOf = figureOf;
  }

  /** Shows a picture at a place, with as little painting as that takes. */
  show(picture: FarPicture, view: FarView, ratio: number): void {
    const before = this.#shown;
    const painted = this.#painted;
    this.#shown = picture;
    const isSame = before !== null && sameBut(before, picture);
    if (painted === null || !isSame || ratio !== this.#ratio || !holds(painted, view)) {
      this.#ratio = ratio;
      this.#paintAll(view);
      return;
    }
    if (before.scene !== picture.scene) this.#paintChanged(changedBounds(before.scene, picture.scene));
    this.#move(view);
  }

  /** The figures are other ones now. */
  refreshFigures(): void {
    const picture = this.#shown;
    const painted = this.#painted;
    if (picture === null || painted === null) return;
    const { zoom } = painted;
    const hasRoom = cardRoom(nodeSize.width * zoom, nodeSize.height * zoom).figure;
    // A surface that was painted on is handed on as a whole, so one that stays clear is left alone.
    if (!hasRoom && this.#isClear) return;
    this.#isClear = !hasRoom;
    const ink = inkOf(this.#figures);
    ink.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    ink.clearRect(0, 0, painted.width + 2 * marginPx, painted.height + 2 * marginPx);
    if (!hasRoom) return;
    paintFigures(ink, picture.scene, picture.theme, placeOf(painted), surfaceBounds(painted), this.#figureOf);
  }

  #paintAll(view: FarView): void {
    const picture = must(this.#shown, 'a picture is shown');
    for (const surface of [this.#picture, this.#figures]) fitTo(surface, view, this.#ratio);
    this.#painted = view;
    const ink = inkOf(this.#picture);
    ink.setTransform(this.#ratio, 0, 0, this.#ratio, 0, 0);
    paintFar(ink, picture, placeOf(view), surfaceBounds(view));
    this.refreshFigures();
    this.#move(view);
  }

  #paintChanged(part: Bounds): void {
    const picture = must(this.#shown, 'a picture is shown');
    const painted = must(this.#painted, 'it was painted before');
    if (!meet(part, surfaceBounds(painted))) return;
    paintFar(inkOf(this.#picture), picture, placeOf(painted), part);
    this.refreshFigures();
  }

  #move(view: FarView): void {
    const painted = must(this.#painted, 'it was painted before');
    const place = `translate(${view.x - painted.x - marginPx}px, ${view.y - painted.y - marginPx}px)`;
    for (const surface of [this.#picture, this.#figures]) {
      if (surface.style.transform !== place) surface.style.transform = place;
    }
  }
}

function sameBut(a: FarPicture, b: FarPicture): boolean {
  return a.theme === b.theme && a.marks === b.marks && a.icons === b.icons;
}

/** Whether surfaces painted for one view hold all of another. */
export function holds(painted: FarView, view: FarView): boolean {
  return (
    painted.zoom === view.zoom &&
    painted.width === view.width &&
    painted.height === view.height &&
    Math.abs(view.x - painted.x) <= marginPx &&
    Math.abs(view.y - painted.y) <= marginPx
  );
}

function placeOf(view: FarView): FarPlace {
  return { x: view.x + marginPx, y: view.y + marginPx, zoom: view.zoom };
}

/** What of the canvas the surfaces hold. */
function surfaceBounds({ x, y, zoom, width, height }: FarView): Bounds {
  return {
    left: (-x - marginPx) / zoom,
    top: (-y - marginPx) / zoom,
    right: (width + marginPx - x) / zoom,
    bottom: (height + marginPx - y) / zoom,
  };
}

function fitTo(surface: HTMLCanvasElement, { width, height }: FarView, ratio: number): void {
  const dots = { width: Math.ceil((width + 2 * marginPx) * ratio), height: Math.ceil((height + 2 * marginPx) * ratio) };
  // Setting a size clears the surface even where it is the same.
  if (surface.width !== dots.width) surface.width = dots.width;
  if (surface.height !== dots.height) surface.height = dots.height;
  surface.style.width = `${dots.width / ratio}px`;
  surface.style.height = `${dots.height / ratio}px`;
}

function inkOf(surface: HTMLCanvasElement): CanvasRenderingContext2D {
  return must(surface.getContext('2d'), 'every page can paint on a surface');
}
