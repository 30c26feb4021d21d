import { pythonName } from '../nodes/python-text.ts';

/** Names that the program uses itself, and functions of Python that a variable should not hide. */
const reserved =
  'BASE DataFrame F Path SparkSession StreamingQuery abs all any batches bin build bytes chr create_session dict dir ' +
  'enumerate eval exec file filter float folder format frames hash hex id input int iter len list main map max min next ' +
  'number object open ord os pow print query range replay repr reversed round rows set slice sorted spark start str sum ' +
  'tempfile tuple type vars write zip';

/** The Python names of one program, each given once. */
export class ProgramNames {
  readonly #reserved = new Set(reserved.split(' '));
  readonly #taken = new Set<string>();

  /** A name after `wanted`, with a number behind it if that one is taken. */
  take(wanted: string): string {
    const bare = pythonName(wanted);
    const name = this.#reserved.has(bare) ? `${bare}_` : bare;
    let free = name;
    for (let number = 2; this.#taken.has(free) || this.#reserved.has(free); number++) free = `${name}_${number}`;
    this.#taken.add(free);
    return free;
  }
}
