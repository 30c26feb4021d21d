import { type IpcMainInvokeEvent, ipcMain, type WebContents } from 'electron';
import { channelOf, requestNames } from '../../contract/channel-names.ts';
import type { Sender } from '../security/trusted-sender.ts';
import { type AnswerOptions, answerRequest } from './answer-request.ts';

/** Listens to every request of the contract and to nothing else; the only place that does. */
export function registerHandlers(options: AnswerOptions, ourContents: () => WebContents | undefined): void {
  for (const name of requestNames) {
    ipcMain.handle(channelOf(name), (event, input: unknown) =>
      answerRequest(options, senderOf(event, ourContents()), name, input),
    );
  }
}

function senderOf(event: IpcMainInvokeEvent, ours: WebContents | undefined): Sender {
  // The frame is null when it has navigated away or is gone.
  const frame = event.senderFrame;
  return {
    isOurWindow: ours !== undefined && event.sender === ours,
    isMainFrame: frame !== null && frame === event.sender.mainFrame,
    url: frame?.url ?? '',
  };
}
