import { ChevronDown, ChevronRight } from 'lucide-react';
import { type ReactNode, useId } from 'react';
import { usePreferences, useWorkspace } from '../commands/workspace-context.tsx';
import { layoutFlag } from '../model/preferences-store.ts';

interface SectionProps {
  readonly title: string;
  /** Names a section that can be folded; whether it is, is remembered for all nodes. */
  readonly fold?: string;
  readonly children: ReactNode;
}

export function Section({ title, fold, children }: SectionProps) {
  if (fold !== undefined) {
    return (
      <FoldedSection title={title} fold={fold}>
        {children}
      </FoldedSection>
    );
  }
  return (
    <section aria-label={title} className="border-line border-t px-4 py-3 first:border-t-0">
      <h3 className="mb-2 font-semibold">{title}</h3>
      {children}
    </section>
  );
}

function FoldedSection({ title, fold, children }: Required<SectionProps>) {
  const id = useId();
  const { preferences } = useWorkspace();
  const key = `inspectorFold_${fold}`;
  const isFolded = usePreferences((state) => layoutFlag(state, key, false));
  const Arrow = isFolded ? ChevronRight : ChevronDown;
  return (
    <section aria-label={title} className="border-line border-t px-4 py-3 first:border-t-0">
      <h3 className={isFolded ? '' : 'mb-2'}>
        <button
          type="button"
          aria-expanded={!isFolded}
          aria-controls={id}
          className="-ml-1 flex w-full items-center gap-1 rounded-sm text-left font-semibold hover:text-accent"
          onClick={() => preferences.setLayout({ [key]: !isFolded })}
        >
          <Arrow aria-hidden="true" className="size-4 shrink-0 text-faint" />
          {title}
        </button>
      </h3>
      <div id={id}>{!isFolded && children}</div>
    </section>
  );
}
