import { useEffect, useRef } from 'react';
import { useNotices, useRun, useWorkspace } from '../commands/workspace-context.tsx';
import { ToastList } from '../ui/toast.tsx';
import { runMoment, runWords } from './run-words.ts';

/** What a screen reader is told as it happens. Counts are not told: they change too fast to be heard. */
export function LiveRegion() {
  const { notices, run, documents, catalogue } = useWorkspace();
  const announcement = useNotices((state) => state.announcement);
  const moment = useRun((state) => runMoment(state.snapshot));
  const told = useRef(moment);
  useEffect(() => {
    if (told.current === moment) return;
    told.current = moment;
    const ran = run.getState().ran ?? documents.getState().document;
    const sources = ran.nodes.filter((node) => catalogue.byKind.get(node.kind)?.family === 'source');
    const words = runWords(
      run.getState().snapshot,
      sources.map((node) => node.id),
    );
    if (words !== '') notices.announce(words);
  }, [moment, notices, run, documents, catalogue]);
  return (
    <div role="status" aria-live="polite" className="sr-only">
      <span key={announcement.id}>{announcement.text}</span>
    </div>
  );
}

/** Notices, over the canvas: there they cover neither answers nor settings. */
export function Notices() {
  const { notices } = useWorkspace();
  const shown = useNotices((state) => state.notices);
  return <ToastList notices={shown} onDismiss={notices.dismiss} />;
}
