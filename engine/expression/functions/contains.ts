import { textTest } from './text-test.ts';

export const contains = textTest('contains', (text, part) => text.includes(part));
