/** Randomness as a port: ids and seeds come from here and nowhere else. */
export interface Random {
  /** A random (version 4) UUID in lower case. */
  uuid(): string;
}
