import { padding } from './padding.ts';

export const lpad = padding('lpad', 'left');
