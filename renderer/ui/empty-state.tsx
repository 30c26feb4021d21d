import type { ReactNode } from 'react';

interface EmptyStateProps {
  readonly icon?: ReactNode;
  readonly title: string;
  /** What to do next, in a sentence or two. */
  readonly children?: ReactNode;
  readonly actions?: ReactNode;
}

/** What a place without content shows: what it is for and the next step. */
export function EmptyState({ icon, title, children, actions }: EmptyStateProps) {
  return (
    <div className="flex h-full flex-col items-center justify-center gap-2 p-6 text-center">
      {icon !== undefined && <div className="text-faint [&_svg]:size-6">{icon}</div>}
      <p className="font-medium text-ink">{title}</p>
      {children !== undefined && <div className="max-w-96 text-pretty text-muted">{children}</div>}
      {actions !== undefined && <div className="mt-2 flex flex-wrap justify-center gap-2">{actions}</div>}
    </div>
  );
}
