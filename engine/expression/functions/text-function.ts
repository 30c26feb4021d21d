import { STRING } from '../../types/data-type.ts';
import type { ScalarFunction } from '../expr.ts';
import { takes } from './signature.ts';
import { type Compute, strict } from './strict.ts';

/**
 * A function from one string to another.
 *
 * @param nullable absent: null where the argument is
 */
export function textFunction(
  name: string,
  aliases: readonly string[],
  change: (text: string) => string,
  nullable?: boolean,
): ScalarFunction {
  const compute: Compute = (text) => change(text as string);
  return { name, aliases, minArgs: 1, maxArgs: 1, sign: takes([STRING], STRING, nullable), ...strict(() => compute) };
}

/** Length in characters: those outside the basic plane count once, as in Spark. */
export function characterCount(text: string): number {
  let count = text.length;
  for (let i = 1; i < text.length; i++) {
    if (isLow(text.charCodeAt(i)) && isHigh(text.charCodeAt(i - 1))) count--;
  }
  return count;
}

/** `text` as characters; one UTF-16 unit each where that is the same. */
export function characters(text: string): readonly string[] | string {
  return /[\ud800-\udbff]/.test(text) ? Array.from(text) : text;
}

/** Characters from `start` up to `end`, counted from 0. */
export function sliceCharacters(text: string, start: number, end: number): string {
  const parts = characters(text);
  return typeof parts === 'string' ? parts.slice(start, end) : parts.slice(start, end).join('');
}

function isHigh(unit: number): boolean {
  return unit >= 0xd800 && unit <= 0xdbff;
}

function isLow(unit: number): boolean {
  return unit >= 0xdc00 && unit <= 0xdfff;
}
