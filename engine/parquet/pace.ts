/** How long work holds on: it asks between small pieces whether others are due and then lets them run. */
export interface Pace {
  readonly isDue: boolean;
  /** Lets others run. Throws to end the work. */
  rest(): Promise<void>;
}
