import { expect, test } from 'vitest';
import { translateDiagnostic } from '../base/errors/diagnostic.ts';
import { BIGINT, DOUBLE, INT, STRING } from './data-type.ts';
import {
  arithmeticOverflow,
  cannotParseTimestamp,
  castInvalidInput,
  castOverflow,
  datetimeOverflow,
  divideByZero,
  numericOutOfRange,
  numericOutOfSupportedRange,
} from './value-errors.ts';

test.each([
  [
    castInvalidInput('x', STRING, INT),
    'EXE-001',
    'the value "x" of type string cannot be cast to int: it is malformed',
  ],
  [
    castOverflow('1.0E10', DOUBLE, INT),
    'EXE-002',
    'the value 1.0E10 of type double cannot be cast to int: it is out of range',
  ],
  [arithmeticOverflow('a + 1', BIGINT), 'EXE-003', 'the result of a + 1 is out of the range of bigint'],
  [divideByZero(), 'EXE-004', 'division by zero'],
  [numericOutOfRange('1000', 4, 1), 'EXE-005', 'the number 1000 does not fit into decimal(4,1)'],
  [cannotParseTimestamp('x', 'yyyy'), 'EXE-007', 'the text "x" does not fit the date pattern "yyyy"'],
  [datetimeOverflow('t + i'), 'EXE-008', 'the result of t + i is beyond the range of dates and timestamps'],
  [numericOutOfSupportedRange('1e39'), 'EXE-009', 'the number 1e39 has more than 38 digits before the point'],
])('%s', (error, code, message) => {
  expect(error.code).toBe(code);
  expect(error.message).toBe(message);
  expect(error.domain).toBe('user');
  const french = translateDiagnostic(error, 'fr').message;
  expect(french).not.toBe(message);
  expect(french).not.toMatch(/[{}]/);
});
