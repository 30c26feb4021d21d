import { type ExpressionCase, fails, type NameCase, type Refusal } from '../case-table.ts';

/** Functions that apply a function to elements. */
export const cases: readonly ExpressionCase[] = [
  ['array_sort(array(3, null, 1))', 'array<int>', [1, 3, null]],
  ['array_sort(arr)', 'array<string>', ['x', 'y', null]],
  [
    "array_sort(array(struct(2, 'b'), struct(1, 'a')))",
    'array<struct<col1:int,col2:string>>',
    [
      [1, 'a'],
      [2, 'b'],
    ],
  ],
  ["exists(arr, x -> x = 'x')", 'boolean', true],
  ['filter(arr, x -> x is not null)', 'array<string>', ['x', 'y']],
  ['filter(arr, (x, i) -> i > 0)', 'array<string>', [null, 'y']],
  ['transform(arr, x -> upper(x))', 'array<string>', ['X', null, 'Y']],
  ['transform(arr, (x, i) -> i)', 'array<int>', [0, 1, 2]],
  ['aggregate(array(1,2,3), 0, (acc, x) -> acc + x)', 'int', 6],
  ['aggregate(array(1,2,3), 0, (acc, x) -> acc + x, acc -> acc * 10)', 'int', 60],
  ['reduce(array(1,2,3), 0, (acc, x) -> acc + x)', 'int', 6],
  ['forall(array(1,2), x -> x > 0)', 'boolean', true],
  ["exists(arr, x -> x = 'q')", 'boolean', null],
  ['zip_with(array(1,2), array(3), (x, y) -> x + y)', 'array<int>', [4, null]],
  ['array_sort(array(1,3,2), (a, b) -> b - a)', 'array<int>', [3, 2, 1]],
  [
    'transform(arr, x -> transform(arr, y -> concat(x, y)))',
    'array<array<string>>',
    [
      ['xx', null, 'xy'],
      [null, null, null],
      ['yx', null, 'yy'],
    ],
  ],
  ['array_sort(cast(null as array<int>))', 'array<int>', null],
  ["array_sort(array(2.0D, cast('NaN' as double), null, -1.0D))", 'array<double>', [-1, 2, Number.NaN, null]],
  ['array_sort(array())', 'array<void>', []],
  [
    'array_sort(array(5, 1, 4), (a, b) -> case when a < b then 1 when a > b then -1 else 0 end)',
    'array<int>',
    [5, 4, 1],
  ],
  ['transform(array(), x -> 1)', 'array<int>', []],
  ['transform(cast(null as array<int>), x -> x + 1)', 'array<int>', null],
  ['transform(array(1, null), x -> x + 1)', 'array<int>', [2, null]],
  ['transform(array(1, 2), x -> x + i)', 'array<int>', [8, 9]],
  ['transform(array(1, 2), i -> i + l)', 'array<bigint>', [10n, 11n]],
  ['transform(array(struct(1 as a), struct(2 as a)), x -> x.a)', 'array<int>', [1, 2]],
  ['transform(array(2147483647), x -> x + 1)', 'array<int>', fails('EXE-003')],
  ['filter(array(1, null, 3), x -> x > 1)', 'array<int>', [3]],
  ['filter(array(), x -> true)', 'array<void>', []],
  ['filter(cast(null as array<int>), x -> true)', 'array<int>', null],
  ['filter(array(1, 2), x -> null)', 'array<int>', []],
  ['exists(array(), x -> true)', 'boolean', false],
  ['exists(cast(null as array<int>), x -> true)', 'boolean', null],
  ['exists(array(1, null), x -> x > 5)', 'boolean', null],
  ['exists(array(1, null), x -> x = 1)', 'boolean', true],
  ['forall(array(), x -> false)', 'boolean', true],
  ['forall(cast(null as array<int>), x -> true)', 'boolean', null],
  ['forall(array(1, null), x -> x > 0)', 'boolean', null],
  ['forall(array(1, null), x -> x > 5)', 'boolean', false],
  ['forall(arr, x -> x is null or length(x) = 1)', 'boolean', true],
  ['aggregate(array(), 0, (a, x) -> a + x)', 'int', 0],
  ['aggregate(cast(null as array<int>), 0, (a, x) -> a + x)', 'int', null],
  ['aggregate(array(1, null), 0, (a, x) -> a + x)', 'int', null],
  ['aggregate(array(1, 2), 0L, (a, x) -> a + x)', 'bigint', 3n],
  [
    'aggregate(array(1, 2, 3), struct(0 as n, 0 as t), (a, x) -> struct(a.n + 1 as n, a.t + x as t), a -> a.t / a.n)',
    'double',
    2,
  ],
  ["aggregate(array('a', 'b'), '', (a, x) -> a || x)", 'string', 'ab'],
  ['reduce(array(1, 2, 3), 1, (a, x) -> a * x, a -> string(a))', 'string', '6'],
  ['reduce(cast(null as array<int>), 0, (a, x) -> a)', 'int', null],
  ['reduce(array(), 5, (a, x) -> a)', 'int', 5],
  ['zip_with(array(), array(), (x, y) -> x)', 'array<void>', []],
  ['zip_with(cast(null as array<int>), array(1), (x, y) -> x)', 'array<int>', null],
  ["zip_with(array('a', 'b'), array(1, 2), (x, y) -> concat(x, y))", 'array<string>', ['a1', 'b2']],
];

