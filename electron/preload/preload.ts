/** The bridge: puts the contract's messages on `window.millrace`, by name, and nothing of Electron. */
import { contextBridge, type IpcRendererEvent, ipcRenderer } from 'electron';
import { channelOf, eventNames, requestNames } from '../contract/channel-names.ts';
import type { Desktop } from '../contract/desktop.ts';

const desktop: Desktop = {
  request(name, input) {
    if (!requestNames.includes(name)) return Promise.reject(new TypeError('not a message of the contract'));
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
};

contextBridge.exposeInMainWorld('millrace', desktop);
