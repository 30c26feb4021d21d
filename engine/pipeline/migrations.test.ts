import { expect, test } from 'vitest';
import { migrate } from './migrations.ts';

test('older documents go through every step, oldest first, and stay as they were', () => {
  const steps = [
    {
      from: 2,
      migrate: (document: Readonly<Record<string, unknown>>) => ({ ...document, trail: `${document.trail}2` }),
    },
    {
      from: 1,
      migrate: (document: Readonly<Record<string, unknown>>) => ({ ...document, trail: `${document.trail}1` }),
    },
  ];
  const old = { version: 1, trail: '' };
  expect(migrate(old, 3, steps)).toEqual({ version: 3, trail: '12' });
  expect(old).toEqual({ version: 1, trail: '' });
});

test('a missing step is a fault of ours, not of the file', () => {
  expect(() => migrate({ version: 1 }, 2, [])).toThrow(/no migration/);
});
