/** When the canvas draws one picture in place of an element a card: where cards are many and too small to be worked with. */

/** Below this zoom a card shows what can still be read: its icon and its name. */
export const farZoom = 0.5;
/** From so many nodes on, those in view alone are elements of the page, and far away none but the ones in use. */
export const crowdFrom = 150;
/** Below this width of a card on the screen, px, there is no room for its name. */
const nameWidthPx = 44;
/** Below this height of a card on the screen, px, its name stands alone. */
const figureHeightPx = 25;

/**
 * `near`: each card and wire is an element. `far`: they are drawn on one surface, and the elements that are left carry the
 * pointer and the keyboard.
 */
export type Level = 'near' | 'far';

export function levelOf(zoom: number, nodeCount: number): Level {
  return zoom < farZoom && nodeCount >= crowdFrom ? 'far' : 'near';
}

/** What a card of this size on the screen, px, has room for. */
export interface CardRoom {
  readonly name: boolean;
  readonly icon: boolean;
  readonly figure: boolean;
}

export function cardRoom(width: number, height: number): CardRoom {
  const name = width >= nameWidthPx;
  return { name, icon: width >= 1.6 * nameWidthPx, figure: name && height >= figureHeightPx };
}
