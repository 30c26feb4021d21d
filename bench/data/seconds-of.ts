/** Two days, as in the lab. */
const SPAN_SECONDS = 172_800;
const FIRST_SECOND = 1_469_501_107;

/** The event time of a row, in seconds since 1970: rows are spread evenly over two days, however many there are. */
export function secondsOf(index: number, rows: number): number {
  return FIRST_SECOND + Math.floor((index * SPAN_SECONDS) / rows);
}
