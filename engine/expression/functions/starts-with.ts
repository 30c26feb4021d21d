import { textTest } from './text-test.ts';

export const startsWith = textTest('startswith', (text, part) => text.startsWith(part));
