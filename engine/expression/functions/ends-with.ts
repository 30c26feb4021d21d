import { textTest } from './text-test.ts';

export const endsWith = textTest('endswith', (text, part) => text.endsWith(part));
