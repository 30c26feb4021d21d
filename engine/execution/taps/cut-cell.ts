import type { JsonValue } from '../../types/json-value.ts';

/** A cell that is short enough to be shown. */
export interface CutCell {
  readonly value: JsonValue;
  /** About how much it holds. */
  readonly chars: number;
  /** Whether it is only the beginning of what there is. */
  readonly isCut: boolean;
}

/** What a value costs besides its text. */
const VALUE_CHARS = 8;
const CUT_MARK = '…';

/** The beginning of a value: texts end in `…` where they are cut, lists just end, objects keep their names. */
export function cutCell(value: JsonValue, charsMax: number): CutCell {
  let left = charsMax;
  let isCut = false;
  const cut = (each: JsonValue): JsonValue => {
    left -= VALUE_CHARS;
    if (typeof each === 'string') {
      const room = Math.max(0, left);
      left -= each.length;
      if (each.length <= room) return each;
      isCut = true;
      return `${wholeCharacters(each, room)}${CUT_MARK}`;
    }
    if (each === null || typeof each !== 'object') return each;
    if (Array.isArray(each)) {
      const kept: JsonValue[] = [];
      for (const element of each as readonly JsonValue[]) {
        if (left <= 0) {
          isCut = true;
          break;
        }
        kept.push(cut(element));
      }
      return kept;
    }
    const object: Record<string, JsonValue> = Object.create(null);
    for (const [name, of] of Object.entries(each)) {
      left -= name.length;
      object[name] = cut(of);
    }
    return object;
  };
  const shown = cut(value);
  return { value: shown, chars: Math.min(charsMax, charsMax - left), isCut };
}

/** So much of a text, without half a character at its end. */
function wholeCharacters(text: string, length: number): string {
  const last = text.charCodeAt(length - 1);
  return text.slice(0, last >= 0xd800 && last < 0xdc00 ? length - 1 : length);
}
