/** When a query looks for new data (semantics 10). Intervals are in milliseconds, not negative. */
export type Trigger =
  | { readonly type: 'default' }
  | { readonly type: 'processing-time'; readonly intervalMs: number }
  | { readonly type: 'once' }
  | { readonly type: 'available-now' };
