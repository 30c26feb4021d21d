import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';

export const WINDOW_MIN = { width: 1000, height: 640 } as const;
const WINDOW_DEFAULT = { width: 1440, height: 900 } as const;

export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

export interface WindowBounds {
  readonly width: number;
  readonly height: number;
  /** Absent: in the middle of the screen. */
  readonly x?: number;
  readonly y?: number;
  readonly isMaximized: boolean;
}

const storedSchema = z.object({
  x: z.number().int(),
  y: z.number().int(),
  width: z.number().int().positive(),
  height: z.number().int().positive(),
  isMaximized: z.boolean(),
});
type StoredBounds = z.output<typeof storedSchema>;

/**
 * Where the window opens: as it was left, made to fit, if its title bar is still on one of the screens' `workAreas`; else in
 * the middle, at a size that fits the first of them.
 */
export function fitBounds(stored: unknown, workAreas: readonly Rectangle[]): WindowBounds {
  const first = workAreas[0] ?? { x: 0, y: 0, ...WINDOW_DEFAULT };
  const clamp = (size: number, min: number, max: number): number => Math.max(min, Math.min(size, max));
  const sizeIn = (area: Rectangle, wanted: { width: number; height: number }) => ({
    width: clamp(wanted.width, WINDOW_MIN.width, area.width),
    height: clamp(wanted.height, WINDOW_MIN.height, area.height),
  });
  const found = storedSchema.safeParse(stored).data;
  if (found === undefined) return { ...sizeIn(first, WINDOW_DEFAULT), isMaximized: false };
  const area = workAreas.find((candidate) => titleBarIsOn(found, candidate));
  if (area === undefined) return { ...sizeIn(first, found), isMaximized: found.isMaximized };
  return { ...sizeIn(area, found), x: found.x, y: found.y, isMaximized: found.isMaximized };
}

/** A hand's breadth of the title bar must be there to be taken hold of. */
function titleBarIsOn(bounds: Rectangle, area: Rectangle): boolean {
  const grip = 80;
  const right = Math.min(bounds.x + bounds.width, area.x + area.width);
  const left = Math.max(bounds.x, area.x);
  return right - left >= grip && bounds.y >= area.y && bounds.y <= area.y + area.height - grip;
}

/** What was kept at `file`, or null. Read at once: the window waits for it. */
export function readBounds(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

/** Keeps the bounds as the window closes, at once, since the app may end next. Losing them is no harm. */
export function keepBounds(file: string, bounds: StoredBounds): void {
  try {
    writeFileSync(file, JSON.stringify(bounds));
  } catch {
    // The window opens in the middle of the screen next time.
  }
}
