/** The life of the app, from its start to its end. What each step does is in the files it names. */
import { join } from 'node:path';
import { app } from 'electron';
import { documentArgument } from './documents/launch-arguments.ts';
import { declareAppScheme } from './security/app-scheme.ts';
import { forgetAddresses } from './security/forget-addresses.ts';
import { Shell } from './shell.ts';

const dataFolder = app.commandLine.getSwitchValue('user-data-dir');
if (dataFolder !== '') app.setPath('userData', dataFolder);
// Windows groups windows and recent files by this name; it is the one that the installer registers.
app.setAppUserModelId('dev.millrace.app');
declareAppScheme();
const isDevelopment = !app.isPackaged;
const developmentUrl = (isDevelopment && process.env.ELECTRON_RENDERER_URL) || null;
if (developmentUrl === null) forgetAddresses();

if (!app.requestSingleInstanceLock()) {
  app.quit();
} else {
  const shell = new Shell({
    outDirectory: __dirname,
    assetsDirectory: isDevelopment ? join(__dirname, '..', '..', 'assets') : join(process.resourcesPath, 'assets'),
    isDevelopment,
    developmentUrl,
    launchPath: documentArgument(process.argv.slice(1), process.cwd()),
  });
  app.on('open-file', (event, path) => {
    event.preventDefault();
    void shell.openFromOutside(path);
  });
  app.on('second-instance', (_, args, workingDirectory) => void shell.startedAgain(args, workingDirectory));
  app.on('window-all-closed', () => app.quit());
  app.on('will-quit', (event) => shell.quitInOrder(event));
  void app.whenReady().then(() => shell.start());
}
