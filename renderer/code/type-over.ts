import { EditorView } from '@codemirror/view';

/**
 * Puts text that is typed over other text into the document itself. Left to the browser, it would be given the look of what it
 * replaces, an underline say, by a style of its own, which the page's policy refuses.
 */
export function typeOver() {
  return EditorView.domEventHandlers({
    beforeinput(event, view) {
      const { data: text, inputType } = event;
      if (inputType !== 'insertText' || text === null || view.composing || view.state.readOnly) return false;
      // Text that a program puts in has no range of its own: it goes where the selection is.
      const selected = view.dom.ownerDocument.getSelection();
      const range = event.getTargetRanges()[0] ?? (selected?.rangeCount === 1 ? selected.getRangeAt(0) : null);
      if (range === null || !view.contentDOM.contains(range.startContainer)) return false;
      if (!view.contentDOM.contains(range.endContainer)) return false;
      const from = view.posAtDOM(range.startContainer, range.startOffset);
      const to = view.posAtDOM(range.endContainer, range.endOffset);
      if (from >= to) return false;
      event.preventDefault();
      const typed = () =>
        view.state.update({
          changes: { from, to, insert: text },
          selection: { anchor: from + text.length },
          userEvent: 'input.type',
          scrollIntoView: true,
        });
      // A bracket is put around what is selected, for example.
      const isHandled = view.state.facet(EditorView.inputHandler).some((handle) => handle(view, from, to, text, typed));
      if (!isHandled) view.dispatch(typed());
      return true;
    },
  });
}
