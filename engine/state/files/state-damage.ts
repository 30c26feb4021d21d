/**
 * What is wrong with a state file: it ends too early, its bytes are not those that were written, they mean nothing, the disk does not
 * give them, it is none at all, or it is gone.
 */
export type DamageReason = 'cut-short' | 'checksum' | 'structure' | 'unreadable' | 'no-state-file' | 'missing';

/** Thrown while a file is read; who knows the file's name makes an `EngineError` of it. */
export class StateDamage extends Error {
  override readonly name = 'StateDamage';
  readonly reason: DamageReason;

  constructor(reason: DamageReason, cause?: unknown) {
    super(`state file: ${reason}`, cause === undefined ? undefined : { cause });
    this.reason = reason;
  }
}
