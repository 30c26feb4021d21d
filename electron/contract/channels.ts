/**
 * Every message between the window and the main process, once: its name, the schema of what goes in and of what comes
 * back. Main checks each request and reply against it, the preload offers nothing else. A reply travels in the envelope of
 * `reply.ts`, because Electron keeps only an error's message.
 */
import { z } from 'zod';
import {
  analysisSchema,
  breakpointFindingSchema,
  breakpointSchema,
  checkpointStatusSchema,
  columnRenameSchema,
  diagnosticSchema,
  documentVersionSchema,
  functionSummarySchema,
  inferredSchemaSchema,
  languageSettingSchema,
  menuEntrySchema,
  nodeDescriptorSchema,
  openedDocumentSchema,
  peekedRowsSchema,
  preferencesSchema,
  pySparkProgramSchema,
  recentDocumentSchema,
  runMessageSchema,
  runSnapshotSchema,
  sqlResultSchema,
  tableSummarySchema,
  textMax,
} from './shapes.ts';

const nothing = z.undefined().or(z.null());
/** A pipeline document as the editor holds it; the engine judges what is in it. */
const document = z.record(z.string(), z.unknown());
/** Where relative paths start: the folder of the open file, which main knows by this path; null for an unsaved one. */
const filePath = z.string().max(4096).nullable();

