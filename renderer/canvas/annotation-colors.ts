import type { AnnotationColor } from '../model/annotations.ts';

/** Classes of notes and frames by colour; what they say is never said by colour alone. */
export const noteColors: Readonly<Record<AnnotationColor, string>> = {
  plain: 'border-line-strong bg-surface',
  blue: 'border-accent bg-accent-soft',
  green: 'border-success bg-success-soft',
  amber: 'border-warning bg-warning-soft',
  red: 'border-danger bg-danger-soft',
};

export const frameColors: Readonly<Record<AnnotationColor, string>> = {
  plain: 'border-line-strong bg-ink/3',
  blue: 'border-accent/60 bg-accent/5',
  green: 'border-success/60 bg-success/5',
  amber: 'border-warning/60 bg-warning/5',
  red: 'border-danger/60 bg-danger/5',
};

export const labelColors: Readonly<Record<AnnotationColor, string>> = {
  plain: 'text-muted',
  blue: 'text-accent',
  green: 'text-success',
  amber: 'text-warning',
  red: 'text-danger',
};

export const swatchColors: Readonly<Record<AnnotationColor, string>> = {
  plain: 'bg-line-strong',
  blue: 'bg-accent',
  green: 'bg-success',
  amber: 'bg-warning',
  red: 'bg-danger',
};
