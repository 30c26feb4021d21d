import { join } from 'node:path';
import type { BytesSide } from './bytes-side.ts';
import type { DuckDBSide } from './duckdb-side.ts';
import type { MillraceSide } from './millrace-side.ts';
import type { ResponsiveSide } from './responsive-side.ts';
import type { ScannerSide } from './scanner-side.ts';
import { SideProcess } from './side-process.ts';
import type { Operations } from './side-protocol.ts';

/** The processes of one row: started as they are asked for, ended together. */
export class SideProcesses {
  readonly #programs: string;
  readonly #profiles: boolean;
  readonly #running: SideProcess<Operations>[] = [];

  /** `programs`: folder of the built sides. With `profiles` Millrace's processes leave CPU profiles beside them. */
  constructor(programs: string, profiles: boolean) {
    this.#programs = programs;
    this.#profiles = profiles;
  }

  async startMillrace(threads: number): Promise<SideProcess<MillraceSide>> {
    const profile = ['--cpu-prof', '--cpu-prof-dir', join(this.#programs, 'profiles')];
    const side = this.#start<MillraceSide>('millrace-side', this.#profiles ? profile : []);
    await side.call('open', { threads });
    return side;
  }

  async startDuckDB(threads: number): Promise<SideProcess<DuckDBSide>> {
    const side = this.#start<DuckDBSide>('duckdb-side');
    await side.call('open', { threads });
    return side;
  }

  async startBytes(threads: number): Promise<SideProcess<BytesSide>> {
    const side = this.#start<BytesSide>('bytes-side');
    await side.call('open', { threads });
    return side;
  }

  startScanner(): SideProcess<ScannerSide> {
    return this.#start<ScannerSide>('scanner-side');
  }

  async startResponsive(threads: number): Promise<SideProcess<ResponsiveSide>> {
    const side = this.#start<ResponsiveSide>('responsive-side');
    await side.call('open', { threads });
    return side;
  }

  /** Ends all of them. */
  async endAll(): Promise<void> {
    await Promise.all(this.#running.splice(0).map((side) => side.end()));
  }

  #start<Offered extends Operations>(name: string, nodeArguments: readonly string[] = []): SideProcess<Offered> {
    const side = new SideProcess<Offered>({ program: join(this.#programs, `${name}.cjs`), nodeArguments });
    this.#running.push(side as unknown as SideProcess<Operations>);
    return side;
  }
}
