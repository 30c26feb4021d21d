import { FileDown } from 'lucide-react';
import { type DragEvent, type ReactNode, useRef, useState } from 'react';
import { useWorkspace } from '../commands/workspace-context.tsx';
import { takeDropped } from '../model/dropped-files.ts';
import { useTexts } from '../ui/i18n.ts';
import { texts } from './texts.ts';

/** The window as a place to drop files on. While files are over it, it says what becomes of them. */
export function FileDrop({ children }: { readonly children: ReactNode }) {
  const workspace = useWorkspace();
  const t = useTexts(texts);
  const [isOver, setIsOver] = useState(false);
  // Entering a child comes before leaving its parent: only the last leaving counts.
  const depth = useRef(0);
  const hasFiles = (event: DragEvent): boolean => event.dataTransfer.types.includes('Files');
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping is one more way; by keyboard, Open and the source's path do the same
    <div
      className="flex h-full flex-col"
      onDragEnter={(event) => {
        if (!hasFiles(event)) return;
        depth.current++;
        setIsOver(true);
      }}
      onDragLeave={(event) => {
        if (!hasFiles(event)) return;
        depth.current = Math.max(0, depth.current - 1);
        if (depth.current === 0) setIsOver(false);
      }}
      onDragOver={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        event.dataTransfer.dropEffect = 'copy';
      }}
      onDrop={(event) => {
        if (!hasFiles(event)) return;
        event.preventDefault();
        depth.current = 0;
        setIsOver(false);
        const isCanvas = (event.target as Element).closest?.('[data-key-scope="canvas"]') != null;
        void takeDropped(workspace, isCanvas ? (workspace.view.getState().viewport?.pointer() ?? null) : null);
      }}
    >
      {children}
      {isOver && (
        <div className="pointer-events-none fixed inset-2 z-50 flex items-start justify-center rounded-xl border-2 border-accent border-dashed pt-20">
          <p className="flex max-w-[calc(100%-48px)] items-center gap-2 rounded-lg border border-line bg-surface px-4 py-2 shadow-float">
            <FileDown aria-hidden="true" className="size-5 shrink-0 text-accent" />
            {t('dropHint')}
          </p>
        </div>
      )}
    </div>
  );
}
