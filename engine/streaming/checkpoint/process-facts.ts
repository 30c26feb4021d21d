/** What the system tells of running processes, so that a lock can be judged. */
export interface ProcessFacts {
  /** The machine's name in the network. */
  readonly host: string;
  /** The process that asks. */
  readonly pid: number;
  /** The thread that asks: a later one of the same process has a greater number. */
  readonly thread: number;
  /**
   * What tells a running process from others that had its number before, the same whenever it is asked for: null where the system does
   * not say, `gone` where there is no such process.
   */
  mark(pid: number): Promise<string | null | 'gone'>;
  /** Tokens of the locks that this thread holds. */
  readonly held: Set<string>;
}
