import { Autocomplete } from '@base-ui-components/react/autocomplete';
import { classNames } from './class-names.ts';

interface SuggestFieldProps {
  readonly value: string;
  readonly onText: (text: string) => void;
  readonly suggestions: readonly string[];
  /** What is said behind some of them: a column's type. */
  readonly details?: ReadonlyMap<string, string>;
  readonly id?: string | undefined;
  readonly placeholder?: string | undefined;
  readonly 'aria-label'?: string | undefined;
  readonly 'aria-invalid'?: boolean | undefined;
  readonly 'aria-describedby'?: string | undefined;
  readonly className?: string;
}

/** A text field with a list of likely values; any other text is as good. */
export function SuggestField({ value, onText, suggestions, details, className, ...rest }: SuggestFieldProps) {
  return (
    <Autocomplete.Root
      items={suggestions}
      value={value}
      onValueChange={(text, { reason }) => {
        // With the list closed, Escape would empty the field.
        if (reason !== 'escape-key') onText(text);
      }}
      openOnInputClick
      mode="list"
    >
      <Autocomplete.Input
        {...rest}
        spellCheck={false}
        autoComplete="off"
        className={classNames('field font-mono text-sm', className)}
      />
      <Autocomplete.Portal>
        <Autocomplete.Positioner sideOffset={4} align="start" className="z-50">
          <Autocomplete.Popup className="max-h-60 min-w-(--anchor-width) overflow-y-auto rounded-lg border border-line bg-surface p-1 shadow-float empty:hidden data-empty:hidden">
            <Autocomplete.List>
              {(item: string) => (
                <Autocomplete.Item
                  key={item}
                  value={item}
                  className="flex h-7 items-center justify-between gap-4 rounded-md px-2 font-mono text-sm outline-none data-highlighted:bg-hover"
                >
                  {item}
                  {details?.has(item) === true && (
                    <span className="truncate text-xs text-faint">{details.get(item)}</span>
                  )}
                </Autocomplete.Item>
              )}
            </Autocomplete.List>
          </Autocomplete.Popup>
        </Autocomplete.Positioner>
      </Autocomplete.Portal>
    </Autocomplete.Root>
  );
}
