import type { LoopFrame } from './loop-frame.ts';
import type { SourceWriter } from './source-writer.ts';
import { BAIL } from './stage-expressions.ts';
import { floorTo, paneMicros, TIME_MAX, type WindowSpans, windowsMax } from './window-spans.ts';

/** The windows that the row at hand falls into. */
export interface RowWindows {
  readonly spans: WindowSpans;
  /** Name of the row's time in microseconds. */
  readonly time: string;
  /** Name of the start of the latest window or, where rows are gathered by pane, of the row's pane. */
  readonly start: string;
  /** How many windows there are; `'1'` where there is always one. */
  readonly count: string;
  readonly isPane: boolean;
}

/**
 * Writes how a row finds its windows. Rows that follow one another tend to fall into the same ones, so those of the row before are
 * remembered.
 *
 * @param time name of the row's time, which is not null
 * @param isPane whether the start of the row's pane is asked for
 */
export function emitWindows(
  writer: SourceWriter,
  frame: LoopFrame,
  spans: WindowSpans,
  time: string,
  isPane: boolean,
): RowWindows {
  const { durationMicros, slideMicros, startMicros } = spans;
  const step = isPane ? paneMicros(spans) : slideMicros;
  const start = frame.counter(isPane ? 'paneStart' : 'windowStart', 'Infinity');
  const floor = writer.bind(floorTo, 'floorTo');
  const isRegular = durationMicros % slideMicros === 0;
  const isSingle = durationMicros === slideMicros;
  const regular = String(windowsMax(spans));
  if (isPane && !isRegular) {
    const count = frame.counter('windows');
    writer.block(`if (!(${time} >= ${start} && ${time} < ${start} + ${step}))`, () => {
      emitTimeCheck(writer, time);
      writer.line(`${start} = ${floor}(${time}, ${step}, ${startMicros});`);
      const latest = `${floor}(${time}, ${slideMicros}, ${startMicros})`;
      writer.line(`${count} = Math.max(0, Math.ceil((${latest} + ${durationMicros} - ${time}) / ${slideMicros}));`);
    });
    return { spans, time, start, count, isPane };
  }
  writer.block(`if (!(${time} >= ${start} && ${time} < ${start} + ${step}))`, () => {
    emitTimeCheck(writer, time);
    writer.line(`${start} = ${floor}(${time}, ${step}, ${startMicros});`);
  });
  if (isSingle || isRegular) return { spans, time, start, count: isSingle ? '1' : regular, isPane };
  const count = writer.fresh('windows');
  writer.line(`const ${count} = Math.max(0, Math.ceil((${start} + ${durationMicros} - ${time}) / ${slideMicros}));`);
  return { spans, time, start, count, isPane };
}

/** Times that are not computed with exactly go to the interpreter. */
export function emitTimeCheck(writer: SourceWriter, time: string): void {
  writer.line(`if (!(${time} >= -${TIME_MAX} && ${time} <= ${TIME_MAX})) ${BAIL}`);
}
