import { describe, expect, test } from 'vitest';
import { commentText, SourceWriter } from './source-writer.ts';

describe('generated source', () => {
  test.each([
    ['plain', '"plain"'],
    ['a\nb\rc', '"a\\nb\\rc"'],
    ['a\u2028b\u2029c', '"a\\u2028b\\u2029c"'],
    ['*/ x /*', '"*\\/ x /*"'],
    ['é', '"\\u00e9"'],
    ['\u0085', '"\\u0085"'],
  ])('a comment shows %j on one line of ASCII', (text, shown) => expect(commentText(text)).toBe(shown));

  test('a long text is cut', () => expect(commentText('x'.repeat(1000)).length).toBeLessThan(100));

  test('names are made of letters and a number, each once', () => {
    const writer = new SourceWriter();
    const names = ['time', 'a"; x', '', 'été', '9', 'constructor', 'x'.repeat(99), 'time'].map((hint) =>
      writer.fresh(hint),
    );
    for (const name of names) expect(name).toMatch(/^[a-z][A-Za-z]{0,23}\d+$/);
    expect(new Set(names).size).toBe(names.length);
  });

  test('what is captured is written where it is appended', () => {
    const writer = new SourceWriter();
    const body = writer.captured(() => writer.block('if (a)', () => writer.line('b();')));
    writer.block('do', () => writer.append(body), ' while (c);');
    expect(writer.source).toBe('do {\n  if (a) {\n    b();\n  }\n} while (c);\n');
  });
});
