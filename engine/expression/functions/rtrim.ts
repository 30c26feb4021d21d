import { trimming } from './trimming.ts';

export const rtrim = trimming('rtrim', 'trailing');
