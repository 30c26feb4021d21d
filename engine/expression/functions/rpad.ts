import { padding } from './padding.ts';

export const rpad = padding('rpad', 'right');
