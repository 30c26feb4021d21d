/** Lines that went wrong in every way that a seeded generator thinks of: the scanner and the decoder must read the same of them. */
import { describe, it } from 'vitest';
import { expectNoDifference, MUTATION_CASES } from '../testing/mutation-cases.ts';
import { createScriptScanner } from './create-script-scanner.ts';

describe('mutated lines mean the same to plain TypeScript and to the decoder', () => {
  it.each(MUTATION_CASES.map((one) => [one.name, one] as const))('%s', (_, one) => {
    expectNoDifference(one, createScriptScanner, 4, 30);
  });
});
