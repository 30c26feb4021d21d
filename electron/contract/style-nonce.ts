/**
 * Name of the `<meta>` in the page's head that carries, as its `nonce`, what lets the page's own style elements in: the content
 * policy refuses all others. A library that adds style elements must be given it (CodeMirror: `EditorView.cspNonce`).
 * Absent under the development server, which has no policy.
 */
export const STYLE_NONCE_META = 'csp-nonce';
