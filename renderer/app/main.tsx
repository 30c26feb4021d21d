import '../ui/tokens.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { must } from '../../engine/base/assert.ts';
import { bridge, hasDesktop, installDesktop } from '../bridge/desktop.ts';
import { WorkspaceProvider } from '../commands/workspace-context.tsx';
import { describeFailure } from '../model/notices-store.ts';
import { resolveLanguage, say, setLanguage } from '../ui/i18n.ts';
import { App } from './app.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { startUp } from './start-up.ts';
import { texts } from './texts.ts';

async function main(): Promise<void> {
  const root = createRoot(must(document.getElementById('root'), 'index.html has the root'));
  setLanguage(resolveLanguage('system', navigator.language));
  if (import.meta.env.DEV && !hasDesktop()) {
    const { createFakeDesktop } = await import('../bridge/fake-desktop.ts');
    installDesktop(createFakeDesktop({ locale: navigator.language }));
  }
  if (!hasDesktop()) {
    root.render(<p className="p-8">{say(texts, 'outsideApp')}</p>);
    return;
  }
  try {
    const workspace = await startUp(bridge, window);
    root.render(
      <StrictMode>
        <WorkspaceProvider workspace={workspace}>
          <ErrorBoundary>
            <App />
          </ErrorBoundary>
        </WorkspaceProvider>
      </StrictMode>,
    );
  } catch (error) {
    root.render(
      <div role="alert" className="p-8">
        <h1 className="text-lg font-semibold">{say(texts, 'startFailed')}</h1>
        <p data-selectable>{describeFailure(error).message}</p>
      </div>,
    );
  }
}

void main();
