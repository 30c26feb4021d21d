/** How long work shares its thread with others and hears of its end. */
export interface Pacing {
  /** Whether `rest` should be awaited before the next piece of work. */
  readonly isDue: boolean;
  /** Lets others run. Throws `CancelledError` once the run was stopped. */
  rest(): Promise<void>;
  /** Throws `CancelledError` once the run was stopped. */
  check(): void;
}
