const NON_ASCII = /[^\0-\x7f]/;
const DIGIT = /\p{Nd}/u;

/**
 * The text with the decimal digits of all scripts as those of ASCII, the way Java reads whole numbers and decimals. Digits
 * beyond the Basic Multilingual Plane stay, as they do there.
 */
export function asciiDigits(text: string): string {
  if (!NON_ASCII.test(text)) return text;
  return text.replace(/[^\0-\x7f]/g, (character) => (DIGIT.test(character) ? digitValue(character) : character));
}

/** Digits of a script follow one another, so the value is how many of them come before. */
function digitValue(digit: string): string {
  const code = digit.charCodeAt(0);
  let value = 0;
  while (value < 9 && DIGIT.test(String.fromCharCode(code - value - 1))) value++;
  return String(value);
}
