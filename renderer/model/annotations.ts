/**
 * What the canvas keeps in a pipeline file beside the graph: notes, groups and breakpoints. Files come from anywhere, so each reader
 * takes what it can use, in the sizes allowed, and passes over the rest; what it passes over stays in the file.
 */
import { z } from 'zod';
import type { Breakpoint } from '../../engine/session-shapes.ts';
import { edgeId } from './edge-id.ts';

/** Colours of notes and groups: names of tokens, never values. */
export const ANNOTATION_COLORS = ['plain', 'blue', 'green', 'amber', 'red'] as const;
export type AnnotationColor = (typeof ANNOTATION_COLORS)[number];

const id = z.string().min(1).max(200);
const place = z.object({ x: z.number().finite(), y: z.number().finite() });
const color = z.enum(ANNOTATION_COLORS).optional();

const noteSchema = z.object({
  id,
  text: z.string().max(20_000),
  position: place,
  size: z.object({ width: z.number().min(64).max(4000), height: z.number().min(40).max(4000) }),
  color,
});
/** A text on the canvas. */
export type Note = z.output<typeof noteSchema>;

const groupSchema = z.object({ id, label: z.string().max(500), nodes: z.array(z.string()).max(2000), color });
/** Nodes that belong together. Its frame goes around them, so that it has no place of its own. */
export type NodeGroup = z.output<typeof groupSchema>;

const breakpointSchema = z.object({
  source: z.string().max(500),
  target: z.string().max(500),
  targetPort: z.string().max(500).optional(),
  condition: z.string().max(10_000),
  /** False: kept, and not asked. */
  enabled: z.boolean(),
});
/** A breakpoint as the file has it, in `views.breakpoints`; its id is that of its wire. */
export type StoredBreakpoint = z.output<typeof breakpointSchema>;

/** Most of a kind that is taken from a file. */
const entriesMax = 2000;

function readList<Entry>(value: unknown, schema: z.ZodType<Entry>): Entry[] {
  if (!Array.isArray(value)) return [];
  return value.slice(0, entriesMax).flatMap((each) => {
    const read = schema.safeParse(each);
    return read.success ? [read.data] : [];
  });
}

/** The notes of a document's `notes`. */
export function notesOf(notes: unknown): Note[] {
  return readList(notes, noteSchema);
}

/** The groups of a document's `groups`. */
export function groupsOf(groups: unknown): NodeGroup[] {
  return readList(groups, groupSchema);
}

/** The breakpoints of a document's `views`. */
export function breakpointsOf(views: unknown): StoredBreakpoint[] {
  const stored = typeof views === 'object' && views !== null && 'breakpoints' in views ? views.breakpoints : [];
  return readList(stored, breakpointSchema);
}

/** The breakpoints that a run is told: those that are on. */
export function activeBreakpoints(views: unknown): Breakpoint[] {
  return breakpointsOf(views).flatMap(({ enabled, ...each }) => (enabled ? [{ ...each, id: edgeId(each) }] : []));
}
