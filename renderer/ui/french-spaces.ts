const narrow = '\u202f';
const wide = '\u00a0';

/** French text with the spaces that must not break: before `; ! ? : »` and after `«`. Written with plain ones in the rooms. */
export function frenchSpaces(text: string): string {
  return text
    .replace(/ ([;!?])/g, `${narrow}$1`)
    .replace(/ :(?!\S)/g, `${wide}:`)
    .replace(/« /g, `«${wide}`)
    .replace(/ »/g, `${wide}»`);
}
