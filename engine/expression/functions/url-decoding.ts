import { EngineError } from '../../base/errors/engine-error.ts';
import { excerpt } from '../../types/excerpt.ts';

const decoder = new TextDecoder('utf-8', { ignoreBOM: true });

/** The text that `url_encode` made. Throws EXP-055 where a percent sign has no two digits after it. */
export function decodeUrl(text: string): string {
  return text.replaceAll('+', ' ').replace(/(?:%[\s\S]{0,2})+/g, (part) => {
    if (!/^(?:%[0-9a-fA-F]{2})+$/.test(part)) throw new EngineError('EXP-055', { text: excerpt(text, 80) });
    return decoder.decode(Uint8Array.from(part.slice(1).split('%'), (digits) => Number.parseInt(digits, 16)));
  });
}
