import { expect, test } from 'vitest';
import { bytesText, middleText, ratioText, rowsText, summaryText, timeText } from './words.ts';

test.each([
  [12_345, '12.3 s'],
  [1000, '1.00 s'],
  [999.96, '1000 ms'],
  [312.4, '312 ms'],
  [4.812, '4.81 ms'],
  [0.0371, '37.1 µs'],
  [0, '0.00 µs'],
])('%f ms is %s', (ms, text) => {
  expect(timeText(ms)).toBe(text);
});

test.each([
  [12, '12 B'],
  [365_000_000, '365 MB'],
  [999_600_000, '1.00 GB'],
  [20_075_000_000, '20.1 GB'],
])('%i bytes are %s', (bytes, text) => {
  expect(bytesText(bytes)).toBe(text);
});

test.each([
  [10_000_000, '10 M rows'],
  [2_500_000, '2.5 M rows'],
  [100_000, '100,000 rows'],
])('%i rows are %s', (rows, text) => {
  expect(rowsText(rows)).toBe(text);
});

test('a ratio and a summary', () => {
  expect(ratioText(5)).toBe('5.00x');
  expect(ratioText(123.4)).toBe('123x');
  expect(summaryText({ median: 500, min: 400, max: 1200, count: 5 })).toBe('500 ms (400 ms to 1.20 s)');
});

test('many times are told without their outermost twentieths', () => {
  expect(middleText(Array.from({ length: 101 }, (_, i) => i))).toBe('50.0 ms (5.00 ms to 95.0 ms)');
});
