/** Which edits mend a finding: pure functions over the document, which change nothing themselves. */

import type { Diagnostic } from '../../engine/base/errors/diagnostic.ts';
import type { ErrorParams } from '../../engine/base/errors/entry.ts';
import { nearNames } from '../../engine/base/near-names.ts';
import type { ColumnSummary } from '../../engine/nodes/analysis.ts';
import type { PipelineDocument, PipelineEdge, PipelineNode } from '../../engine/pipeline/document.ts';
import { quotedName } from '../code/sql-completion.ts';
import type { TextValues } from '../ui/i18n.ts';
import { valueAt } from './document-edits.ts';
import type { FixText } from './fix-texts.ts';

/** An edit that mends a finding. */
export type FixEdit =
  | { readonly type: 'settings'; readonly nodeId: string; readonly changes: ReadonlyMap<string, unknown> }
  /** A node of a kind in the middle of a wire, with these settings beside its kind's defaults. */
  | {
      readonly type: 'insert';
      readonly kind: string;
      readonly wire: PipelineEdge;
      readonly config: Readonly<Record<string, unknown>>;
    }
  | { readonly type: 'remove'; readonly nodeId: string };

export interface EditFix {
  readonly text: FixText;
  readonly values: TextValues;
  readonly edit: FixEdit;
}

/** A finding as far as a fix needs it. */
export interface Found {
  readonly code: string;
  readonly at: Diagnostic['at'];
  readonly params?: ErrorParams | undefined;
}

interface Case {
  readonly found: Found;
  readonly params: ErrorParams;
  readonly node: PipelineNode;
  readonly setting: string;
  readonly document: PipelineDocument;
  readonly columnsInto: ColumnsInto;
}

/** Columns that reach a node, over all its inputs; none where they are not known. */
export type ColumnsInto = (nodeId: string) => readonly ColumnSummary[];

type Rule = (met: Case) => readonly EditFix[];

/** What mends a finding, best first; nothing where only the user can know. */
export function editFixes(document: PipelineDocument, found: Found, columnsInto: ColumnsInto): readonly EditFix[] {
  const node = document.nodes.find((each) => each.id === found.at.nodeId);
  const rule = Object.hasOwn(rules, found.code) ? rules[found.code] : undefined;
  if (node === undefined || rule === undefined) return [];
  return rule({ found, params: found.params ?? {}, node, setting: found.at.setting ?? '', document, columnsInto });
}

const setTo =
  (text: string): Rule =>
  ({ node, setting }) =>
    valueAt(node.config, setting) === text ? [] : [change(node, setting, text, 'setTo', { text })];
const clear: Rule = ({ node, setting }) =>
  valueAt(node.config, setting) === undefined ? [] : [change(node, setting, undefined, 'clear')];
const outputMode =
  (...modes: readonly string[]): Rule =>
  ({ node }) =>
    modes
      .filter((mode) => node.config.outputMode !== mode)
      .map((mode) => change(node, 'outputMode', mode, 'outputMode', { mode }));

