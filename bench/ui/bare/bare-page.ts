/** What the bench asks of the bare page. */
export interface BareNode {
  readonly id: string;
  readonly position: { readonly x: number; readonly y: number };
  readonly data: { readonly label: string };
}

export interface BareEdge {
  readonly id: string;
  readonly source: string;
  readonly target: string;
}

export interface BareGraph {
  readonly nodes: readonly BareNode[];
  readonly edges: readonly BareEdge[];
}

export interface Place {
  readonly x: number;
  readonly y: number;
  readonly zoom: number;
}

export interface BarePage {
  /** Shows a graph in place of the one that is shown; the window's whole size where none is given, px. */
  open(graph: BareGraph, place: Place, size?: { readonly width: number; readonly height: number }): void;
}
