import { classNames } from './class-names.ts';

/** Keys as they are printed on a keyboard, separated by spaces: `Ctrl Shift Z`. */
export function Kbd({ keys, inverse = false }: { readonly keys: string; readonly inverse?: boolean }) {
  return (
    <span className="inline-flex gap-0.5">
      {keys.split(' ').map((key) => (
        <kbd
          key={key}
          className={classNames(
            'inline-flex h-4 min-w-4 items-center justify-center rounded-sm border px-1 font-sans text-xs leading-none',
            inverse ? 'border-current/30 opacity-80' : 'border-line bg-sunken text-muted',
          )}
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
