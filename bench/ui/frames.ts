/** What is done in a page, and how long its frames take meanwhile. The functions run in the page: they need nothing from here. */

export interface Rectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

export interface Gesture {
  /** What is pressed: the empty canvas to move all, or the node with this id. */
  readonly nodeId: string | null;
  /** Frames that are counted. */
  readonly frames: number;
  /** The pointer goes round a circle: its radius, px, and the frames of a round. */
  readonly radius: number;
  readonly round: number;
}

/** Frames before the counted ones: the gesture has begun, and what it needs is there. */
export const LEAD_FRAMES = 10;

/**
 * Moves the pointer once a frame, as fast as frames come, and gives the times between frames, ms. A browser takes the next
 * frame's input only when it is through with this one's picture, so that painting is in these times as well as script.
 */
export async function recordFrames(gesture: Gesture & { readonly lead: number }): Promise<number[]> {
  const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const selector = gesture.nodeId === null ? '.react-flow__pane' : `.react-flow__node[data-id="${gesture.nodeId}"]`;
  const element = document.querySelector(selector);
  if (element === null) throw new Error(`the page has no ${selector}`);
  const box = element.getBoundingClientRect();
  const start =
    gesture.nodeId === null
      ? { x: box.left + box.width / 2, y: box.top + box.height / 2 }
      : { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  const send = (target: EventTarget, type: string, x: number, y: number, buttons: number): void => {
    target.dispatchEvent(
      new MouseEvent(type, {
        bubbles: true,
        cancelable: true,
        view: window,
        button: 0,
        buttons,
        clientX: x,
        clientY: y,
      }),
    );
  };
  send(element, 'mousedown', start.x, start.y, 1);
  const times: number[] = [];
  let before = await nextFrame();
  for (let frame = 0; frame < gesture.lead + gesture.frames; frame++) {
    const angle = (2 * Math.PI * (frame + 1)) / gesture.round;
    const x = start.x + gesture.radius * Math.sin(angle);
    const y = start.y + gesture.radius * (1 - Math.cos(angle));
    send(window, 'mousemove', x, y, 1);
    const now = await nextFrame();
    if (frame >= gesture.lead) times.push(now - before);
    before = now;
  }
  send(window, 'mouseup', start.x, start.y, 0);
  await nextFrame();
  return times;
}

/** A node in the middle of what is seen. */
export function middleNode(): string | null {
  const pane = document.querySelector('.react-flow__pane')?.getBoundingClientRect();
  if (pane === undefined) return null;
  const middle = { x: pane.left + pane.width / 2, y: pane.top + pane.height / 2 };
  let nearest: { id: string; away: number } | null = null;
  for (const element of document.querySelectorAll('.react-flow__node')) {
    const box = element.getBoundingClientRect();
    const away = Math.hypot(box.left + box.width / 2 - middle.x, box.top + box.height / 2 - middle.y);
    const id = element.getAttribute('data-id');
    if (id !== null && (nearest === null || away < nearest.away)) nearest = { id, away };
  }
  return nearest?.id ?? null;
}

/** Where the canvas stands: what its nodes' places are moved and scaled by, and its size, px. */
export function canvasPlace(): { x: number; y: number; zoom: number; width: number; height: number } {
  const style = document.querySelector<HTMLElement>('.react-flow__viewport')?.style.transform ?? '';
  const [x = 0, y = 0, zoom = 1] = [...style.matchAll(/-?[\d.]+(?:e-?\d+)?/g)].map(Number);
  const pane = document.querySelector('.react-flow')?.getBoundingClientRect();
  return { x, y, zoom, width: pane?.width ?? 0, height: pane?.height ?? 0 };
}

/** Turns the wheel over the middle of the canvas until it stands at this zoom or just beyond. */
export async function zoomTo(zoom: number): Promise<void> {
  const nextFrame = (): Promise<number> => new Promise((resolve) => requestAnimationFrame(resolve));
  const zoomNow = (): number => {
    const style = document.querySelector<HTMLElement>('.react-flow__viewport')?.style.transform ?? '';
    return Number(/scale\(([\d.]+)/.exec(style)?.[1] ?? 1);
  };
  const pane = document.querySelector('.react-flow__pane');
  if (pane === null) throw new Error('the page has no canvas');
  const box = pane.getBoundingClientRect();
  const inwards = zoomNow() < zoom;
  for (let turn = 0; turn < 200 && (inwards ? zoomNow() < zoom : zoomNow() > zoom); turn++) {
    pane.dispatchEvent(
      new WheelEvent('wheel', {
        bubbles: true,
        cancelable: true,
        view: window,
        deltaY: inwards ? -60 : 60,
        clientX: box.left + box.width / 2,
        clientY: box.top + box.height / 2,
      }),
    );
    await nextFrame();
  }
}
