/**
 * Schemas of what crosses between the processes. Shapes that the engine makes are checked for their outline only: their
 * types come from the engine, and their insides were checked when they were made.
 */
import { z } from 'zod';
import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import type { Analysis } from '../../engine/nodes/analysis.ts';
import type { NodeDescriptor } from '../../engine/nodes/descriptor.ts';
import type {
  CheckpointStatus,
  ColumnRename,
  FunctionSummary,
  InferredSchema,
  PeekedRows,
  PySparkProgram,
  RunSnapshot,
  TableSummary,
} from '../../engine/session-shapes.ts';
import type { SqlResult } from '../../engine/tables/sql-result.ts';
import { figuresBytesMax, type RunUpdate } from './run-update.ts';

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
  /** Keys that the user chose, by command: `Mod+Shift+Z`. A command that is not here has the keys it comes with. */
  keys: z.record(z.string().max(100), z.array(z.string().max(40)).max(10)),
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

/** Far above what a document can ask for. */
const queriesMax = 10_000;

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
/** What is pushed of a run; its numbers are read with care where they arrive. */
export const runUpdateSchema = z.custom<RunUpdate>((value) => {
  if (!has(value, 'runId', 'sequence', 'since', 'atMs', 'isActive', 'changes', 'figures')) return false;
  const { runId, sequence, since, atMs, changes, figures } = value as Record<string, unknown>;
  return (
    typeof runId === 'string' &&
    [sequence, since, atMs].every((each) => Number.isFinite(each)) &&
    Array.isArray(changes) &&
    changes.length <= queriesMax &&
    changes.every((change) => has(change, 'at')) &&
    figures instanceof Uint8Array &&
    figures.length <= figuresBytesMax
  );
});
export const runMessageSchema = runUpdateSchema.or(runSnapshotSchema);
export const tableSummarySchema = z.custom<TableSummary>((value) => has(value, 'name', 'columns'));
export const sqlResultSchema = z.custom<SqlResult>((value) => has(value, 'columns', 'rows'));
export const peekedRowsSchema = z.custom<PeekedRows>((value) => has(value, 'nodeId', 'columns', 'rows', 'total'));
export const inferredSchemaSchema = z.custom<InferredSchema>((value) => has(value, 'format', 'fields', 'rows'));
export const functionSummarySchema = z.custom<FunctionSummary>((value) => has(value, 'name', 'kind', 'signature'));
export const columnRenameSchema = z.custom<ColumnRename>((value) => has(value, 'edits'));
export const pySparkProgramSchema = z.custom<PySparkProgram>((value) => has(value, 'text', 'lines'));

/** A place on a wire where a run is to pause (`Breakpoint` of the engine). */
export const breakpointSchema = z.object({
  id: z.string().max(2000),
  source: z.string().max(500),
  target: z.string().max(500),
  targetPort: z.string().max(500).optional(),
  condition: z.string().max(10_000),
});

export const breakpointFindingSchema = z.object({ breakpointId: z.string(), diagnostic: diagnosticSchema });

/** A saved version of a pipeline file. */
export const documentVersionSchema = z.object({
  id: z.string().max(200),
  /** ms since 1970. */
  savedAtMs: z.number(),
  /** SHA-256 of its bytes. */
  fingerprint: z.string().max(100),
  bytes: z.number(),
});
export type DocumentVersion = z.output<typeof documentVersionSchema>;

/** A menu as the window's registry describes it; main makes the native one of it and knows no command itself. */
export interface MenuEntry {
  readonly type: 'command' | 'submenu' | 'separator' | 'role';
  /** Id of a command; of a role: `openRecent`, `quit`, `fullScreen`, `developerTools`, `hide`, `hideOthers`, `showAll`. */
  readonly id?: string | undefined;
  readonly label?: string | undefined;
  /** In Electron's words: `CmdOrCtrl+Shift+Z`. */
  readonly accelerator?: string | undefined;
  /** Only shown beside the entry: the window handles the keys. */
  readonly shownOnly?: boolean | undefined;
  readonly checked?: boolean | undefined;
  /** One of a row of which exactly one is checked. */
  readonly choice?: boolean | undefined;
  /** False: shown, and cannot be chosen now. */
  readonly enabled?: boolean | undefined;
  readonly entries?: readonly MenuEntry[] | undefined;
}
export const menuEntrySchema: z.ZodType<MenuEntry> = z.lazy(() =>
  z.object({
    type: z.enum(['command', 'submenu', 'separator', 'role']),
    id: z.string().max(100).optional(),
    label: z.string().max(200).optional(),
    accelerator: z.string().max(100).optional(),
    shownOnly: z.boolean().optional(),
    checked: z.boolean().optional(),
    choice: z.boolean().optional(),
    enabled: z.boolean().optional(),
    entries: z.array(menuEntrySchema).max(200).optional(),
  }),
);
