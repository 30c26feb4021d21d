/** The text as a message shows it: whole, or cut after `lengthMax` UTF-16 units with an ellipsis behind. */
export function excerpt(text: string, lengthMax = 60): string {
  return text.length <= lengthMax ? text : `${text.slice(0, lengthMax)}…`;
}
