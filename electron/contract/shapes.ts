/**
 * Schemas of what crosses between the processes. Shapes that the engine makes are checked for their outline only: their
 * types come from the engine, and their insides were checked when they were made.
 */
import { z } from 'zod';
import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import type { Analysis } from '../../engine/nodes/analysis.ts';
import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import type { CheckpointStatus, RunSnapshot, TableSummary } from '../../engine/session-shapes.ts';
import type { SqlResult } from '../../engine/tables/sql-result.ts';

/**
 * Longest text that crosses between the processes, in UTF-16 units. Above what a pipeline file may hold (`documentBytesMax`), so
 * that a document that grew too large can still be kept and copied.
 */
export const textMax = 50 * 1024 * 1024;

export const languageSettingSchema = z.enum(['en', 'fr']);

export const preferencesSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  language: z.enum(['system', 'en', 'fr']),
  /** Sizes and open tabs of the panels; the window alone knows what is in it. */
  layout: z.record(z.string(), z.unknown()),
});
export type Preferences = z.output<typeof preferencesSchema>;

export const openedDocumentSchema = z.object({
  text: z.string().max(textMax),
  /** Null for a document that was never saved (a sample, recovered work). */
  path: z.string().nullable(),
  /** Where relative paths start when `path` is null: the key the engine calls need. */
  basePath: z.string().nullable(),
  /** What the file holds, in short: SHA-256 of its bytes as read or written last. Null where there is no file. */
  fingerprint: z.string().max(100).nullable(),
  origin: z.enum(['file', 'sample', 'recovered', 'import']),
  /** When the recovered work was kept, ms since 1970. */
  savedAtMs: z.number().nullable(),
  /** For recovered work: what its file holds now; null where the file is gone or cannot be read. */
  fileNow: z
    .object({ text: z.string().max(textMax), fingerprint: z.string() })
    .nullable()
    .optional(),
});
export type OpenedDocument = z.output<typeof openedDocumentSchema>;

export const recentDocumentSchema = z.object({ path: z.string(), name: z.string() });
export type RecentDocument = z.output<typeof recentDocumentSchema>;

const isObject = (value: unknown): boolean => typeof value === 'object' && value !== null && !Array.isArray(value);
const has = (value: unknown, ...keys: string[]): boolean =>
  isObject(value) && keys.every((key) => Object.hasOwn(value as object, key));

export const nodeDescriptorSchema = z.custom<NodeDescriptor>((value) =>
  has(value, 'kind', 'family', 'inputs', 'words'),
);
export const diagnosticSchema = z.custom<Diagnostic>((value) => has(value, 'code', 'severity', 'params', 'at'));
export const analysisSchema = z.custom<Analysis>((value) => has(value, 'diagnostics', 'nodes', 'queries'));
export const checkpointStatusSchema = z.custom<CheckpointStatus>((value) =>
  has(value, 'query', 'sinkNodeId', 'status', 'findings'),
);

export const runSnapshotSchema = z.custom<RunSnapshot>((value) => has(value, 'sequence', 'runId', 'queries'));
export const tableSummarySchema = z.custom<TableSummary>((value) => has(value, 'name', 'columns'));
export const sqlResultSchema = z.custom<SqlResult>((value) => has(value, 'columns', 'rows'));
