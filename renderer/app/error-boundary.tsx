import { Component, type ReactNode } from 'react';
import { Button } from '../ui/button.tsx';
import { say } from '../ui/i18n.ts';
import { texts } from './texts.ts';

interface ErrorBoundaryProps {
  readonly children: ReactNode;
}

interface ErrorBoundaryState {
  readonly message: string | null;
}

/** Stands in for the window when drawing it fails. Work is kept by the main process, so loading the page anew brings it back. */
export class ErrorBoundary extends Component<ErrorBoundaryProps, ErrorBoundaryState> {
  override state: ErrorBoundaryState = { message: null };

  static getDerivedStateFromError(error: unknown): ErrorBoundaryState {
    return { message: error instanceof Error ? error.message : String(error) };
  }

  override render(): ReactNode {
    const { message } = this.state;
    if (message === null) return this.props.children;
    return (
      <div role="alert" className="flex h-full flex-col items-center justify-center gap-3 p-8 text-center">
        <h1 className="font-semibold text-lg">{say(texts, 'windowFailed')}</h1>
        <p className="max-w-120 text-pretty text-muted">{say(texts, 'windowFailedDetail')}</p>
        <p className="max-w-160 wrap-anywhere font-mono text-faint text-sm" data-selectable>
          {message}
        </p>
        <Button tone="primary" autoFocus onClick={() => location.reload()}>
          {say(texts, 'windowReload')}
        </Button>
      </div>
    );
  }
}
