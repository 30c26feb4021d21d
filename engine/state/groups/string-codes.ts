/** Distinct texts by number, 0, 1, 2 … in the order in which they first came. Texts are equal when their UTF-8 bytes are. */
export interface StringCodes {
  readonly size: number;
  /** The text of a code. */
  textOf(code: number): string;
  /** The UTF-8 bytes of a code; a view that is valid until the next text is added. */
  bytesOf(code: number): Uint8Array;
  /** The code of a text, which is added when it is new. */
  codeOfText(text: string): number;
  /** The texts of these codes, in their order. */
  pack(codes: Int32Array): PackedTexts;
  /** Grows when codes were forgotten; a code is only valid within one epoch. */
  readonly epoch: number;
  readonly memoryBytes: number;
}

/** The bytes of many texts in one array: text `i` is `bytes[starts[i], starts[i + 1])`. */
export interface PackedTexts {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** One entry more than there are texts. */
  readonly starts: Uint32Array<ArrayBuffer>;
  /** By text, its `hashBytes`. */
  readonly hashes: Int32Array<ArrayBuffer>;
}
