import { useRef, useState } from 'react';

/** A method, so that handlers of any event fit. */
interface Handler {
  run(...args: unknown[]): unknown;
}

/**
 * The handlers that are given, each under one function for good. React Flow takes handlers into its store and hands them to every
 * node and wire: a new one would draw all of them anew, with every move of a drag.
 *
 * @param handlers the same names each time
 */
export function useStable<Handlers extends object>(handlers: Handlers): Handlers {
  const latest = useRef(handlers);
  latest.current = handlers;
  const [stable] = useState(() => {
    const forward = (name: string): Handler['run'] => {
      return (...args) => (latest.current as Readonly<Record<string, Handler['run']>>)[name]?.(...args);
    };
    return Object.fromEntries(Object.keys(handlers).map((name) => [name, forward(name)])) as Handlers;
  });
  return stable;
}