const rules: Readonly<Record<string, Rule>> = {
  'EXP-009': moveAlias,
  'EXP-020': nearColumn,
  'EXP-022': nearField,
  'EXP-024': nearFunction,
  'PIP-026': (met) => insertSchema(met),
  'PLN-001': outputMode('append'),
  'PLN-002': (met) => [
    ...insertWatermark(met, textParam(met.params, 'node')),
    ...outputMode('update', 'complete')(met),
  ],
  'PLN-003': outputMode('append'),
  'PLN-005': ({ node }) => [{ text: 'removeNode', values: {}, edit: { type: 'remove', nodeId: node.id } }],
  'PLN-012': nearName,
  'PLN-014': freeName,
  'PLN-015': ({ node, document }) => {
    const taken = new Set(document.nodes.map((each) => each.config.queryName));
    const name = numbered(String(node.config.queryName ?? ''), (each) => taken.has(each));
    return [change(node, 'queryName', name, 'rename', { name })];
  },
  'PLN-017': ({ node }) => [change(node, 'aggregates', [{ function: 'count' }], 'count')],
  'PLN-019': clear,
  'PLN-020': setSlide,
  'PLN-021': ({ node }) => [change(node, 'slide', undefined, 'clear')],
  'PLN-030': nearName,
  'PLN-061': ({ node }) => [change(node, 'type', 'inner', 'joinType', { type: 'inner' })],
  'PLN-064': (met) => outputMode(...textsParam(met.params, 'allowed'))(met),
  'PLN-067': ({ node, params }) => {
    const type = textParam(params, 'type');
    return type === '' ? [] : [change(node, 'type', type, 'joinType', { type })];
  },
  'PLN-080': setTo('1 hour'),
  'PLN-081': setTo('5 minutes'),
  'PLN-082': clear,
  'PLN-086': (met) => insertWatermark(met, met.node.id),
  'PLN-088': outputMode('append'),
  'PLN-089': outputMode('append', 'complete'),
  'PLN-092': outputMode('append'),
  'PLN-093': outputMode('append'),
};

function change(node: PipelineNode, setting: string, value: unknown, text: FixText, values: TextValues = {}): EditFix {
  return { text, values, edit: { type: 'settings', nodeId: node.id, changes: new Map([[setting, value]]) } };
}

/** The setting's text and the part of it that the finding is about; null where the text is another by now. */
function spanOf({
  found,
  node,
  setting,
}: Case): { readonly text: string; readonly part: string; readonly start: number } | null {
  const text = valueAt(node.config, setting);
  const { span } = found.at;
  if (typeof text !== 'string' || span === undefined || span.end > text.length) return null;
  return { text, part: text.slice(span.start, span.end), start: span.start };
}

/** Another word in the place of the first `wrong` within the part that the finding is about. */
function replaceWord(met: Case, wrong: string, right: string): readonly EditFix[] {
  const place = spanOf(met);
  const at = place === null ? -1 : place.part.toLowerCase().indexOf(wrong.toLowerCase());
  if (place === null || at < 0 || wrong === '') return [];
  const isQuoted = place.part.charAt(at - 1) === '`' && place.part.charAt(at + wrong.length) === '`';
  const from = place.start + at - (isQuoted ? 1 : 0);
  const to = place.start + at + wrong.length + (isQuoted ? 1 : 0);
  return [
    change(met.node, met.setting, place.text.slice(0, from) + right + place.text.slice(to), 'write', { text: right }),
  ];
}

function nearColumn(met: Case): readonly EditFix[] {
  const [first = '', second] = textParam(met.params, 'name').split('.');
  const known = textsParam(met.params, 'near');
  // In a join the name of a side stands before the column's.
  const wrong = second !== undefined && ['left', 'right'].includes(first.toLowerCase()) ? second : first;
  const [near] = nearNames(wrong, known);
  return near === undefined ? [] : replaceWord(met, wrong, quotedName(near));
}

function nearField(met: Case): readonly EditFix[] {
  const wrong = textParam(met.params, 'name');
  const [near] = nearNames(wrong, textsParam(met.params, 'fields'));
  return near === undefined ? [] : replaceWord(met, wrong, quotedName(near));
}

function nearFunction(met: Case): readonly EditFix[] {
  const [near] = textsParam(met.params, 'near');
  return near === undefined ? [] : replaceWord(met, textParam(met.params, 'name'), near);
}

/** A setting that is a name as a whole. */
function nearName({ node, setting, params }: Case): readonly EditFix[] {
  const wrong = valueAt(node.config, setting);
  const [near] = typeof wrong === 'string' ? nearNames(wrong, textsParam(params, 'near')) : [];
  return near === undefined ? [] : [change(node, setting, near, 'write', { text: near })];
}

