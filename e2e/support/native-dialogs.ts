/** Answers for the system's own dialogs, which no test can click: put in place of Electron's before the app asks. */
import type { ElectronApplication } from 'playwright-core';

export interface DialogAnswers {
  /** Paths that the open dialog gives back; null cancels it. */
  readonly open?: readonly string[] | null;
  /** The path that the save dialog gives back; null cancels it. */
  readonly save?: string | null;
  /** The button that a message box gives back, from 0. */
  readonly button?: number;
}

/** From now on the dialogs named answer so, each time they are asked, until the next call. */
export async function answerDialogs(app: ElectronApplication, answers: DialogAnswers): Promise<void> {
  await app.evaluate(({ dialog }, { open, save, button }) => {
    if (open !== undefined)
      dialog.showOpenDialog = () => Promise.resolve({ canceled: open === null, filePaths: [...(open ?? [])] });
    if (save !== undefined)
      dialog.showSaveDialog = () => Promise.resolve({ canceled: save === null, filePath: save ?? '' });
    if (button !== undefined) {
      dialog.showMessageBox = () => Promise.resolve({ response: button, checkboxChecked: false });
      dialog.showMessageBoxSync = () => button;
    }
  }, answers);
}
