import { describe, expect, test } from 'vitest';
import { columnsOf, layOut, usesName } from './python-layout.ts';

/** Each statement as Black 26 writes it at the indentation of a function's body. */
const cases: readonly (readonly [title: string, statement: string, lines: readonly string[]])[] = [
  ['a short statement stays', 'a = b.where("x").count()', ['    a = b.where("x").count()']],
  [
    'a chain of several calls takes a line each',
    'typed = spark.readStream.format("json").option("maxFilesPerTrigger", 1).schema("time timestamp").load("in")',
    [
      '    typed = (',
      '        spark.readStream.format("json")',
      '        .option("maxFilesPerTrigger", 1)',
      '        .schema("time timestamp")',
      '        .load("in")',
      '    )',
    ],
  ],
  [
    'a single call behind another opens its brackets',
    'hourly = typed.withColumn("window", F.window("time", "1 hour")).observe("hourly", F.count(F.lit(1)).alias("rows"))',
    [
      '    hourly = typed.withColumn("window", F.window("time", "1 hour")).observe(',
      '        "hourly", F.count(F.lit(1)).alias("rows")',
      '    )',
    ],
  ],
  [
    'a call of one long text',
    'large = orders.where("amount > 100 and user is not null and user <> \'test\' and amount < 1000000")',
    [
      '    large = orders.where(',
      '        "amount > 100 and user is not null and user <> \'test\' and amount < 1000000"',
      '    )',
    ],
  ],
  [
    'arguments that do not fit take a line each and a comma behind the last',
    'a = b.select("aaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbb", "ccccccccccccccccccccccccc", "ddddd")',
    [
      '    a = b.select(',
      '        "aaaaaaaaaaaaaaaaaaaaaaaaa",',
      '        "bbbbbbbbbbbbbbbbbbbbbbbbb",',
      '        "ccccccccccccccccccccccccc",',
      '        "ddddd",',
      '    )',
    ],
  ],
  [
    'the elements of a list take a line each even where they fit into one',
    'return [counts, very_long_variable_name_of_a_node, very_long_variable_name_of_another_node]',
    [
      '    return [',
      '        counts,',
      '        very_long_variable_name_of_a_node,',
      '        very_long_variable_name_of_another_node,',
      '    ]',
    ],
  ],
  [
    'a dict in a call',
    'a = b.withColumns({"first": F.expr("aa + 1"), "second": F.expr("bb + 1"), "third": F.expr("cc + 1")})',
    [
      '    a = b.withColumns(',
      '        {',
      '            "first": F.expr("aa + 1"),',
      '            "second": F.expr("bb + 1"),',
      '            "third": F.expr("cc + 1"),',
      '        }',
      '    )',
    ],
  ],
  [
    'a path that does not fit',
    'frames["lines"].write.format("json").save(str(BASE / "a/very/long/path/to/somewhere/deep/down/in/the/tree/of/it"))',
    [
      '    frames["lines"].write.format("json").save(',
      '        str(BASE / "a/very/long/path/to/somewhere/deep/down/in/the/tree/of/it")',
      '    )',
    ],
  ],
  ['a text that is too long for any line', `a = "${'x'.repeat(90)}"`, [`    a = "${'x'.repeat(90)}"`]],
];

describe('lines as Black writes them', () => {
  test.each(cases)('%s', (_, statement, lines) => {
    expect(layOut(statement, 1).split('\n')).toEqual(lines);
  });

  test.each(cases)('%s: nothing but space and commas is added', (_, statement, lines) => {
    const bare = (text: string) => text.replace(/[\s(),]/g, '');
    expect(bare(lines.join(''))).toBe(bare(statement));
  });
});

test('brackets and dots inside of texts are text', () => {
  const statement = `a = b.where("x) . (y[{").where('" ] .c(')`;
  expect(layOut(statement, 1)).toBe(`    ${statement}`);
});

test.each([
  ['a = F.lit(1)', true],
  ['a = b.where("F")', false],
  ['a = b.F_()', false],
])('%s uses F: %s', (statement, uses) => {
  expect(usesName(statement, 'F')).toBe(uses);
});

test.each([
  ['abc', 3],
  ['é', 1],
  ['e\u0301', 1],
  ['漢字', 4],
  ['😀', 2],
])('%s takes %s columns', (text, columns) => {
  expect(columnsOf(text)).toBe(columns);
});
