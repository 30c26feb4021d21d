import { describe, expect, test } from 'vitest';
import { performanceDocument, type Report } from './document.ts';
import { textTable } from './text-table.ts';

const report: Report = {
  lines: [
    { work: 'counting | fast', ours: '1 s', against: 'DuckDB 5 s', figure: '5.00x', gate: 'at least 4x', mark: 'pass' },
    { work: 'slow', ours: '2 s', against: 'DuckDB 1 s', figure: '0.50x', gate: 'at least 2x', mark: 'short' },
    { work: 'Spark', ours: '', against: '', figure: '', gate: '', mark: 'skipped', note: 'Java is missing' },
  ],
  machine: {
    processor: 'Some CPU',
    cores: 2,
    memory: '8.00 GB',
    system: 'linux x64',
    versions: { Node: '20.0.0', DuckDB: 'v1.5.6' },
  },
  measuring: { rounds: 5, warmUpMs: 2000 },
  date: '2026-01-02',
  isQuick: false,
};

describe('the document', () => {
  test('says the machine, the versions, the table, the marks and the notes', () => {
    const text = performanceDocument(report, null);
    expect(text).toContain('2026-01-02: Some CPU, 2 cores, 8.00 GB, linux x64, Node 20.0.0, DuckDB v1.5.6.');
    expect(text).toContain('1 of 2 reached. Times are medians of 5 runs');
    expect(text).toContain('| counting \\| fast | 1 s | DuckDB 5 s | 5.00x | at least 4x | reached |');
    expect(text).toContain('| slow | 2 s | DuckDB 1 s | 0.50x | at least 2x | **short** |');
    expect(text).toContain('- Spark: Java is missing');
  });

  test('keeps what is written by hand, and only that', () => {
    const first = performanceDocument(report, null);
    const written = first
      .replace('kept by npm run bench -->\n', 'kept by npm run bench -->\n\n## What falls short\n\nBecause of this.\n')
      .replace('1 of 2 reached', '9 of 9 reached');
    const again = performanceDocument(report, written);
    expect(again).toContain('## What falls short\n\nBecause of this.\n');
    expect(again).toContain('1 of 2 reached');
    expect(performanceDocument(report, again)).toBe(again);
  });

  test.each(['', 'no markers', '<!-- written by hand: kept by npm run bench --> but no end'])(
    'starts anew from a document without both markers: %j',
    (before) => {
      expect(performanceDocument(report, before)).toBe(performanceDocument(report, null));
    },
  );

  test('is found by its own reader after a quick run', () => {
    expect(performanceDocument({ ...report, isQuick: true }, null)).toContain('2026-01-02, a quick run:');
  });
});

test('the table of a terminal is aligned and ends with the notes', () => {
  expect(textTable(report.lines).split('\n')).toEqual([
    'pass     5.00x  at least 4x  counting | fast  1 s  DuckDB 5 s',
    'short    0.50x  at least 2x  slow             2 s  DuckDB 1 s',
    'skipped                      Spark',
    '  Spark: Java is missing',
  ]);
});
