/** How a node kind travels from the palette to the canvas while it is dragged. */
export const DRAG_KIND_TYPE = 'application/x-millrace-kind';
