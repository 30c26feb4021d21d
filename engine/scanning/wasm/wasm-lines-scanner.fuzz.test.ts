/** The same kinds of mutated lines as for plain TypeScript, but other ones. */
import { describe, expect, it } from 'vitest';
import { createScanner } from '../create-scanner.ts';
import { expectNoDifference, MUTATION_CASES } from '../testing/mutation-cases.ts';

const CASES = MUTATION_CASES.filter(({ settings }) => settings.format !== undefined);

describe('mutated lines mean the same to WebAssembly, to plain TypeScript and to the decoder', () => {
  it.each(CASES.map((one) => [one.name, one] as const))('%s', (_, one) => {
    const [wasm, script] = (['wasm', 'script'] as const).map((backend) =>
      expectNoDifference(one, (plan) => createScanner(plan, backend), 5, 30),
    );
    // What an empty field in quotes means by `emptyValue` is left to the decoder.
    if (one.settings.options?.emptyValue === undefined) expect(wasm).toBe(script);
  });
});
