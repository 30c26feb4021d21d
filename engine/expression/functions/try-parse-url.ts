import { urlPartFunction } from './url-part-function.ts';

export const tryParseUrl = urlPartFunction('try_parse_url', true);
