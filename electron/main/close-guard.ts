/** What the window works on, as it tells the main process. */
export interface WindowDocument {
  readonly name: string;
  readonly path: string | null;
  readonly dirty: boolean;
}

export interface CloseGuardPorts {
  /** Asks the user what to do with unsaved changes. */
  readonly ask: (name: string) => Promise<'save' | 'discard' | 'cancel'>;
  /** Tells the page to save; it answers by what it then does. */
  readonly requestSave: () => void;
  /** Closes the window, which asks the guard once more. */
  readonly close: () => void;
}

/**
 * Keeps a window with unsaved changes open until the user has decided. Save is done by the page, as always; the guard waits for
 * the document to be clean, or for the save to fail or be called off.
 */
export class CloseGuard {
  readonly #ports: CloseGuardPorts;
  #document: WindowDocument = { name: '', path: null, dirty: false };
  #phase: 'open' | 'asking' | 'saving' | 'closing' = 'open';
  #isPageGone = false;

  constructor(ports: CloseGuardPorts) {
    this.#ports = ports;
  }

  /** Called when the window is about to close: true lets it. False holds it, and the user is asked. */
  mayClose(): boolean {
    if (this.#phase === 'closing' || !this.#document.dirty) return true;
    if (this.#phase !== 'asking') void this.#ask();
    return false;
  }

  update(document: WindowDocument): void {
    this.#document = document;
    this.#isPageGone = false;
    if (this.#phase === 'saving' && !document.dirty) this.#close();
  }

  /** Watches a save of the page, for the close that may wait for it. The result is passed through. */
  async watchSave<Result>(save: Promise<Result>, isDone: (result: Result) => boolean): Promise<Result> {
    try {
      const result = await save;
      if (!isDone(result)) this.#giveUp();
      return result;
    } catch (error) {
      this.#giveUp();
      throw error;
    }
  }

  /** The page crashed: nothing that it held can be saved by it, so nothing is asked until there is a page again. */
  pageIsGone(): void {
    this.#document = { ...this.#document, dirty: false };
    this.#isPageGone = true;
    this.#giveUp();
  }

  /** Whether all work was saved or given up by the user: then its safety copy is of no more use. */
  get isSettled(): boolean {
    return !this.#isPageGone && (this.#phase === 'closing' || !this.#document.dirty);
  }

  async #ask(): Promise<void> {
    this.#phase = 'asking';
    const answer = await this.#ports.ask(this.#document.name).catch(() => 'cancel' as const);
    if (answer === 'discard') this.#close();
    else if (answer === 'cancel') this.#phase = 'open';
    else if (!this.#document.dirty) this.#close();
    else {
      this.#phase = 'saving';
      this.#ports.requestSave();
    }
  }

  #close(): void {
    this.#phase = 'closing';
    this.#ports.close();
  }

  #giveUp(): void {
    if (this.#phase === 'saving') this.#phase = 'open';
  }
}
