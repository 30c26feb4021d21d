import { type RefObject, useLayoutEffect, useRef, useState } from 'react';

/** An editor that can take the place of a plain field. */
export interface Editor {
  /** Takes the keyboard, with this part of the text selected. */
  focusAt(anchor: number, head: number): void;
  destroy(): void;
}

interface HandOver<Made extends Editor> {
  /** Where the editor is made. */
  readonly host: RefObject<HTMLDivElement | null>;
  /** The field that stands there before. */
  readonly plain: RefObject<HTMLTextAreaElement | null>;
  readonly editor: RefObject<Made | null>;
  /** The host is to be seen: an editor has no size, and takes no keyboard, in what is hidden. */
  readonly isReady: boolean;
  /** The plain field is to go. */
  readonly isDone: boolean;
  /** For the plain field: text that is being composed is not taken from under the hands. */
  readonly composing: { readonly onCompositionStart: () => void; readonly onCompositionEnd: () => void };
}

/**
 * Puts an editor in the place of a plain field as soon as it can be made. Text, selection and keyboard go over in one step
 * between two keys, so that none is lost and nothing flickers.
 *
 * @param make makes the editor with the text of the moment; null while its code is not there
 */
export function useHandOver<Made extends Editor>(make: ((parent: HTMLElement) => Made) | null): HandOver<Made> {
  const host = useRef<HTMLDivElement>(null);
  const plain = useRef<HTMLTextAreaElement>(null);
  const editor = useRef<Made | null>(null);
  const latest = useRef(make);
  latest.current = make;
  const [isDone, setDone] = useState(false);
  const [isComposing, setComposing] = useState(false);
  const isReady = make !== null && !isComposing;
  useLayoutEffect(() => {
    if (!isReady || host.current === null || latest.current === null) return undefined;
    const made = latest.current(host.current);
    editor.current = made;
    const field = plain.current;
    if (field !== null && field === document.activeElement) {
      const isBackward = field.selectionDirection === 'backward';
      const [anchor, head] = isBackward
        ? [field.selectionEnd, field.selectionStart]
        : [field.selectionStart, field.selectionEnd];
      made.focusAt(anchor, head);
    }
    setDone(true);
    return () => {
      editor.current = null;
      made.destroy();
    };
  }, [isReady]);
  return {
    host,
    plain,
    editor,
    isReady,
    isDone,
    composing: { onCompositionStart: () => setComposing(true), onCompositionEnd: () => setComposing(false) },
  };
}