/** `price * 2 as twice` becomes the expression and, in its own setting, the name. */
function moveAlias(met: Case): readonly EditFix[] {
  const { node, setting } = met;
  const name = textParam(met.params, 'alias');
  const place = spanOf(met);
  const item = setting.replace(/\.?expr$/, '');
  if (place === null || name === '' || item === setting || valueAt(node.config, `${item}.as`) !== undefined) return [];
  const rest = `${place.text.slice(0, place.start)}${place.text.slice(place.start + place.part.length)}`.trim();
  if (rest === '') return [];
  const changes = new Map<string, unknown>([
    [setting, rest],
    [`${item}.as`, name],
  ]);
  return [{ text: 'moveAlias', values: { name }, edit: { type: 'settings', nodeId: node.id, changes } }];
}

/** A column that is made twice gets a number behind its name. */
function freeName({ node, setting, params }: Case): readonly EditFix[] {
  const column = textParam(params, 'column');
  if (column === '' || !/(^|\.)(as|name)$/.test(setting)) return [];
  const list = valueAt(node.config, setting.split('.')[0] ?? '');
  const taken = JSON.stringify(list ?? null).toLowerCase();
  const name = numbered(column, (each) => each === column || taken.includes(JSON.stringify(each).toLowerCase()));
  return [change(node, setting, name, 'rename', { name })];
}

/** `name` itself where it is free, else with the first number that makes it so. */
function numbered(name: string, isTaken: (name: string) => boolean): string {
  let free = name;
  for (let number = 2; isTaken(free); number++) free = `${name}_${number}`;
  return free;
}

function setSlide({ node }: Case): readonly EditFix[] {
  const { duration } = node.config;
  // A slide must be no longer than the window.
  const slide = typeof duration === 'string' && /^\d+ (hours?|days?|weeks?)$/.test(duration) ? '5 minutes' : duration;
  return typeof slide === 'string' ? [change(node, 'slide', slide, 'setTo', { text: slide })] : [];
}

/** A watermark before what makes the windows that `nodeId` reads, or before the node itself, where there is none yet. */
function insertWatermark({ document, columnsInto }: Case, nodeId: string): readonly EditFix[] {
  const above = upstream(document, nodeId);
  if (above.some(({ kind }) => kind === 'watermark')) return [];
  const windowNode = above.find(({ kind, config }) => kind === 'window' && typeof config.timeColumn === 'string');
  const target = windowNode?.id ?? nodeId;
  const column =
    windowNode === undefined
      ? columnsInto(nodeId).find(({ type }) => type === 'timestamp')?.name
      : String(windowNode.config.timeColumn);
  const wires = document.edges.filter((edge) => edge.target === target);
  const [wire] = wires;
  if (wire === undefined || wires.length > 1 || column === undefined || column === '') return [];
  const config = { timeColumn: column };
  return [{ text: 'insert_watermark', values: { column }, edit: { type: 'insert', kind: 'watermark', wire, config } }];
}

function insertSchema({ document, params }: Case): readonly EditFix[] {
  const wire = document.edges.find(
    ({ source, target }) => source === textParam(params, 'node') && target === textParam(params, 'target'),
  );
  if (wire === undefined) return [];
  return [{ text: 'insert_schema', values: {}, edit: { type: 'insert', kind: 'schema', wire, config: {} } }];
}

/** The node and all before it, nearest first. */
function upstream({ nodes, edges }: PipelineDocument, nodeId: string): readonly PipelineNode[] {
  const ids = new Set([nodeId]);
  // A set is visited in the order in which it grows.
  for (const id of ids) for (const edge of edges) if (edge.target === id) ids.add(edge.source);
  return [...ids].flatMap((id) => nodes.find((node) => node.id === id) ?? []);
}

function textParam(params: ErrorParams, key: string): string {
  const value = Object.hasOwn(params, key) ? params[key] : undefined;
  return typeof value === 'string' ? value : '';
}

function textsParam(params: ErrorParams, key: string): readonly string[] {
  const value = Object.hasOwn(params, key) ? params[key] : undefined;
  if (typeof value === 'string') return value.split(/,\s*/);
  return Array.isArray(value) ? value : [];
}
