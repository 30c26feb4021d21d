/** What a real Spark did, written beside the cases, held against what they expect, and told in docs/conformance.md. */
import { readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { type ConformanceCase, type Recording, recordingSchema } from '../case-format.ts';
import { caseJson } from '../case-json.ts';
import { differencesOf } from '../compare.ts';
import type { CaseDocument } from '../steps.ts';
import { nodesBelowLimits, withoutUnread } from './below-limits.ts';

const resultSchema = recordingSchema.extend({ id: z.string(), broken: z.string().optional() });

export interface CaseVerdict {
  readonly id: string;
  readonly title: string;
  /** In words; empty where Spark does what the case expects. */
  readonly differences: readonly string[];
  /** Why they are there, where that is known. */
  readonly reason: string | null;
}

export interface ExpressionVerdict {
  readonly cases: number;
  readonly passed: number;
  readonly differences: readonly {
    readonly expression: string;
    readonly text: string;
    readonly reason: string | null;
  }[];
}

/** Writes each result beside its case and says how it compares. A case that could not be run at all is a difference. */
export function recordResults(cases: readonly ConformanceCase[], resultsPath: string): CaseVerdict[] {
  const results = new Map(
    readFileSync(resultsPath, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => resultSchema.parse(JSON.parse(line)))
      .map(({ id, broken, ...recording }) => [id, { broken, recording }] as const),
  );
  return cases.map((found) => {
    const title = found.expected?.title ?? '';
    const reason = found.expected?.differs ?? null;
    const result = results.get(found.id);
    if (result === undefined || result.broken !== undefined) {
      const difference = `not run: ${result?.broken ?? 'no result'}`;
      return { id: found.id, title, differences: [difference], reason };
    }
    writeFileSync(`${found.path}.spark.json`, caseJson(result.recording));
    return { id: found.id, title, differences: against(found, result.recording), reason };
  });
}

/** Where a recording differs from what its case expects. */
export function against({ document, expected }: ConformanceCase, recording: Recording): string[] {
  if (expected === null) return ['nobody has said what to expect'];
  if (expected.refused !== undefined) {
    // What is refused here while it is drawn, Spark may find out only when the query runs.
    const found = [recording.refused, ...Object.values(recording.queries).map(({ fails }) => fails)];
    return found.includes(expected.refused.spark)
      ? []
      : [
          `expected to be refused with ${expected.refused.spark}, found ${found.filter(Boolean).join(', ') || 'no error'}`,
        ];
  }
  if (recording.refused !== undefined) {
    // What ends a query here as soon as it starts, Spark may find out while the query is put together.
    const { refused } = recording;
    const isEnd = Object.values(expected.queries).every(
      ({ fails, batches }) => fails?.spark === refused && batches.length === 0,
    );
    return isEnd ? [] : [`refused with ${refused}`];
  }
  const below = nodesBelowLimits(document as CaseDocument);
  return Object.entries(expected.queries).flatMap(([sink, wanted]) => {
    const found = recording.queries[sink];
    if (found === undefined) return [`${sink}: no such query`];
    const fails = wanted.fails?.spark;
    return [
      ...differencesOf(sink, wanted, withoutUnread(found, wanted, below), wanted.ordered === true),
      ...(fails === found.fails ? [] : [`${sink}: expected to fail with ${fails}, found ${found.fails}`]),
    ];
  });
}

/** The text of docs/conformance.md. */
export function conformanceText(
  verdicts: readonly CaseVerdict[],
  expressions: ExpressionVerdict | null,
  sparkVersion: string,
): string {
  const different = verdicts.filter(({ differences }) => differences.length > 0);
  const unexplained = different.filter(({ reason }) => reason === null);
  const areas = new Map<string, { cases: number; same: number }>();
  for (const { id, differences } of verdicts) {
    const area = id.split('/')[0] ?? '';
    const count = areas.get(area) ?? { cases: 0, same: 0 };
    count.cases++;
    if (differences.length === 0) count.same++;
    areas.set(area, count);
  }
  const lines = [
    '# Conformance with Apache Spark',
    '',
    `Written by \`npm run conformance:spark\`: every case of \`conformance/cases\` was exported as a PySpark program, run on Spark ${sparkVersion} micro-batch by micro-batch, and compared with what the case expects of Millrace: rows, columns and types, the watermark, rows in state, late rows and the row count of every observed node. \`npm run conformance\` holds both executors to the same expectations.`,
    '',
    'Not compared: wall-clock figures; sinks, which Spark does not observe; nodes whose observation would change what Spark does (the exported program says which); and smaller counts of nodes before a limit, because Spark stops reading there once it has enough.',
    '',
    `**${verdicts.length} cases, ${verdicts.length - different.length} the same, ${different.length - unexplained.length} explained differences, ${unexplained.length} unexplained.**`,
    '',
    '| area | cases | the same on Spark |',
    '|---|---|---|',
    ...[...areas].map(([area, { cases, same }]) => `| ${area} | ${cases} | ${same} |`),
    '',
  ];
  if (different.length > 0) {
    lines.push('## Differences', '');
    for (const { id, title, differences, reason } of different) {
      lines.push(`### ${id}`, '', `${title}. ${reason ?? '**Not explained.**'}`, '');
      for (const difference of differences.slice(0, 6))
        lines.push(`- \`${difference.slice(0, 400).replaceAll('`', "'")}\``);
      lines.push('');
    }
  }
  if (expressions !== null) {
    lines.push(
      '## Expressions',
      '',
      `${expressions.cases} expressions of the functions’ case tables were evaluated on the same Spark; ${expressions.passed} gave the same name, type and value (or the same refusal).`,
      '',
    );
    for (const { expression, text, reason } of expressions.differences) {
      lines.push(`- \`${expression.replaceAll('`', "'")}\`: ${text}. ${reason ?? '**Not explained**'}.`);
    }
    if (expressions.differences.length > 0) lines.push('');
  }
  return `${lines.join('\n')}`;
}
