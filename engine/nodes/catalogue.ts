import type { z } from 'zod';
import { consoleSink } from './console-sink/console-sink.ts';
import { deduplicateKind } from './deduplicate/deduplicate.ts';
import type { NodeDescriptor } from './descriptor.ts';
import { fileSink } from './file-sink/file-sink.ts';
import { fileSource } from './file-source/file-source.ts';
import { filterKind } from './filter/filter.ts';
import { generatorSource } from './generator-source/generator-source.ts';
import { groupBy } from './group-by/group-by.ts';
import { joinKind } from './join/join.ts';
import { limitKind } from './limit/limit.ts';
import { memorySink } from './memory-sink/memory-sink.ts';
import type { NodeKind } from './node-kind.ts';
import { rateSource } from './rate-source/rate-source.ts';
import { rowsSource } from './rows-source/rows-source.ts';
import { schemaKind } from './schema/schema.ts';
import { select } from './select/select.ts';
import { settingsForm } from './setting-control.ts';
import { socketSource } from './socket-source/socket-source.ts';
import { sortKind } from './sort/sort.ts';
import { unionKind } from './union/union.ts';
import { watermark } from './watermark/watermark.ts';
import { windowKind } from './window/window.ts';

/** All node kinds, in the palette's order. A new kind is one folder, one line here and an icon. */
const kinds: readonly NodeKind[] = [
  fileSource,
  rowsSource,
  generatorSource,
  rateSource,
  socketSource,
  schemaKind,
  select,
  filterKind,
  watermark,
  windowKind,
  groupBy,
  joinKind,
  unionKind,
  deduplicateKind,
  sortKind,
  limitKind,
  memorySink,
  consoleSink,
  fileSink,
];

export const nodeKinds: ReadonlyMap<string, NodeKind> = new Map(kinds.map((kind) => [kind.kind, kind]));

/** Settings by kind, for reading documents and for the published JSON Schema. */
export const settingsByKind: ReadonlyMap<string, z.ZodObject> = new Map(
  kinds.map((kind) => [kind.kind, kind.settings]),
);

/** The catalogue as hosts get it. JSON-safe. */
export const nodeDescriptors: ReadonlyMap<string, NodeDescriptor> = new Map(
  kinds.map((kind) => [
    kind.kind,
    {
      kind: kind.kind,
      family: kind.family,
      inputs: kind.inputs,
      output: kind.output,
      settings: settingsForm(kind.settings),
      defaults: kind.defaults,
      words: kind.words,
    },
  ]),
);
