/** Key bindings: how they are written (`Mod+Shift+Z`), matched against events, recorded, and printed. */
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
export interface KeyPress extends Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey' | 'shiftKey' | 'altKey'> {
  /** The place of the key: `Digit1`. Left out or empty where the machine does not tell. */
  readonly code?: string;
  /** Held to reach a third sign of a key; Windows reports it as Ctrl and Alt as well. */
  getModifierState?(modifier: 'AltGraph'): boolean;
}

/** Modifiers, then the key, which may be the plus key itself: `Mod++`. */
const bindingShape = /^((?:(?:Mod|Alt|Shift)\+)*)(.+)$/u;

function parseBinding(text: string): Binding {
  const [, held = '', key = ''] = bindingShape.exec(text) ?? [];
  return { key, mod: held.includes('Mod'), shift: held.includes('Shift'), alt: held.includes('Alt') };
}

function writeBinding({ key, mod, shift, alt }: Binding): string {
  return [...(mod ? ['Mod'] : []), ...(alt ? ['Alt'] : []), ...(shift ? ['Shift'] : []), key].join('+');
}

const namedKeys = {
  Delete: 'delete',
  Backspace: 'backspace',
  Enter: 'enter',
  Escape: 'escape',
  Space: 'space',
  Tab: 'tab',
  Home: 'home',
  End: 'end',
  PageUp: 'pageUp',
  PageDown: 'pageDown',
  Insert: 'insert',
} as const;

const arrows = { ArrowLeft: '←', ArrowUp: '↑', ArrowRight: '→', ArrowDown: '↓' } as const;

const functionKey = /^F([1-9]|1\d|2[0-4])$/;
const isDigit = (key: string): boolean => /^\d$/.test(key);

/** A key that is a letter neither in capitals nor in small ones; digits lie elsewhere on each layout and are told apart by place. */
const isSign = (key: string): boolean =>
  key.length === 1 && key !== ' ' && !isDigit(key) && key.toLowerCase() === key.toUpperCase();

/**
 * A text from elsewhere as a binding in its one spelling; null when it is none. A bare letter or sign is one: it acts on the canvas
 * and never in a text field.
 */
export function readBinding(text: unknown): string | null {
  if (typeof text !== 'string' || text.length > 40) return null;
  const binding = parseBinding(text);
  const known =
    Object.hasOwn(namedKeys, binding.key) ||
    Object.hasOwn(arrows, binding.key) ||
    functionKey.test(binding.key) ||
    /^[\p{L}\p{N}\p{P}\p{S}]$/u.test(binding.key);
  if (!known) return null;
  const key = binding.key.length === 1 ? binding.key.toUpperCase() : binding.key;
  // A letter that has no capital of its own stays as it is (ß).
  const spelt = key.length === binding.key.length ? key : binding.key;
  return writeBinding({ ...binding, key: spelt, shift: binding.shift && !isSign(spelt) });
}

/**
 * Whether a key press is a binding's. Layouts differ in where signs lie, so a sign counts however it is reached. Digits count by
 * their place, because some layouts (French) have signs there that turn into digits with Shift. Letters count by the letter, on
 * keyboards without Latin letters by the place where these would be.
 */
export function matchesBinding(press: KeyPress, text: string, platform: Platform): boolean {
  const binding = parseBinding(text);
  const { mod, otherMod, alt } = modifiersOf(press, platform);
  const key = isDigit(binding.key) ? (digitOf(press) ?? '') : keyOf(press);
  return (
    key.toLowerCase() === binding.key.toLowerCase() &&
    mod === binding.mod &&
    !otherMod &&
    alt === binding.alt &&
    (isSign(binding.key) || press.shiftKey === binding.shift)
  );
}

/** The binding that a key press would be; null while only Ctrl, Shift or Alt is held, or for a key that cannot be bound. */
export function bindingOf(press: KeyPress, platform: Platform): string | null {
  const { mod, otherMod, alt } = modifiersOf(press, platform);
  if (otherMod) return null;
  const typed = keyOf(press);
  const key = isSign(typed) ? typed : (digitOf(press) ?? typed);
  return readBinding(writeBinding({ key, mod, alt, shift: press.shiftKey && !isSign(key) }));
}

function modifiersOf(press: KeyPress, platform: Platform): { mod: boolean; otherMod: boolean; alt: boolean } {
  const isThird = press.getModifierState?.('AltGraph') === true;
  const ctrl = press.ctrlKey && !isThird;
  return {
    mod: platform === 'darwin' ? press.metaKey : ctrl,
    otherMod: platform === 'darwin' ? ctrl : press.metaKey,
    alt: press.altKey && !isThird,
  };
}

function digitOf({ code = '', key }: KeyPress): string | undefined {
  return /^(?:Digit|Numpad)(\d)$/.exec(code)?.[1] ?? (isDigit(key) ? key : undefined);
}

function keyOf({ key, code = '' }: KeyPress): string {
  if (key === ' ') return 'Space';
  const place = /^Key([A-Z])$/.exec(code)?.[1];
  return place !== undefined && /^\p{L}$/u.test(key) && !/\p{Script=Latin}/u.test(key) ? place : key;
}

/** Whether a binding types something in a text field, so that it cannot act there. */
export function isTyped(text: string): boolean {
  const { key, mod, alt } = parseBinding(text);
  return !mod && !alt && !functionKey.test(key);
}

/** A binding as keyboards print it, keys separated by spaces: `Ctrl Shift Z`, on a Mac `⇧ ⌘ Z`. */
export function printBinding(text: string, platform: Platform): string {
  const binding = parseBinding(text);
  const mac = platform === 'darwin';
  const parts = [
    binding.mod && !mac ? say(keyTexts, 'ctrl') : '',
    binding.alt ? (mac ? '⌥' : say(keyTexts, 'alt')) : '',
    binding.shift ? (mac ? '⇧' : say(keyTexts, 'shift')) : '',
    binding.mod && mac ? '⌘' : '',
    printKey(binding.key),
  ];
  return parts.filter((part) => part !== '').join(' ');
}

function printKey(key: string): string {
  if (Object.hasOwn(namedKeys, key)) return say(keyTexts, namedKeys[key as keyof typeof namedKeys]);
  if (Object.hasOwn(arrows, key)) return arrows[key as keyof typeof arrows];
  return key.toUpperCase().replace('-', '−');
}

const acceleratorKeys: Readonly<Record<string, string>> = {
  '+': 'Plus',
  ArrowLeft: 'Left',
  ArrowUp: 'Up',
  ArrowRight: 'Right',
  ArrowDown: 'Down',
};

/** A binding in the words of native menus: `CmdOrCtrl+Shift+Z`. */
export function acceleratorOf(text: string): string {
  const { key, mod, shift, alt } = parseBinding(text);
  const name = Object.hasOwn(acceleratorKeys, key) ? acceleratorKeys[key] : key;
  return [...(mod ? ['CmdOrCtrl'] : []), ...(alt ? ['Alt'] : []), ...(shift ? ['Shift'] : []), name].join('+');
}
