import { describe, expect, test } from 'vitest';
import {
  closedExpression,
  columnsDdl,
  pythonColumn,
  pythonCommentText,
  pythonDocText,
  pythonName,
  pythonText,
  sparkOptions,
  sparkReplay,
} from './python-text.ts';

describe('texts', () => {
  test.each([
    ['', '""'],
    ['plain', '"plain"'],
    ["action = 'Open'", `"action = 'Open'"`],
    ['{"a": 1}', `'{"a": 1}'`],
    [`{"a": "o'neil"}`, `'{"a": "o\\'neil"}'`],
    [`'"`, `"'\\""`],
    ['C:\\temp', '"C:\\\\temp"'],
    ['a\nb\r\tc', '"a\\nb\\r\\tc"'],
    ['été 漢字 😀', '"été 漢字 😀"'],
    ['\u0000\u2028\u202e\ud800', '"\\u0000\\u2028\\u202e\\ud800"'],
    ['\u{e0001}', '"\\U000e0001"'],
  ])('%j is %s', (text, literal) => {
    expect(pythonText(text)).toBe(literal);
  });

  test.each([
    ['a """ b', 'a \\"\\"\\" b'],
    ['ends with "', 'ends with \\"'],
    ['back\\slash', 'back\\\\slash'],
  ])('a docstring of %j', (text, body) => {
    expect(pythonDocText(text)).toBe(body);
  });

  test('a comment has one line, whatever is in it', () => {
    expect(pythonCommentText(' a\nimport os\r\u2028b\u0000 ')).toBe('a import os b');
  });
});

test.each([
  ['events', 'events'],
  ['per-user.v2', 'per_user_v2'],
  ['1st', '_1st'],
  ['class', 'class_'],
])('node %s is named %s', (id, name) => {
  expect(pythonName(id)).toBe(name);
});

test.each([
  ['user', '"user"'],
  ['the note', '"the note"'],
  ['a.b', '"`a.b`"'],
  ['a`b', '"`a``b`"'],
])('column %s is %s', (name, text) => {
  expect(pythonColumn(name)).toBe(text);
});

test('names in a DDL text are quoted unless they are plain', () => {
  const names = ['user', 'the note', '1d', 'a`b', 'été'];
  expect(columnsDdl(names.map((name) => ({ name, type: 'int' })))).toBe(
    'user int, `the note` int, `1d` int, `a``b` int, `été` int',
  );
});

test('a comment at the end of an expression ends with it', () => {
  expect(closedExpression('a + 1')).toBe('a + 1');
  expect(closedExpression('a -- one')).toBe('a -- one\n');
});

test('options keep their kind', () => {
  expect(sparkOptions(undefined)).toBe('');
  expect(sparkOptions({ header: true, multiLine: false, maxColumns: 20, ratio: 0.5, sep: '"' })).toBe(
    `.option("header", True).option("multiLine", False).option("maxColumns", 20).option("ratio", "0.5").option("sep", '"')`,
  );
});

test('rows are replayed a file a trigger, or all at once where the source is static', () => {
  const fields = [{ name: 'a', type: 'int' }];
  expect(sparkReplay(fields, true)).toBe(
    'spark.readStream.format("json").schema("a int").option("maxFilesPerTrigger", 1).load(rows)',
  );
  expect(sparkReplay(fields, false, 'folder')).toBe('spark.read.format("json").schema("a int").load(folder)');
});
