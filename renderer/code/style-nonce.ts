import { EditorView } from '@codemirror/view';
import { STYLE_NONCE_META } from '../../electron/contract/style-nonce.ts';

/** The editor writes its styles into a style element, which the page's policy refuses without this. */
export function styleNonce() {
  const meta = document.querySelector(`meta[name="${STYLE_NONCE_META}"]`);
  // Empty where there is no policy.
  return EditorView.cspNonce.of(meta instanceof HTMLElement ? meta.nonce : '');
}
