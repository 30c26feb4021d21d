/** What stands in place of a word between the arguments of a call, and the function that the call turns out to be. */
export interface CallKeyword {
  readonly piece: ',' | '';
  readonly renamed?: string;
}

/** Words that separate arguments, by function. */
const SEPARATORS: Readonly<Record<string, readonly string[]>> = {
  position: ['in'],
  overlay: ['placing', 'from', 'for'],
  substring: ['from', 'for'],
  substr: ['from', 'for'],
  trim: ['from'],
  ltrim: ['from'],
  rtrim: ['from'],
};

/** The functions that `trim` with a side stands for. */
const SIDES: Readonly<Record<string, string>> = { both: 'trim', leading: 'ltrim', trailing: 'rtrim' };

/**
 * Reads a word directly inside a call of `name`: `position(a IN b)`, `overlay(a PLACING b FROM c)`, `substring(a FROM b FOR c)`,
 * `trim(LEADING a FROM b)`. Null for any other word.
 *
 * @param isAfterOperand whether an argument ends before it
 */
export function callKeyword(name: string, word: string, isAfterOperand: boolean): CallKeyword | null {
  const side = Object.hasOwn(SIDES, word) ? SIDES[word] : undefined;
  if (name === 'trim' && side !== undefined && !isAfterOperand) return { piece: '', renamed: side };
  const separators = Object.hasOwn(SEPARATORS, name) ? SEPARATORS[name] : undefined;
  if (separators?.includes(word) !== true) return null;
  // `trim(FROM a)` has nothing before the word.
  if (!isAfterOperand) return name.endsWith('trim') ? { piece: '' } : null;
  // Spark calls this form by another name.
  return name === 'position' ? { piece: ',', renamed: 'locate' } : { piece: ',' };
}
