import { useEffect, useSyncExternalStore } from 'react';

/** Code that is loaded when it is first needed, so that the window opens without it. */
export class Loaded<Module> {
  readonly #load: () => Promise<Module>;
  readonly #listeners = new Set<() => void>();
  #module: Module | null = null;
  #isAsked = false;

  constructor(load: () => Promise<Module>) {
    this.#load = load;
  }

  /** The code, null while it is not there. */
  readonly get = (): Module | null => this.#module;

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** Begins to load, once. Where that fails, what stands in its place stays, and the next asking tries again. */
  ask(): void {
    if (this.#isAsked) return;
    this.#isAsked = true;
    this.#load().then(
      (module) => {
        this.#module = module;
        for (const listener of this.#listeners) listener();
      },
      () => {
        this.#isAsked = false;
      },
    );
  }
}

const idleWithinMs = 2000;

/** Code that a component cannot do without for long: asked for when the window has nothing else to do. Null until then. */
export function useLoaded<Module>(loaded: Loaded<Module>): Module | null {
  const module = useSyncExternalStore(loaded.subscribe, loaded.get);
  useEffect(() => {
    if (loaded.get() !== null) return undefined;
    const idle = requestIdleCallback(() => loaded.ask(), { timeout: idleWithinMs });
    return () => cancelIdleCallback(idle);
  }, [loaded]);
  return module;
}
