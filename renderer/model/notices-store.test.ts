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

  it('lets those that stay stand until they are withdrawn', () => {
    store.notify({ tone: 'error', title: 'The disk is full', subject: 'save', stays: true });
    store.notify({ tone: 'info', title: 'By the way' });
    vi.advanceTimersByTime(60_000);
    expect(titles()).toEqual(['The disk is full']);
    store.withdraw('file');
    expect(titles()).toEqual(['The disk is full']);
    store.withdraw('save');
    expect(titles()).toEqual([]);
  });

  it('makes room without taking away what stays, and says a subject once', () => {
    store.notify({ tone: 'info', title: 'first', stays: true, subject: 'file' });
    for (const title of ['a', 'b', 'c']) store.notify({ tone: 'info', title });
    expect(titles()).toEqual(['first', 'b', 'c']);
    store.notify({ tone: 'info', title: 'second', stays: true, subject: 'file' });
    expect(titles()).toEqual(['b', 'c', 'second']);
    for (const title of ['x', 'y', 'z']) store.notify({ tone: 'error', title, stays: true });
    expect(titles()).toEqual(['x', 'y', 'z']);
  });
});
