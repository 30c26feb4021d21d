import type { ErrorParams } from '../../base/errors/entry.ts';

/** How far a JSON text may leave the standard, and how large its parts may be; Spark's reader options. */
export interface JsonLeniency {
  readonly allowComments: boolean;
  readonly allowUnquotedFieldNames: boolean;
  readonly allowSingleQuotes: boolean;
  readonly allowNumericLeadingZeros: boolean;
  readonly allowNonNumericNumbers: boolean;
  readonly allowBackslashEscapingAnyCharacter: boolean;
  readonly allowUnquotedControlChars: boolean;
  /** Containers inside one another, the record itself counted. */
  readonly maxNestingDepth: number;
  /** Characters of one number. */
  readonly maxNumLen: number;
}

/** What is wrong with a text, by its row of the catalogue. */
export interface JsonFault {
  readonly code: 'SRC-201' | 'SRC-202' | 'SRC-203' | 'SRC-204' | 'SRC-205' | 'SRC-146';
  readonly params: ErrorParams;
}

/** The text is not JSON. Caught where texts are read, never seen outside. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly malformation: JsonFault;

  constructor(malformation: JsonFault) {
    super(malformation.code);
    this.malformation = malformation;
  }
}
