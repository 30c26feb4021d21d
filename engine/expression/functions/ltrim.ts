import { trimming } from './trimming.ts';

export const ltrim = trimming('ltrim', 'leading');
