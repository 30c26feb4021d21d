/** What became of a part of a pipeline, as a picture shows it: by colour, by sign and by the kind of line. */
export type PictureMark = 'added' | 'removed' | 'changed';

/** Marks by the ids of nodes, wires, notes and groups. */
export interface PictureMarks {
  readonly nodes: ReadonlyMap<string, PictureMark>;
  readonly edges: ReadonlyMap<string, PictureMark>;
  readonly notes: ReadonlyMap<string, PictureMark>;
  readonly groups: ReadonlyMap<string, PictureMark>;
}

export const noMarks: PictureMarks = { nodes: new Map(), edges: new Map(), notes: new Map(), groups: new Map() };

/** The token of a mark's colour, its sign, and the dashes of its line. */
export const markLooks: Readonly<
  Record<PictureMark, { readonly color: string; readonly sign: string; readonly dashes: string }>
> = {
  added: { color: 'success', sign: '+', dashes: 'none' },
  removed: { color: 'danger', sign: '−', dashes: '6 4' },
  changed: { color: 'warning', sign: '~', dashes: 'none' },
};
