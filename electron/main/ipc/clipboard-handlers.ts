import type { HandlersOf } from './handlers.ts';

/** Electron's clipboard: newer releases answer with promises, older ones at once. */
export interface ClipboardPort {
  readText(): string | Promise<string>;
  writeText(text: string): void | Promise<void>;
}

/** Answers for the clipboard: text only, in both directions. */
export function clipboardHandlers(clipboard: ClipboardPort): HandlersOf<'clipboard'> {
  return {
    'clipboard.read': () => clipboard.readText(),
    'clipboard.write': async ({ text }) => {
      await clipboard.writeText(text);
      return null;
    },
  };
}
