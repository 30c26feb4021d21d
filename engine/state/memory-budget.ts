import { EngineError } from '../base/errors/engine-error.ts';
import { memorySizeText } from '../base/memory-size.ts';

/** What one part of a query takes, as far as its budget knows. */
export interface MemoryAccount {
  /**
   * Says how many bytes the part takes now: a subtraction and a comparison, so it may be called for every block. Throws EXE-129
   * where all parts of the query together take more than its limit.
   */
  set(bytes: number): void;
}

/**
 * The memory that one query may take: every part that keeps rows, groups or texts has an account in it and says while it works how
 * large it has become. The figures are honest estimates of what the parts hold, not of the whole process.
 */
export class MemoryBudget {
  readonly #limit: number;
  readonly #accounts: Account[] = [];
  #used = 0;

  /** @param limit in bytes */
  constructor(limit: number) {
    this.#limit = limit;
  }

  get usedBytes(): number {
    return this.#used;
  }

  /** @param nodeId whom the bytes belong to, for the error */
  account(nodeId: string): MemoryAccount {
    const account = new Account(nodeId, (change) => this.#change(change));
    this.#accounts.push(account);
    return account;
  }

  #change(bytes: number): void {
    this.#used += bytes;
    if (bytes > 0 && this.#used > this.#limit) throw this.#exceeded();
  }

  #exceeded(): EngineError {
    const byNode = new Map<string, number>();
    for (const { nodeId, bytes } of this.#accounts) byNode.set(nodeId, (byNode.get(nodeId) ?? 0) + bytes);
    const [[nodeId, bytes] = ['', 0]] = [...byNode].sort(([, a], [, b]) => b - a);
    return new EngineError(
      'EXE-129',
      {
        node: nodeId,
        bytes: memorySizeText(bytes),
        used: memorySizeText(this.#used),
        limit: memorySizeText(this.#limit),
      },
      { nodeId },
    );
  }
}

class Account implements MemoryAccount {
  readonly nodeId: string;
  bytes = 0;
  readonly #change: (bytes: number) => void;

  constructor(nodeId: string, change: (bytes: number) => void) {
    this.nodeId = nodeId;
    this.#change = change;
  }

  set(bytes: number): void {
    const change = bytes - this.bytes;
    this.bytes = bytes;
    this.#change(change);
  }
}

/** An account that nobody limits. */
export const unlimitedAccount: MemoryAccount = { set: () => undefined };
