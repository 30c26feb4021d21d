/** Entries of a state table that are written or restored before others have their turn: some tenths of a millisecond. */
export const ENTRIES_A_STEP = 256;
