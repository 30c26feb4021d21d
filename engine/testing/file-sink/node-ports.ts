import { nodeDisk } from '../../platform/node-disk.ts';
import { systemRandom } from '../../platform/system-random.ts';
import type { FileSinkPorts } from '../../sinks/file/file-sink.ts';

/** The machine's disk and random numbers. */
export const nodePorts: FileSinkPorts = { disk: nodeDisk, random: systemRandom };
