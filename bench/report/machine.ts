import { availableParallelism, cpus, totalmem } from 'node:os';
import process from 'node:process';
import { bytesText } from './words.ts';

/** What was measured on and with, a fact a line. */
export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memory: string;
  readonly system: string;
  readonly versions: Readonly<Record<string, string>>;
}

export function describeMachine(versions: Readonly<Record<string, string>>): Machine {
  return {
    processor: cpus()[0]?.model.trim() ?? 'not known',
    cores: availableParallelism(),
    memory: bytesText(totalmem()),
    system: `${process.platform} ${process.arch}`,
    versions: { Node: process.versions.node, V8: process.versions.v8, ...versions },
  };
}

/** In one line. */
export function machineText({ processor, cores, memory, system, versions }: Machine): string {
  const named = Object.entries(versions).map(([name, version]) => `${name} ${version}`);
  return [processor, `${cores} cores`, memory, system, ...named].join(', ');
}
