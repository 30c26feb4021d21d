/** The bridge: puts the contract's messages on `window.millrace`, by name, and nothing of Electron. */
import { contextBridge, type IpcRendererEvent, ipcRenderer, webUtils } from 'electron';
import { channelOf, eventNames, requestNames } from '../contract/channel-names.ts';
import type { Desktop } from '../contract/desktop.ts';

/** Paths that the user's own hand dropped: the page knows no path of a file but through these. */
const dropped = new Set<string>();
let latest: readonly string[] = [];

const desktop: Desktop = {
  request(name, input) {
    if (!requestNames.includes(name)) return Promise.reject(new TypeError('not a message of the contract'));
    if (name === 'document.dropped' && !dropped.has((input as { readonly path?: unknown } | null)?.path as string))
      return Promise.reject(new TypeError('not a file that was dropped'));
    return ipcRenderer.invoke(channelOf(name), input);
  },
  on(name, listener) {
    if (!eventNames.includes(name)) throw new TypeError('not an event of the contract');
    // The event object has the sender in it, and the sender all channels: it stays here.
    const receive = (_: IpcRendererEvent, payload: Parameters<typeof listener>[0]): void => listener(payload);
    ipcRenderer.on(channelOf(name), receive);
    return () => {
      ipcRenderer.off(channelOf(name), receive);
    };
  },
  droppedPaths: () => [...latest],
};

/** Electron before 32 has the path on the file itself. */
function pathOf(file: File): string {
  return webUtils?.getPathForFile?.(file) ?? (file as { readonly path?: string }).path ?? '';
}

addEventListener(
  'drop',
  (event) => {
    if (!event.isTrusted) return;
    latest = [...(event.dataTransfer?.files ?? [])].map(pathOf).filter((path) => path !== '');
    for (const path of latest) dropped.add(path);
  },
  true,
);

contextBridge.exposeInMainWorld('millrace', desktop);
