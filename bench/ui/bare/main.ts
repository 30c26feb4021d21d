/** An Electron with nothing but a window: its page's address is its last argument. The window is Millrace's in all that counts. */
import { app, BrowserWindow } from 'electron';

const address = process.argv.at(-1) ?? '';
app.on('window-all-closed', () => app.quit());
void app.whenReady().then(() => {
  const window = new BrowserWindow({
    width: 1280,
    height: 800,
    show: false,
    webPreferences: { sandbox: true, contextIsolation: true, nodeIntegration: false, spellcheck: false },
  });
  window.once('ready-to-show', () => window.show());
  void window.loadURL(address);
});
