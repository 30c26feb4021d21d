/**
 * Lines that what is dragged keeps to: edges and centres of the other cards, and equal gaps in a row. The others are put
 * into an index once, when dragging begins; a move then looks up three values an axis and the cards of its own row.
 */

/** A rectangle on the canvas, document coordinates. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** A line to draw: along `axis`, at `at` on the other one, from `from` to `to`. */
export interface Guide {
  readonly kind: 'line' | 'gap';
  readonly axis: 'x' | 'y';
  readonly at: number;
  readonly from: number;
  readonly to: number;
}

export interface Snapped {
  /** How far what is dragged goes from where the pointer has it. */
  readonly dx: number;
  readonly dy: number;
  readonly guides: readonly Guide[];
}

interface Line {
  readonly at: number;
  readonly box: Span;
}

/** A box seen along one axis: its own extent, and that across. */
interface Span {
  readonly from: number;
  readonly to: number;
  readonly acrossFrom: number;
  readonly acrossTo: number;
}

interface AxisIndex {
  /** By their place. */
  readonly lines: readonly Line[];
  /** By where they begin. */
  readonly spans: readonly Span[];
}

export interface SnapIndex {
  readonly x: AxisIndex;
  readonly y: AxisIndex;
}

/** Places this near count as the same, px: coordinates of files need not be whole. */
const same = 0.5;

export function indexBoxes(boxes: readonly Box[]): SnapIndex {
  return { x: indexAxis(boxes.map(alongX)), y: indexAxis(boxes.map(alongY)) };
}

/** Where a box goes that is held at `box`: to the nearest line within `reach` px on each axis. */
export function snapBox(index: SnapIndex, box: Box, reach: number): Snapped {
  const dx = nearest(index.x, alongX(box), reach);
  const dy = nearest(index.y, alongY(box), reach);
  const placed = { ...box, x: box.x + dx, y: box.y + dy };
  const guides = [
    ...linesAt(index.x, alongX(placed), 'y'),
    ...linesAt(index.y, alongY(placed), 'x'),
    ...gapsAt(index.x, alongX(placed), 'x'),
    ...gapsAt(index.y, alongY(placed), 'y'),
  ];
  return { dx, dy, guides };
}

/** The smallest box around boxes; null for none. */
export function boundsOf(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  let [left, top, right, bottom] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const { x, y, width, height } of boxes) {
    left = Math.min(left, x);
    top = Math.min(top, y);
    right = Math.max(right, x + width);
    bottom = Math.max(bottom, y + height);
  }
  return { x: left, y: top, width: right - left, height: bottom - top };
}

function alongX({ x, y, width, height }: Box): Span {
  return { from: x, to: x + width, acrossFrom: y, acrossTo: y + height };
}

function alongY({ x, y, width, height }: Box): Span {
  return { from: y, to: y + height, acrossFrom: x, acrossTo: x + width };
}

function indexAxis(spans: readonly Span[]): AxisIndex {
  const lines = spans.flatMap((box) => places(box).map((at) => ({ at, box })));
  return { lines: lines.sort((a, b) => a.at - b.at), spans: [...spans].sort((a, b) => a.from - b.from) };
}

/** Edge, centre, edge. */
function places({ from, to }: Span): readonly [number, number, number] {
  return [from, (from + to) / 2, to];
}

/** The first line at or behind a place, by halves. */
function firstFrom(lines: readonly Line[], at: number): number {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((lines[middle]?.at ?? Infinity) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

function nearest(index: AxisIndex, span: Span, reach: number): number {
  let best = Infinity;
  const offer = (by: number): void => {
    if (Math.abs(by) <= reach && Math.abs(by) < Math.abs(best)) best = by;
  };
  for (const place of places(span)) {
    const after = firstFrom(index.lines, place);
    for (const line of [index.lines[after - 1], index.lines[after]]) if (line !== undefined) offer(line.at - place);
  }
  for (const from of evenPlaces(index, span)) offer(from - span.from);
  return Number.isFinite(best) ? best : 0;
}

interface Row {
  readonly before: Span | undefined;
  readonly beforeThat: Span | undefined;
  readonly after: Span | undefined;
  readonly afterThat: Span | undefined;
}

/** The neighbours of a box in its row: those that overlap it across. */
function rowOf({ spans }: AxisIndex, span: Span): Row {
  const mates = spans.filter((each) => each.acrossFrom < span.acrossTo && each.acrossTo > span.acrossFrom);
  const middle = (span.from + span.to) / 2;
  const split = mates.findIndex((each) => (each.from + each.to) / 2 > middle);
  const after = split < 0 ? mates.length : split;
  return {
    before: mates[after - 1],
    beforeThat: mates[after - 2],
    after: mates[after],
    afterThat: mates[after + 1],
  };
}

/** Where the box would begin to have equal gaps in its row. */
function evenPlaces(index: AxisIndex, span: Span): number[] {
  const { before, beforeThat, after, afterThat } = rowOf(index, span);
  const length = span.to - span.from;
  const found: number[] = [];
  if (before !== undefined && after !== undefined && after.from - before.to >= length) {
    found.push((before.to + after.from - length) / 2);
  }
  if (before !== undefined && beforeThat !== undefined && before.from >= beforeThat.to) {
    found.push(before.to + (before.from - beforeThat.to));
  }
  if (after !== undefined && afterThat !== undefined && afterThat.from >= after.to) {
    found.push(after.from - (afterThat.from - after.to) - length);
  }
  return found;
}

/** The lines that a placed box lies on, each long enough to reach what it shares it with. */
function linesAt(index: AxisIndex, span: Span, axis: 'x' | 'y'): Guide[] {
  return places(span).flatMap((place) => {
    let [from, to, count] = [span.acrossFrom, span.acrossTo, 0];
    for (let at = firstFrom(index.lines, place - same); ; at++) {
      const line = index.lines[at];
      if (line === undefined || line.at > place + same) break;
      from = Math.min(from, line.box.acrossFrom);
      to = Math.max(to, line.box.acrossTo);
      count++;
    }
    return count === 0 ? [] : [{ kind: 'line' as const, axis, at: place, from, to }];
  });
}

function gapsAt(index: AxisIndex, span: Span, axis: 'x' | 'y'): Guide[] {
  const { before, beforeThat, after, afterThat } = rowOf(index, span);
  const isEven = (a: readonly [number, number], b: readonly [number, number]): boolean =>
    a[1] - a[0] > same && Math.abs(a[1] - a[0] - (b[1] - b[0])) <= same;
  const at = (span.acrossFrom + span.acrossTo) / 2;
  const gap = ([from, to]: readonly [number, number]): Guide => ({ kind: 'gap', axis, at, from, to });
  const left = before === undefined ? null : ([before.to, span.from] as const);
  const right = after === undefined ? null : ([span.to, after.from] as const);
  if (left !== null && right !== null && isEven(left, right)) return [gap(left), gap(right)];
  if (left !== null && before !== undefined && beforeThat !== undefined) {
    const further = [beforeThat.to, before.from] as const;
    if (isEven(left, further)) return [gap(further), gap(left)];
  }
  if (right !== null && after !== undefined && afterThat !== undefined) {
    const further = [after.to, afterThat.from] as const;
    if (isEven(right, further)) return [gap(right), gap(further)];
  }
  return [];
}
