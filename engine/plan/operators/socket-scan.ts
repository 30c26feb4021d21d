import type { PlanNode } from '../plan-node.ts';

/** Lines of text from a TCP connection; its one column is that of a text file (semantics 13). */
export interface SocketScan extends PlanNode {
  readonly op: 'socket-scan';
  readonly host: string;
  readonly port: number;
}
