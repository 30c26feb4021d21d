import { must } from '../base/assert.ts';
import { ERA_NAMES, HALF_DAY_NAMES, MONTH_NAMES, SHORT_ERA_NAMES, SHORT_MONTH_NAMES } from './calendar-names.ts';
import { makeOffsetReader, offsetStyle, type ReadOffset, readLocalizedOffset } from './offset-pattern.ts';
import type { PatternElement, PatternLetter } from './pattern-elements.ts';
import { hasEra } from './pattern-format.ts';
import { type FieldName, noFields, type ParsedFields, resolveFields } from './pattern-resolve.ts';
import { isTimeZone, zoneId } from './time-zone.ts';
import { zoneOfDisplayName } from './zone-display-name.ts';
import { printOffset } from './zone-name.ts';

/** Reads from `at` on, notes what it found, and gives the place behind it; -1 where the text does not fit. */
type Reader = (text: string, at: number, found: ParsedFields) => number;

/**
 * A function that reads a text exactly as the pattern says and gives its instant in microseconds, or null. As in Spark
 * parts that are absent default to 1970-01-01 and midnight, letter case counts nothing, `S` reads one to that many digits,
 * and a zone in the text goes before `zone`.
 */
export function makeParser(elements: readonly PatternElement[]): (text: string, zone: string) => bigint | null {
  const read = sequenceReader(elements, hasEra(elements));
  return (text, zone) => {
    const found = noFields();
    return read(text, 0, found) === text.length ? resolveFields(found, zone) : null;
  };
}

/** How a number stands in a text. A fixed width lets numbers follow each other without anything between them. */
interface NumberShape {
  readonly field: FieldName;
  readonly widthMin: number;
  readonly widthMax: number;
  readonly sign: 'none' | 'minus' | 'beyond width';
  /** Added to what is read: 2000 for years of two digits. */
  readonly base: number;
  /** Digits that numbers of fixed width right behind this one claim. */
  following: number;
}

function sequenceReader(elements: readonly PatternElement[], withEra: boolean): Reader {
  const readers = readersOf(elements, withEra, { open: null });
  return (text, start, found) => {
    let at = start;
    for (const read of readers) {
      at = read(text, at, found);
      if (at < 0) return -1;
    }
    return at;
  };
}

/** The last number of variable width, as long as only numbers of fixed width have followed it. */
interface Adjacency {
  open: NumberShape | null;
}

function readersOf(elements: readonly PatternElement[], withEra: boolean, adjacency: Adjacency): Reader[] {
  return elements.map((element) => {
    const shape = element.kind === 'field' ? numberShape(element.letter, element.count, withEra) : null;
    if (shape === null) {
      adjacency.open = null;
      return readerOf(element, withEra);
    }
    const fixed = shape.widthMin === shape.widthMax && shape.sign === 'none';
    if (fixed && adjacency.open !== null) adjacency.open.following += shape.widthMax;
    else {
      if (adjacency.open !== null) adjacency.open.following = 0;
      adjacency.open = shape;
    }
    return numberReader(shape);
  });
}

function readerOf(element: PatternElement, withEra: boolean): Reader {
  if (element.kind === 'literal') return literalReader(element.text);
  if (element.kind === 'section') return optionalReader(sequenceReader(element.elements, withEra));
  return fieldReader(element.letter, element.count);
}

function literalReader(literal: string): Reader {
  const wanted = literal.toLowerCase();
  return (text, at) => {
    const end = at + literal.length;
    return text.slice(at, end).toLowerCase() === wanted ? end : -1;
  };
}

function optionalReader(read: Reader): Reader {
  return (text, at, found) => {
    const attempt: ParsedFields = { ...found, numbers: { ...found.numbers } };
    const end = read(text, at, attempt);
    if (end < 0) return at;
    found.numbers = attempt.numbers;
    found.zone = attempt.zone;
    found.offset = attempt.offset;
    return end;
  };
}

function numberShape(letter: PatternLetter, count: number, withEra: boolean): NumberShape | null {
  const shape = (field: FieldName, widthMin: number, widthMax: number, sign: NumberShape['sign'], base = 0) => {
    return { field, widthMin, widthMax, sign, base, following: 0 };
  };
  const short = (field: FieldName) => (count === 1 ? shape(field, 1, 19, 'minus') : shape(field, count, count, 'none'));
  switch (letter) {
    case 'y': {
      const field = withEra ? 'yearOfEra' : 'year';
      if (count === 2) return shape(field, 2, 2, 'none', 2000);
      return shape(field, count, 19, count < 4 ? 'minus' : 'beyond width');
    }
    case 'M':
    case 'L':
      return count <= 2 ? short('month') : null;
    case 'd':
      return short('day');
    case 'D':
      return count === 2 ? shape('dayOfYear', 2, 3, 'none') : short('dayOfYear');
    case 'h':
      return short('clockHourOfHalfDay');
    case 'H':
      return short('hour');
    case 'k':
      return short('clockHour');
    case 'K':
      return short('hourOfHalfDay');
    case 'm':
      return short('minute');
    case 's':
      return short('second');
    default:
      return null;
  }
}

