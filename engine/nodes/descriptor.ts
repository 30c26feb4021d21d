/** The families that share a colour and a place in the palette. */
export const NODE_FAMILIES = ['source', 'shape', 'time', 'aggregate', 'sink'] as const;
export type NodeFamily = (typeof NODE_FAMILIES)[number];

/**
 * What runs along an edge: `records` are unparsed (a json or csv source before its schema), `rows` have typed columns.
 */
export type PortCarries = 'records' | 'rows';

export interface InputPort {
  /** `in`, or `left` and `right` for a join. */
  readonly id: string;
  readonly accepts: readonly PortCarries[];
  /** Takes any number of wires, at least one; else exactly one. */
  readonly takesMany?: true | undefined;
  /** A column type the input must have at least once, where the node cannot do without one. */
  readonly needsType?: 'timestamp' | undefined;
}

/** How the inspector edits one setting. */
export type SettingControl =
  | { readonly control: 'text'; readonly placeholder?: string }
  | { readonly control: 'path'; readonly pick: 'file-or-folder' | 'folder' }
  | { readonly control: 'number'; readonly min?: number; readonly integer?: boolean }
  | { readonly control: 'switch' }
  | { readonly control: 'choice'; readonly choices: readonly string[] }
  | { readonly control: 'duration' }
  | { readonly control: 'data-type' }
  | { readonly control: 'column'; readonly ofType?: 'timestamp' }
  | { readonly control: 'columns'; readonly namesOnly?: true } // list of column names or {expr, as}
  | { readonly control: 'expression' }
  | { readonly control: 'values'; readonly of: 'text' | 'number' } // list of texts or numbers
  | { readonly control: 'json' } // free JSON, as text
  | { readonly control: 'group'; readonly item: readonly SettingDescriptor[] } // one object
  | { readonly control: 'options' } // Spark's reader options: names and texts
  | { readonly control: 'trigger' }
  | { readonly control: 'list'; readonly item: readonly SettingDescriptor[] }; // list of objects

export type SettingDescriptor = SettingControl & {
  /** Path inside the config: `timeColumn`. */
  readonly path: string;
  readonly required: boolean;
  /** Shown only while another setting (of a list: another part of the same item) has one of these values. */
  readonly when?: { readonly path: string; readonly is: readonly string[] } | undefined;
  /** What holds when the setting is left out, as text for a placeholder. */
  readonly defaultText?: string | undefined;
};

/** Words of one language for a node kind. Keys of `settings` are setting paths; parts of lists and groups are `fields.name`. */
export interface NodeWords {
  readonly title: string;
  /** One line for the palette. */
  readonly summary: string;
  /** Further words that the kind is searched by: what SQL, Spark and people call it. */
  readonly keywords?: string | undefined;
  /** A few sentences for the inspector's help, plain text; paragraphs are separated by an empty line. */
  readonly help: string;
  readonly settings: Readonly<Record<string, { readonly label: string; readonly help?: string }>>;
}

/** A node kind as a host needs it to draw, add, wire and edit it. JSON-safe; made by the catalogue. */
export interface NodeDescriptor {
  readonly kind: string;
  readonly family: NodeFamily;
  readonly inputs: readonly InputPort[];
  /** What leaves the node; null for a sink. A file source of format text carries rows, else records. */
  readonly output: PortCarries | 'by-format' | null;
  readonly settings: readonly SettingDescriptor[];
  /** The config that a node has when it is added. */
  readonly defaults: Readonly<Record<string, unknown>>;
  readonly words: { readonly en: NodeWords; readonly fr: NodeWords };
}
