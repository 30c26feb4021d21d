/** How a node kind travels from the palette to the canvas while it is dragged. */
export const DRAG_KIND_TYPE = 'application/x-millrace-kind';
/** There as well where the kind fits into the middle of a wire: while a drag goes on, only the types can be read. */
export const DRAG_MIDDLE_TYPE = 'application/x-millrace-middle';
