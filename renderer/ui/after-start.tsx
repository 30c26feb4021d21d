import { type ReactNode, useEffect, useState } from 'react';

/** What is not seen when the window opens: it is made once the first picture is there, and kept from then on. */
export function AfterStart({ children }: { readonly children: ReactNode }) {
  const [hasBegun, setHasBegun] = useState(false);
  useEffect(() => {
    let asked = requestAnimationFrame(() => {
      asked = requestAnimationFrame(() => setHasBegun(true));
    });
    return () => cancelAnimationFrame(asked);
  }, []);
  return hasBegun ? children : null;
}
