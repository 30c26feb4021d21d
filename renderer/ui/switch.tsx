import { Switch as Base } from '@base-ui-components/react/switch';

interface SwitchProps {
  readonly checked: boolean;
  readonly onChecked: (checked: boolean) => void;
  readonly id?: string;
  readonly 'aria-label'?: string;
  readonly 'aria-labelledby'?: string;
  readonly 'aria-describedby'?: string | undefined;
}

export function Switch({ checked, onChecked, ...rest }: SwitchProps) {
  return (
    <Base.Root
      {...rest}
      checked={checked}
      onCheckedChange={onChecked}
      className="inline-flex h-5 w-9 shrink-0 items-center rounded-full border border-line-strong bg-pressed p-px transition-colors data-checked:border-accent data-checked:bg-accent"
    >
      <Base.Thumb className="size-4 rounded-full bg-surface shadow-card transition-transform data-checked:translate-x-4" />
    </Base.Root>
  );
}