function numberReader(shape: NumberShape): Reader {
  return (text, start, found) => {
    const sign = text.charAt(start);
    const signed = sign === '-' || sign === '+';
    if (signed && (shape.sign === 'none' || (sign === '+' && shape.sign === 'minus'))) return -1;
    const at = signed ? start + 1 : start;
    let width = digitsAt(text, at, shape.widthMax + shape.following);
    if (width < shape.widthMin) return -1;
    if (shape.following > 0) width = Math.max(shape.widthMin, width - shape.following);
    const number = Number(text.slice(at, at + width));
    if (sign === '-' && number === 0) return -1;
    if (shape.sign === 'beyond width' && sign !== '-' && signed !== width > shape.widthMin) return -1;
    return note(found, shape.field, shape.base + (sign === '-' ? -number : number)) ? at + width : -1;
  };
}

function digitsAt(text: string, at: number, limit: number): number {
  let width = 0;
  while (width < limit && isDigit(text.charCodeAt(at + width))) width += 1;
  return width;
}

function isDigit(unit: number): boolean {
  return unit >= 0x30 && unit <= 0x39;
}

/** False where the text said something else for the field before. */
function note(found: ParsedFields, field: FieldName, value: number): boolean {
  const known = found.numbers[field];
  found.numbers[field] = value;
  return known === undefined || known === value;
}

function fieldReader(letter: PatternLetter, count: number): Reader {
  switch (letter) {
    case 'G':
      return nameReader('era', count === 4 ? ERA_NAMES : SHORT_ERA_NAMES, 0);
    case 'M':
    case 'L':
      return nameReader('month', count === 4 ? MONTH_NAMES : SHORT_MONTH_NAMES, 1);
    case 'a':
      return nameReader('halfDay', HALF_DAY_NAMES, 0);
    case 'S':
      return fractionReader(count);
    case 'V':
      return zoneReader((name) => (isTimeZone(name) && zoneId(name) === name ? name : null));
    case 'z':
      return zoneReader(zoneOfDisplayName);
    case 'O':
      return offsetReader((text, at) => readLocalizedOffset(text, at, count === 4 ? 'full' : 'short'));
    case 'X':
    case 'x':
    case 'Z': {
      if (letter === 'Z' && count === 4) return offsetReader((text, at) => readLocalizedOffset(text, at, 'full'));
      return offsetReader(makeOffsetReader(offsetStyle(letter, count)));
    }
    default:
      return () => -1;
  }
}

function nameReader(field: FieldName, names: readonly string[], first: number): Reader {
  const wanted = names.map((name) => name.toLowerCase());
  return (text, at, found) => {
    const index = wanted.findIndex((name) => text.slice(at, at + name.length).toLowerCase() === name);
    if (index < 0) return -1;
    return note(found, field, first + index) ? at + must(wanted[index], 'the name that was found').length : -1;
  };
}

function fractionReader(digitsMax: number): Reader {
  return (text, at, found) => {
    const width = digitsAt(text, at, digitsMax);
    if (width === 0) return -1;
    const micros = Number(text.slice(at, at + Math.min(width, 6)).padEnd(6, '0'));
    return note(found, 'micro', micros) ? at + width : -1;
  };
}

/** The longest run of a zone's characters that is one. */
function zoneReader(zoneOf: (name: string) => string | null): Reader {
  return (text, at, found) => {
    const run = /[A-Za-z0-9~/._+:-]{1,64}/y;
    run.lastIndex = at;
    for (let name = run.exec(text)?.[0] ?? ''; name !== ''; name = name.slice(0, -1)) {
      const zone = zoneOf(name);
      if (zone !== null) {
        found.zone = zone;
        return at + name.length;
      }
    }
    return -1;
  };
}

function offsetReader(read: (text: string, at: number) => ReadOffset | null): Reader {
  return (text, at, found) => {
    const offset = read(text, at);
    if (offset === null) return -1;
    found.offset = printOffset(offset.seconds);
    return offset.end;
  };
}
