import { z } from 'zod';
import { memoryLimitFromText, memoryLimitMax, memoryLimitMin, memorySizeText } from '../base/memory-size.ts';
import { isTimeZone } from '../types/time-zone.ts';
import { PIPELINE_FORMAT, PIPELINE_VERSION } from './document.ts';
import { catalogueIssue } from './issue.ts';

/** Settings by node kind: the catalogue hands them in, because the document must not know its kinds. */
export type SettingsByKind = ReadonlyMap<string, z.ZodObject>;

const nodeIdPattern = /^[A-Za-z0-9][A-Za-z0-9_.-]{0,99}$/;

const nodeIdSchema = z.string().superRefine((id, context) => {
  if (!nodeIdPattern.test(id)) context.addIssue(catalogueIssue('PIP-008', { id: JSON.stringify(id.slice(0, 100)) }));
});

const nodeShape = {
  id: nodeIdSchema.describe('Unique within the pipeline.'),
  kind: z.string().min(1).max(100),
  label: z.string().max(500).optional().describe('The name people see; the kind’s own when left out.'),
  position: z.strictObject({ x: z.number(), y: z.number() }),
};

const edgeSchema = z.strictObject({
  source: z.string(),
  target: z.string(),
  targetPort: z.string().optional().describe('"left" or "right" for an edge into a join.'),
});

const envelopeShape = {
  format: z.literal(PIPELINE_FORMAT),
  version: z.literal(PIPELINE_VERSION),
  name: z.string().max(500),
  settings: z.strictObject({
    mode: z.enum(['batch', 'streaming']),
    timeZone: z.string().superRefine((zone, context) => {
      if (!isTimeZone(zone)) context.addIssue(catalogueIssue('PIP-011', { zone: zone.slice(0, 100) }));
    }),
    watermarkPolicy: z
      .enum(['min', 'max'])
      .optional()
      .describe('Which of several watermarks leads: the slowest (min, the default) or the fastest.'),
    noDataMicroBatches: z
      .boolean()
      .optional()
      .describe('Whether a batch without data cleans up state once the watermark has moved; true when left out.'),
    memoryLimit: z
      .string()
      .superRefine((limit, context) => {
        if (memoryLimitFromText(limit) !== null) return;
        const [min, max] = [memorySizeText(memoryLimitMin), memorySizeText(memoryLimitMax)];
        context.addIssue(catalogueIssue('PIP-015', { limit: limit.slice(0, 100), min, max }));
      })
      .optional()
      .describe(
        'What each query may take in memory, such as "512 MB"; "2 GB" when left out. Beyond it the query fails.',
      ),
  }),
  edges: z.array(edgeSchema).max(100_000),
  notes: z.unknown().optional(),
  groups: z.unknown().optional(),
  views: z.unknown().optional(),
};

/** The file around its nodes' configs; those are checked kind by kind, so that one bad node does not hide the others. */
export const envelopeSchema = z.strictObject({
  ...envelopeShape,
  nodes: z.array(z.strictObject({ ...nodeShape, config: z.record(z.string(), z.unknown()) })),
});

/**
 * The published JSON Schema (draft 2020-12) of the pipeline file, made from the definitions that validate.
 *
 * @param kinds all node kinds with their settings
 */
export function pipelineJsonSchema(kinds: SettingsByKind): Record<string, unknown> {
  const nodes = [...kinds].map(([kind, settings]) =>
    z.strictObject({ ...nodeShape, kind: z.literal(kind), config: settings }).meta({ title: kind }),
  );
  const [first, ...others] = nodes;
  const node = first === undefined ? z.never() : z.union([first, ...others]);
  const schema = z.strictObject({ ...envelopeShape, nodes: z.array(node) });
  return {
    // A name and no address: nothing is published at one.
    $id: `urn:millrace:pipeline:${PIPELINE_VERSION}`,
    title: 'Millrace pipeline',
    ...z.toJSONSchema(schema, { target: 'draft-2020-12', io: 'input' }),
  };
}
