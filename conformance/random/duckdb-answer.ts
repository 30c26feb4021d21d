/** DuckDB's own SQL over the rows of a random pipeline's source. */
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { FIELDS, type RandomRows } from './random-nodes.ts';

export class DuckDbAnswers {
  readonly #connection: DuckDBConnection;

  private constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  static async open(): Promise<DuckDbAnswers> {
    const instance = await DuckDBInstance.create(':memory:', { threads: '1' });
    const connection = await instance.connect();
    await connection.run("set timezone = 'UTC'");
    return new DuckDbAnswers(connection);
  }

  /** The rows of `sql` over all of `rows`, as arrays of plain values: times in microseconds, decimals as text. */
  async rows(sql: string, rows: RandomRows): Promise<unknown[][]> {
    const values = rows.flat().map((row) => `(${FIELDS.map(({ name, type }) => literal(row[name], type)).join(', ')})`);
    const types = FIELDS.map(({ name, type }) => `cast(${name} as ${engineTypes[type]}) as ${name}`).join(', ');
    const names = FIELDS.map(({ name }) => name).join(', ');
    const source =
      values.length === 0
        ? `select ${FIELDS.map(({ name, type }) => `cast(null as ${engineTypes[type]}) as ${name}`).join(', ')} where false`
        : `select ${types} from (values ${values.join(', ')}) t(${names})`;
    await this.#connection.run(`create or replace temp table rows0 as ${source}`);
    const answer = await this.#connection.runAndReadAll(sql);
    return answer.getRows().map((row) => row.map(plain));
  }
}

const engineTypes: Readonly<Record<(typeof FIELDS)[number]['type'], string>> = {
  timestamp: 'timestamptz',
  string: 'varchar',
  bigint: 'bigint',
  'decimal(6,2)': 'decimal(6,2)',
  double: 'double',
  boolean: 'boolean',
};

function literal(value: unknown, type: keyof typeof engineTypes): string {
  if (value === null || value === undefined) return 'null';
  if (type === 'timestamp') return `to_timestamp(${Number(value)})`;
  if (type === 'string' || type === 'decimal(6,2)') return `'${String(value).replaceAll("'", "''")}'`;
  return type === 'double' ? `${Number(value)}::double` : String(value);
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (typeof value === 'object' && value !== null) {
    return 'micros' in value ? Number((value as { micros: bigint }).micros) : String(value);
  }
  return value;
}
