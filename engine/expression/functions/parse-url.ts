import { urlPartFunction } from './url-part-function.ts';

export const parseUrl = urlPartFunction('parse_url', false);