/** Requests of the window, answered once. */
export const requests = {
  'app.info': {
    input: nothing,
    output: z.object({
      version: z.string(),
      platform: z.enum(['linux', 'darwin', 'win32']),
      locale: z.string(),
      /** Set when the app runs on another Electron than the one it was made for. */
      runtimeNote: z.string().nullable(),
    }),
  },
  'app.preferences.get': { input: nothing, output: preferencesSchema },
  'app.preferences.set': { input: preferencesSchema.partial(), output: preferencesSchema },
  /** The menu's words follow the window's language. */
  'app.language': { input: languageSettingSchema, output: z.null() },
  /** Opens a page of the documentation in the user's browser; other addresses are refused. */
  'app.open-external': { input: z.object({ url: z.string().max(2048) }), output: z.null() },
  /** Ends the app as the menu does: asks about unsaved changes first. */
  'app.quit': { input: nothing, output: z.null() },

  /** The native menu: the window's commands in its words and with its keys, sent again whenever one of these changes. */
  'app.menu': { input: z.array(menuEntrySchema).max(20), output: z.null() },

  'catalogue.get': { input: nothing, output: z.array(nodeDescriptorSchema) },
  /** The functions that expressions can call, by name. */
  'catalogue.functions': { input: nothing, output: z.array(functionSummarySchema) },

  /** What the window starts with: a file given on the command line, unsaved work found, or the lab's pipeline. */
  'document.initial': { input: nothing, output: openedDocumentSchema.nullable() },
  /** Shows the open dialog, or opens a recent file. Null when the user cancels. */
  'document.open': {
    input: z.object({ recentPath: z.string().max(4096).optional() }),
    output: openedDocumentSchema.nullable(),
  },
  /** Reads the open document's file again, as another program has left it. */
  'document.reload': { input: z.object({ path: z.string().max(4096) }), output: openedDocumentSchema },
  /**
   * What becomes of unsaved work that was found at the start and not taken up: deleted for good, or put aside until the next start.
   * Answers with what the window shows in its place.
   */
  'document.leave-recovered': {
    input: z.object({ decision: z.enum(['discard', 'later']) }),
    output: openedDocumentSchema.nullable(),
  },
  /** Opens a pipeline that ships with the app, as an unsaved document whose relative paths still work. */
  'document.open-sample': {
    input: z.object({ id: z.string().max(100), language: languageSettingSchema.optional() }),
    output: openedDocumentSchema,
  },
  /** What ships with the app, samples before templates; in the given language where it is there in it, else in English. */
  'document.samples': {
    input: z.object({ language: languageSettingSchema.optional() }).optional().or(z.null()),
    output: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        /** A template is a start for one's own pipeline; its `text` is there so that it can be pictured. */
        kind: z.enum(['sample', 'template']),
        text: z.string().max(textMax),
      }),
    ),
  },
  /**
   * Writes a file that was opened or saved before. `expectedFingerprint` is that of the file when it was read or written last. A
   * file that holds something else by now is not overwritten, and one that is gone is not made again, unless `overwrite` says so:
   * the reply is `conflict` or `missing`.
   */
  'document.save': {
    input: z.object({
      path: z.string().max(4096),
      text: z.string().max(textMax),
      expectedFingerprint: z.string().max(100).nullable(),
      overwrite: z.boolean().default(false),
    }),
    output: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('saved'), path: z.string(), fingerprint: z.string() }),
      z.object({ outcome: z.literal('conflict') }),
      z.object({ outcome: z.literal('missing') }),
    ]),
  },
  /**
   * Shows the save dialog and writes. Relative paths in the document are rewritten so that they still name the same files
   * from the new folder; `text` comes back as it was written. `copyOnly` is an export: the open document stays what it
   * was. Null when the user cancels.
   */
  'document.save-as': {
    input: z.object({
      suggestedName: z.string().max(255),
      text: z.string().max(textMax),
      basePath: filePath,
      copyOnly: z.boolean(),
    }),
    output: z.object({ path: z.string(), fingerprint: z.string(), text: z.string() }).nullable(),
  },
  'document.recent': { input: nothing, output: z.array(recentDocumentSchema) },
  'document.clear-recent': { input: nothing, output: z.null() },
  /** Keeps unsaved work safe from a crash; `text` null says that there is none any more. */
  'document.autosave': {
    input: z.object({
      text: z.string().max(textMax).nullable(),
      path: filePath,
      /** Where relative paths of a document that was never saved start. */
      basePath: filePath.optional(),
      name: z.string().max(500),
    }),
    output: z.null(),
  },
  /** Reads a pipeline file chosen in a dialog, to be taken over into the open document's place. Null on cancel. */
  'document.import': { input: nothing, output: openedDocumentSchema.nullable() },
  /**
   * A file that was dropped on the window: a pipeline to open, or data, as a path for a setting (relative to the document where it is
   * below or beside it). Refused for anything else, in words.
   */
  'document.dropped': {
    input: z.object({ path: z.string().max(4096), documentPath: filePath }),
    output: z.discriminatedUnion('kind', [
      z.object({ kind: z.literal('pipeline'), document: openedDocumentSchema }),
      z.object({
        kind: z.literal('data'),
        path: z.string().max(4096),
        format: z.enum(['json', 'csv', 'text', 'parquet']),
      }),
    ]),
  },
  /** The versions of a file that were saved from here, newest first. */
  'document.versions': { input: z.object({ path: z.string().max(4096) }), output: z.array(documentVersionSchema) },
  /** The text of one of them. */
  'document.version': {
    input: z.object({ path: z.string().max(4096), id: z.string().max(200) }),
    output: z.object({ text: z.string().max(textMax) }),
  },
  /** Shows the save dialog and writes a picture of the canvas: SVG as text, PNG in base64. Null when the user cancels. */
  'document.export-picture': {
    input: z.object({
      suggestedName: z.string().max(255),
      format: z.enum(['svg', 'png']),
      data: z.string().max(textMax),
    }),
    output: z.object({ path: z.string() }).nullable(),
  },
  /** Title bar, close question and proxy icon follow the open document. */
  'document.state': {
    input: z.object({ name: z.string().max(500), path: filePath, dirty: z.boolean() }),
    output: z.null(),
  },
  /** Lets the user choose a file or folder for a setting; relative to the document where it is below or beside it. */
  'document.pick-path': {
    input: z.object({ kind: z.enum(['file', 'folder']), documentPath: filePath }),
    output: z.string().nullable(),
  },

  'clipboard.read': { input: nothing, output: z.string() },
  'clipboard.write': { input: z.object({ text: z.string().max(textMax) }), output: z.null() },

  'engine.analyze': { input: z.object({ document, path: filePath }), output: analysisSchema },
  'engine.explain': {
    input: z.object({ document, path: filePath, code: z.boolean() }),
    output: z.string(),
  },
  /** The document as a PySpark program beside its file, or what of it cannot be said there. */
  'engine.pyspark': {
    input: z.object({ document, path: filePath }),
    output: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('written'), program: pySparkProgramSchema }),
      z.object({ outcome: z.literal('refused'), diagnostics: z.array(diagnosticSchema) }),
    ]),
  },
  /**
   * Shows the save dialog and writes the document as a PySpark program, whose relative paths start at its own folder. What
   * cannot be said in PySpark is told before a dialog is shown.
   */
  'engine.export-pyspark': {
    input: z.object({ document, path: filePath, suggestedName: z.string().max(255) }),
    output: z.discriminatedUnion('outcome', [
      z.object({ outcome: z.literal('saved'), path: z.string() }),
      z.object({ outcome: z.literal('refused'), diagnostics: z.array(diagnosticSchema) }),
      z.object({ outcome: z.literal('cancelled') }),
    ]),
  },
  /** How the checkpoint of each query of the document stands: what its next start would find. Changes nothing. */
  'engine.checkpoints': {
    input: z.object({ document, path: filePath, mode: z.enum(['batch', 'streaming']).optional() }),
    output: z.array(checkpointStatusSchema),
  },
  /** Starts all queries of the document and answers with the first snapshot. Stops a run that is still going first. */
  'engine.run': {
    input: z.object({
      document,
      path: filePath,
      mode: z.enum(['batch', 'streaming']).optional(),
      /** True: obey the sinks' triggers until stopped. False: work off what is there, a batch at a time, then end. */
      follow: z.boolean(),
      /** Begins from nothing: old checkpoints, and the output of file sinks, are set aside under another name. */
      startAfresh: z.boolean().optional(),
      /** Waits before the first micro-batch. */
      startPaused: z.boolean().optional(),
      breakpoints: z.array(breakpointSchema).max(500).optional(),
    }),
    output: runSnapshotSchema,
  },
  /** Every query waits at the end of the batch that it is in. Nothing is lost. */
  'engine.pause': { input: nothing, output: runSnapshotSchema.nullable() },
  /** Goes on after a pause. */
  'engine.resume': { input: nothing, output: runSnapshotSchema.nullable() },
  /** Runs one micro-batch of each query that waits, and waits again. */
  'engine.step': { input: nothing, output: runSnapshotSchema.nullable() },
  /** What is wrong with breakpoints of the document, each judged by itself; needs no run. */
  'engine.check-breakpoints': {
    input: z.object({ document, path: filePath, breakpoints: z.array(breakpointSchema).max(500) }),
    output: z.array(breakpointFindingSchema),
  },
  /** Replaces the breakpoints of the run; they hold from the next batch on. */
  'engine.set-breakpoints': { input: z.array(breakpointSchema).max(500), output: z.null() },
  /** The last rows at a node or a breakpoint; null where no run goes through it. */
  'engine.peek': {
    input: z.object({
      nodeId: z.string().max(500).optional(),
      breakpointId: z.string().max(2000).optional(),
      sinkNodeId: z.string().max(500).optional(),
      limit: z.number().int().min(1).max(1000),
    }),
    output: peekedRowsSchema.nullable(),
  },
  /** The schema of a file source's data, inferred from its beginning. */
  'engine.infer-schema': {
    input: z.object({
      source: z.string().max(4096),
      format: z.enum(['json', 'csv', 'text', 'parquet']).optional(),
      options: z.record(z.string(), z.string()).optional(),
      /** Types that were chosen for some columns: the first rows are read under these, the rest stays inferred. */
      fields: z
        .array(z.object({ name: z.string().max(1000), type: z.string().max(10_000) }))
        .max(10_000)
        .optional(),
      path: filePath,
    }),
    output: inferredSchemaSchema,
  },
  /** What settings downstream become when the column `from`, which leaves the node, is called `to`. The document still has `from`. */
  'engine.rename-column': {
    input: z.object({
      document,
      path: filePath,
      nodeId: z.string().max(500),
      from: z.string().max(500),
      to: z.string().max(500),
    }),
    output: columnRenameSchema,
  },
  /** Stops every query cleanly; the tables stay open to SQL. */
  'engine.stop': { input: nothing, output: z.null() },
  'engine.snapshot': { input: nothing, output: runSnapshotSchema.nullable() },
  /** Whether the window is seen: snapshots are only sent while it is. Answers with one where it is. */
  'engine.watch': { input: z.object({ isWatched: z.boolean() }), output: runSnapshotSchema.nullable() },
  'engine.recent-progress': { input: z.object({ query: z.string().max(500) }), output: z.array(z.unknown()) },
  'engine.tables': { input: nothing, output: z.array(tableSummarySchema) },
  'engine.sql': {
    input: z.object({ sql: z.string().max(100_000), limit: z.number().int().min(1).max(100_000) }),
    output: sqlResultSchema,
  },
} as const;

