/** What lies at a place on the screen. */

/** A node dropped this near to a wire, above or below it, is meant for it, px. */
const dropReach = [0, -10, 10, -20, 20, -30, 30] as const;

/** The wire nearest to a place on the screen; null where none is near. */
export function wireAt(page: Document, x: number, y: number): string | null {
  for (const dy of dropReach) {
    for (const element of page.elementsFromPoint(x, y + dy)) {
      const id = element.closest('.react-flow__edge')?.getAttribute('data-id');
      if (id != null) return id;
    }
  }
  return null;
}

/** The node whose card lies at a place on the screen. */
export function nodeAt(page: Document, x: number, y: number): string | null {
  for (const element of page.elementsFromPoint(x, y)) {
    const id = element.closest('.react-flow__node')?.getAttribute('data-id');
    if (id != null) return id;
  }
  return null;
}

/** The element of a node on the canvas; null while it is not drawn. */
export function nodeElement(id: string): HTMLElement | null {
  return globalThis.document.querySelector<HTMLElement>(`.react-flow__node[data-id="${CSS.escape(id)}"]`);
}
