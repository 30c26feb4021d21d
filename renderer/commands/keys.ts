/** Key bindings: how they are written (`Mod+Shift+Z`), matched against events, and printed. */
import { say } from '../ui/i18n.ts';
import { keyTexts } from './texts.ts';

export type Platform = 'linux' | 'darwin' | 'win32';

interface Binding {
  readonly key: string;
  readonly mod: boolean;
  readonly shift: boolean;
  readonly alt: boolean;
}

/** The parts of a keyboard event that a binding looks at. */
export type KeyPress = Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'>;

export function parseBinding(text: string): Binding {
  // The plus key itself is written last: `Mod++`.
  const parts = text.endsWith('++') ? [...text.slice(0, -2).split('+'), '+'] : text.split('+');
  const key = parts.at(-1) ?? '';
  return { key, mod: parts.includes('Mod'), shift: parts.includes('Shift'), alt: parts.includes('Alt') };
}

/** Whether a key press is a binding's. Layouts differ in where signs lie, so a sign counts however it is reached. */
export function matchesBinding(press: KeyPress, text: string, platform: Platform): boolean {
  const binding = parseBinding(text);
  const mod = platform === 'darwin' ? press.metaKey : press.ctrlKey;
  const otherMod = platform === 'darwin' ? press.ctrlKey : press.metaKey;
  const isSign = binding.key.length === 1 && binding.key.toLowerCase() === binding.key.toUpperCase();
  const isDigit = /^\d$/.test(binding.key);
  return (
    press.key.toLowerCase() === binding.key.toLowerCase() &&
    mod === binding.mod &&
    !otherMod &&
    press.altKey === binding.alt &&
    ((isSign && !isDigit) || press.shiftKey === binding.shift)
  );
}

const named: Readonly<Record<string, 'delete' | 'backspace' | 'enter' | 'escape' | 'space' | 'tab'>> = {
  Delete: 'delete',
  Backspace: 'backspace',
  Enter: 'enter',
  Escape: 'escape',
  Space: 'space',
  Tab: 'tab',
};

/** A binding as keyboards print it, keys separated by spaces: `Ctrl Shift Z`, on a Mac `⇧ ⌘ Z`. */
export function printBinding(text: string, platform: Platform): string {
  const binding = parseBinding(text);
  const mac = platform === 'darwin';
  const name = named[binding.key];
  const parts = [
    binding.alt ? (mac ? '⌥' : say(keyTexts, 'alt')) : '',
    mac ? '' : binding.mod ? say(keyTexts, 'ctrl') : '',
    binding.shift ? (mac ? '⇧' : say(keyTexts, 'shift')) : '',
    mac && binding.mod ? '⌘' : '',
    name === undefined ? binding.key.toUpperCase().replace('-', '−') : say(keyTexts, name),
  ];
  return parts.filter((part) => part !== '').join(' ');
}