export const refusals: readonly Refusal[] = [
  ['array_sort(array(1), a -> a)', 'EXP-080'],
  ['transform(arr, (x, y, z) -> x)', 'EXP-080'],
  ['transform(s, x -> x)', 'EXP-080'],
  ['filter(arr, x -> x)', 'EXP-032'],
  ['aggregate(array(1, 2), 0, (a, x) -> a + x + 0.5)', 'EXP-032'],
  ['zip_with(array(1), array(1), x -> x)', 'EXP-080'],
];

export const names: readonly NameCase[] = [
  [
    'array_sort(array(3, NULL, 1), lambdafunction((IF(((namedlambdavariable() IS NULL) AND (namedlambdavariable() IS NULL)), 0, (IF((namedlambdavariable() IS NULL), 1, (IF((namedlambdavariable() IS NULL), -1, (IF((namedlambdavariable() < namedlambdavariable()), -1, (IF((namedlambdavariable() > namedlambdavariable()), 1, 0)))))))))), namedlambdavariable(), namedlambdavariable()))',
    'array_sort(array(3, null, 1))',
  ],
  [
    'array_sort(arr, lambdafunction((IF(((namedlambdavariable() IS NULL) AND (namedlambdavariable() IS NULL)), 0, (IF((namedlambdavariable() IS NULL), 1, (IF((namedlambdavariable() IS NULL), -1, (IF((namedlambdavariable() < namedlambdavariable()), -1, (IF((namedlambdavariable() > namedlambdavariable()), 1, 0)))))))))), namedlambdavariable(), namedlambdavariable()))',
    'array_sort(arr)',
  ],
  ['exists(arr, lambdafunction((namedlambdavariable() = x), namedlambdavariable()))', "exists(arr, x -> x = 'x')"],
  [
    'filter(arr, lambdafunction((namedlambdavariable() IS NOT NULL), namedlambdavariable()))',
    'filter(arr, x -> x is not null)',
  ],
  [
    'filter(arr, lambdafunction((namedlambdavariable() > 0), namedlambdavariable(), namedlambdavariable()))',
    'filter(arr, (x, i) -> i > 0)',
  ],
  [
    'transform(arr, lambdafunction(upper(namedlambdavariable()), namedlambdavariable()))',
    'transform(arr, x -> upper(x))',
  ],
  [
    'transform(arr, lambdafunction(namedlambdavariable(), namedlambdavariable(), namedlambdavariable()))',
    'transform(arr, (x, i) -> i)',
  ],
  [
    'aggregate(array(1, 2, 3), 0, lambdafunction((namedlambdavariable() + namedlambdavariable()), namedlambdavariable(), namedlambdavariable()), lambdafunction(namedlambdavariable(), namedlambdavariable()))',
    'aggregate(array(1,2,3), 0, (acc, x) -> acc + x)',
  ],
  [
    'aggregate(array(1, 2, 3), 0, lambdafunction((namedlambdavariable() + namedlambdavariable()), namedlambdavariable(), namedlambdavariable()), lambdafunction((namedlambdavariable() * 10), namedlambdavariable()))',
    'aggregate(array(1,2,3), 0, (acc, x) -> acc + x, acc -> acc * 10)',
  ],
  [
    'reduce(array(1, 2, 3), 0, lambdafunction((namedlambdavariable() + namedlambdavariable()), namedlambdavariable(), namedlambdavariable()), lambdafunction(namedlambdavariable(), namedlambdavariable()))',
    'reduce(array(1,2,3), 0, (acc, x) -> acc + x)',
  ],
  [
    'forall(array(1, 2), lambdafunction((namedlambdavariable() > 0), namedlambdavariable()))',
    'forall(array(1,2), x -> x > 0)',
  ],
  ['exists(arr, lambdafunction((namedlambdavariable() = q), namedlambdavariable()))', "exists(arr, x -> x = 'q')"],
  [
    'zip_with(array(1, 2), array(3), lambdafunction((namedlambdavariable() + namedlambdavariable()), namedlambdavariable(), namedlambdavariable()))',
    'zip_with(array(1,2), array(3), (x, y) -> x + y)',
  ],
  ['forall(array(), lambdafunction(false, namedlambdavariable()))', 'forall(array(), x -> false)'],
  [
    'reduce(array(1, 2, 3), 1, lambdafunction((namedlambdavariable() * namedlambdavariable()), namedlambdavariable(), namedlambdavariable()), lambdafunction(namedlambdavariable(), namedlambdavariable()))',
    'reduce(array(1, 2, 3), 1, (a, x) -> a * x, a -> string(a))',
  ],
  [
    'zip_with(array(), array(), lambdafunction(namedlambdavariable(), namedlambdavariable(), namedlambdavariable()))',
    'zip_with(array(), array(), (x, y) -> x)',
  ],
];
