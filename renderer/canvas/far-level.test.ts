import { describe, expect, it } from 'vitest';
import { cardRoom, crowdFrom, farZoom, levelOf } from './far-level.ts';

describe('the level of detail', () => {
  it('is far only where cards are many and small', () => {
    expect(levelOf(farZoom - 0.01, crowdFrom)).toBe('far');
    expect(levelOf(farZoom, crowdFrom)).toBe('near');
    expect(levelOf(0.15, crowdFrom - 1)).toBe('near');
  });

  it('gives up the figure first, then the icon, then the name', () => {
    expect(cardRoom(96, 44)).toEqual({ name: true, icon: true, figure: true });
    expect(cardRoom(72, 22)).toEqual({ name: true, icon: true, figure: false });
    expect(cardRoom(50, 22)).toEqual({ name: true, icon: false, figure: false });
    expect(cardRoom(29, 13)).toEqual({ name: false, icon: false, figure: false });
  });
});
