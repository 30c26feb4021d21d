import { useEffect, useRef } from 'react';
import { useNotices, useRun, useWorkspace } from '../commands/workspace-context.tsx';
import { say } from '../ui/i18n.ts';
import { ToastList } from '../ui/toast.tsx';
import { texts } from './texts.ts';

/** What a screen reader is told as it happens. Counts are not told: they change too fast to be heard. */
export function LiveRegion() {
  const { notices } = useWorkspace();
  const announcement = useNotices((state) => state.announcement);
  const isActive = useRun((state) => state.snapshot?.isActive === true);
  const wasActive = useRef(isActive);
  useEffect(() => {
    if (wasActive.current !== isActive) notices.announce(say(texts, isActive ? 'announceStarted' : 'announceEnded'));
    wasActive.current = isActive;
  }, [isActive, notices]);
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
