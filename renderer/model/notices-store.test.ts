import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createNoticesStore, type NoticesStore } from './notices-store.ts';

let store: NoticesStore;

beforeEach(() => {
  vi.useFakeTimers();
  store = createNoticesStore();
});
afterEach(() => vi.useRealTimers());

const titles = () => store.getState().notices.map((notice) => notice.title);

describe('notices', () => {
  it('joins equal ones, and shows three at most', () => {
    for (const title of ['a', 'b', 'a']) store.notify({ tone: 'success', title });
    expect(titles()).toEqual(['b', 'a']);
    for (const title of ['c', 'd']) store.notify({ tone: 'success', title });
    expect(titles()).toEqual(['a', 'c', 'd']);
    store.notify({ tone: 'error', title: 'a' });
    expect(titles()).toEqual(['c', 'd', 'a']);
  });

  it('shows a joined one as long as it would be shown alone', () => {
    store.notify({ tone: 'success', title: 'a' });
    vi.advanceTimersByTime(3000);
    store.notify({ tone: 'success', title: 'a' });
    vi.advanceTimersByTime(3000);
    expect(titles()).toEqual(['a']);
    vi.advanceTimersByTime(1000);
    expect(titles()).toEqual([]);
  });
});
