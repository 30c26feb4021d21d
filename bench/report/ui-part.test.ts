import { describe, expect, it } from 'vitest';
import { performanceDocument } from './document.ts';
import { uiPart, withUiSection } from './ui-part.ts';

const report = {
  lines: [],
  machine: { processor: 'a', cores: 2, memory: '1 GB', system: 'linux', versions: {} },
  measuring: { rounds: 5, warmUpMs: 1500 },
  date: '2026-01-01',
  isQuick: false,
} as const;

describe('the window’s part of the document', () => {
  it('is put at the end, replaced in its place, and nothing else changes', () => {
    const first = withUiSection('# Performance\n', 'one $& two');
    expect(first).toMatch(/^# Performance\n\n<!--.*-->\none \$& two\n<!--.*-->\n$/s);
    const second = withUiSection(`${first}after\n`, 'three');
    expect(second).toBe(`${first.replace('one $& two', () => 'three')}after\n`);
  });

  it('outlives a run of the engine’s bench, which outlives a run of the window’s', () => {
    const engine = performanceDocument(report, null);
    const both = withUiSection(engine, 'frames');
    expect(uiPart(performanceDocument(report, both))).toContain('frames');
    expect(performanceDocument(report, both).trimEnd()).toBe(both.trimEnd());
  });
});