/** Messages of the main process that nobody asked for. */
export const events = {
  /**
   * At most ten a second while a run is active and the window is seen, and one when it ends: what has changed since the one before, or
   * a whole snapshot.
   */
  'engine.snapshot': runMessageSchema,
  /** A menu entry was chosen: the id of a command in the window's registry. */
  'menu.command': z.object({ id: z.string() }),
  /** A file was opened from outside: the desktop, a second start, the recent menu. */
  'document.opened': openedDocumentSchema,
  /** Another program has changed the open document's file, or taken it away. Told once for each of its states. */
  'document.file-changed': z.object({ path: z.string(), state: z.enum(['changed', 'missing']) }),
  /** The engine's thread ended by itself and was started again; the run it had is lost. */
  'engine.restarted': z.object({ reason: z.string() }),
} as const;

export type RequestName = keyof typeof requests;
export type RequestInput<Name extends RequestName> = z.input<(typeof requests)[Name]['input']>;
/** The input as a handler gets it: checked, with defaults filled in. */
export type ParsedInput<Name extends RequestName> = z.output<(typeof requests)[Name]['input']>;
export type RequestOutput<Name extends RequestName> = z.output<(typeof requests)[Name]['output']>;
export type EventName = keyof typeof events;
export type EventPayload<Name extends EventName> = z.output<(typeof events)[Name]>;
