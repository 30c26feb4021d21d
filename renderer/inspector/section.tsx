import type { ReactNode } from 'react';

export function Section({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section aria-label={title} className="border-line border-t px-4 py-3 first:border-t-0">
      <h3 className="mb-2 font-semibold">{title}</h3>
      {children}
    </section>
  );
}
