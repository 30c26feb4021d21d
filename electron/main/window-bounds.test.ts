import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fitBounds, keepBounds, readBounds } from './window-bounds.ts';

const screen = { x: 0, y: 0, width: 1920, height: 1080 };
const right = { x: 1920, y: 0, width: 2560, height: 1440 };
const left = { x: 100, y: 50, width: 1200, height: 800, isMaximized: false };

describe('fitBounds', () => {
  it.each([
    ['nothing kept', null, [screen], { width: 1440, height: 900, isMaximized: false }],
    [
      'a small screen',
      null,
      [{ x: 0, y: 0, width: 1280, height: 720 }],
      { width: 1280, height: 720, isMaximized: false },
    ],
    [
      'a tiny screen',
      null,
      [{ x: 0, y: 0, width: 800, height: 600 }],
      { width: 1000, height: 640, isMaximized: false },
    ],
    ['no screen', null, [], { width: 1440, height: 900, isMaximized: false }],
    ['as it was', left, [screen], left],
    ['on the other screen', { ...left, x: 2000 }, [screen, right], { ...left, x: 2000 }],
    ['that screen is gone', { ...left, x: 2000 }, [screen], { width: 1200, height: 800, isMaximized: false }],
    ['left of everything', { ...left, x: -1300 }, [screen], { width: 1200, height: 800, isMaximized: false }],
    ['title bar above the screen', { ...left, y: -40 }, [screen], { width: 1200, height: 800, isMaximized: false }],
    ['below the screen', { ...left, y: 1070 }, [screen], { width: 1200, height: 800, isMaximized: false }],
    [
      'larger than the screen',
      { ...left, width: 5000, height: 5000 },
      [screen],
      { ...left, width: 1920, height: 1080 },
    ],
    ['too small', { ...left, width: 200, height: 10 }, [screen], { ...left, width: 1000, height: 640 }],
    ['maximized', { ...left, isMaximized: true }, [screen], { ...left, isMaximized: true }],
  ])('%s', (_, stored, areas, expected) => {
    expect(fitBounds(stored, areas)).toEqual(expected);
  });

  it.each(['x', 5, [], {}, { ...left, x: '1' }, { ...left, width: -5 }, { ...left, y: Number.NaN }])(
    'takes %j for nothing kept',
    (stored) => {
      expect(fitBounds(stored, [screen])).toEqual({ width: 1440, height: 900, isMaximized: false });
    },
  );
});

it('keeps bounds in a file, and survives a file that is broken or a folder that is gone', () => {
  const folder = mkdtempSync(join(tmpdir(), 'millrace-bounds-'));
  const file = join(folder, 'window.json');
  expect(readBounds(file)).toBeNull();
  keepBounds(file, left);
  expect(readBounds(file)).toEqual(left);
  writeFileSync(file, '{');
  expect(readBounds(file)).toBeNull();
  rmSync(folder, { recursive: true });
  expect(() => keepBounds(file, left)).not.toThrow();
});
