import type { Malformation } from '../malformation.ts';

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

/** The text is not JSON. Caught by the record reader, never seen outside of it. */
export class JsonSyntaxError extends Error {
  override readonly name = 'JsonSyntaxError';
  readonly malformation: Malformation;

  constructor(malformation: Malformation) {
    super(malformation.code);
    this.malformation = malformation;
  }
}
