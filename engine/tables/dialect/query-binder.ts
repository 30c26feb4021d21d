import { must } from '../../base/assert.ts';
import { EngineError } from '../../base/errors/engine-error.ts';
import { nearNames } from '../../base/near-names.ts';
import { commonType } from '../../expression/coercion.ts';
import type { Schema } from '../../types/schema.ts';
import { bindExpression } from './bind-expression.ts';
import { mismatch } from './bind-operator.ts';
import { bindSelect } from './bind-select.ts';
import { bindSetOperation } from './bind-set-operation.ts';
import type { Binder, BoundOrderItem, ExpressionPlace } from './binder.ts';
import { type Bound, combine } from './bound.ts';
import { type BoundQuery, renameColumns } from './bound-query.ts';
import { convert } from './conversion.ts';
import type { QueryText } from './query-text.ts';
import { Scope, sameName } from './scope.ts';
import { columnName } from './sql-text.ts';
import {
  type Fields,
  firstUnknownPart,
  readFields,
  readList,
  readName,
  readNode,
  readNodes,
  type SyntaxNode,
} from './syntax-node.ts';

/** A table that a query may name, and the name under which the query engine holds it. */
export interface KnownTable {
  readonly name: string;
  readonly schema: Schema;
  readonly engineName: string;
}

/** A query that WITH named, as the queries behind it see it. */
interface CommonTable extends BoundQuery {
  readonly engineName: string;
}

/**
 * Turns the tree of one query into the query engine's SQL. Everything is on a list of what is allowed: nodes, clauses,
 * functions, tables. No name of the query enters the result; tables and columns are numbered.
 */
export class QueryBinder implements Binder {
  readonly source: QueryText;
  readonly timeZone: string;
  readonly #tables: readonly KnownTable[];
  readonly #used = new Set<KnownTable>();
  #commonTables: ReadonlyMap<string, CommonTable> = new Map();
  #relationCount = 0;

  constructor(options: {
    readonly source: QueryText;
    readonly timeZone: string;
    readonly tables: readonly KnownTable[];
  }) {
    this.source = options.source;
    this.timeZone = options.timeZone;
    this.#tables = options.tables;
  }

  /** The tables that were named so far. */
  get usedTables(): readonly KnownTable[] {
    return [...this.#used];
  }

  bindExpression(node: SyntaxNode, place: ExpressionPlace): Bound {
    return bindExpression(node, place);
  }

  bindQuery(node: SyntaxNode, outer: Scope | null): BoundQuery {
    const before = this.#commonTables;
    const common = this.#bindWith(node.fields.with, outer);
    const query = this.#bindBody(node, outer);
    this.#commonTables = before;
    return common === '' ? query : { ...query, sql: `${common} ${query.sql}` };
  }

  freshRelation(): string {
    return `r${++this.#relationCount}`;
  }

  relationOf(fields: Fields): BoundQuery {
    const name = must(readName(fields.name), 'a table has a name');
    const database = readName(fields.schema);
    const span = this.source.spanOf(readFields(fields.name));
    if (database === null) {
      const common = this.#commonTables.get(name.toLowerCase());
      if (common !== undefined) return { ...common, sql: common.engineName };
      const table = this.#tables.find((known) => sameName(known.name, name));
      if (table !== undefined) {
        this.#used.add(table);
        const columns = table.schema.map((field) => ({ name: field.name, type: field.type }));
        return { sql: table.engineName, columns };
      }
    }
    const tables = this.#tables.map((known) => known.name);
    const written = [readName(fields.catalog), database, name]
      .filter((part) => part !== null)
      .join('.')
      .slice(0, 200);
    if (/[/\\:*?]|\.(csv|tsv|json|ndjson|parquet|orc|avro|txt|db|duckdb|sqlite|xlsx|gz|zst)$/i.test(name)) {
      throw new EngineError('SQL-031', { name: written, tables }, { span });
    }
    const near = tables.length === 1 ? tables : nearNames(name, tables);
    throw new EngineError('SQL-010', { name: written, tables: tables.length === 0 ? '-' : tables, near }, { span });
  }

  requireOnly(node: SyntaxNode, parts: readonly string[]): void {
    const unknown = firstUnknownPart(node.fields, parts);
    if (unknown !== null) throw this.unavailable(clauseName(unknown));
  }

  unavailable(construct: string, clause?: string): EngineError {
    const word = construct.trim() === '' ? (clause ?? '?') : construct;
    return new EngineError('SQL-030', { construct: word.slice(0, 80) });
  }

  bindOrderItem(fields: Fields, bindKey: (node: SyntaxNode) => Bound): BoundOrderItem {
    const unknown = firstUnknownPart(fields, ['this', 'desc', 'nulls_first', 'explicit_asc']);
    if (unknown !== null) throw this.unavailable(clauseName(unknown));
    const key = bindKey(readNode(fields.this));
    const descending = fields.desc === true;
    const nullsFirst = typeof fields.nulls_first === 'boolean' ? fields.nulls_first : !descending;
    const direction = `${descending ? 'DESC' : 'ASC'} NULLS ${nullsFirst ? 'FIRST' : 'LAST'}`;
    return { key, sql: `${key.sql} ${direction}`, name: `${key.name} ${direction}` };
  }

  bindLimit(node: SyntaxNode): string {
    const limit = this.#rowCount(node.fields.limit, 'LIMIT');
    const offset = this.#rowCount(node.fields.offset, 'OFFSET');
    return `${limit === null ? '' : ` LIMIT ${limit}`}${offset === null ? '' : ` OFFSET ${offset}`}`;
  }

  #rowCount(value: unknown, clause: string): bigint | null {
    if (value === null || value === undefined) return null;
    const node = readNode(wrapped(value));
    if (clause === 'LIMIT' && node.kind === 'column' && sameName(readName(node.fields.name) ?? '', 'all')) return null;
    const place: ExpressionPlace = { scope: new Scope([], null), binder: this, clause };
    const count = this.bindExpression(node, place);
    if (typeof count.constant !== 'bigint' || count.constant < 0n || count.constant >= 1n << 63n) {
      throw new EngineError('SQL-024', { name: clause, argument: count.name });
    }
    return count.constant;
  }

  #bindBody(node: SyntaxNode, outer: Scope | null): BoundQuery {
    switch (node.kind) {
      case 'select':
        return bindSelect(node, this, outer);
      case 'union':
      case 'intersect':
      case 'except':
        return bindSetOperation(node, this, outer);
      case 'values':
        return this.#bindValues(node, outer);
      case 'subquery':
      case 'paren':
        return this.#bindParenthesised(node, outer);
      default:
        throw this.unavailable(node.kind.replaceAll('_', ' '));
    }
  }

  /** `(query) ORDER BY … LIMIT …`: the clauses may stand outside of the parentheses. */
  #bindParenthesised(node: SyntaxNode, outer: Scope | null): BoundQuery {
    this.requireOnly(node, ['this', 'order_by', 'limit', 'offset', 'with', 'modifiers_inside']);
    const inner = this.bindQuery(readNode(node.fields.this), outer);
    return this.orderWhole(inner, node, outer);
  }

  orderWhole(query: BoundQuery, node: SyntaxNode, outer: Scope | null): BoundQuery {
    const orderBy = readFields(node.fields.order_by);
    const limit = this.bindLimit(node);
    if (readList(orderBy.expressions).length === 0 && limit === '') return query;
    const relation = this.freshRelation();
    const columns = query.columns.map((column, index) => ({ ...column, sql: `${relation}.${columnName(index)}` }));
    const place: ExpressionPlace = {
      scope: new Scope([{ alias: null, columns }], outer),
      binder: this,
      clause: 'ORDER BY',
    };
    const items = readList(orderBy.expressions).map((item) =>
      this.bindOrderItem(
        readFields(item),
        (key) =>
          this.ordinal(
            key,
            columns.map((column) => combine([], column.sql, column.type, column.name)),
            'ORDER BY',
          ) ?? this.bindExpression(key, place),
      ),
    );
    const order = items.length === 0 ? '' : ` ORDER BY ${items.map((item) => item.sql).join(', ')}`;
    const names = columns.map((_, index) => columnName(index)).join(', ');
    return { sql: `SELECT * FROM (${query.sql}) AS ${relation}(${names})${order}${limit}`, columns: query.columns };
  }

  ordinal(node: SyntaxNode, outputs: readonly Bound[], clause: string): Bound | null {
    if (node.kind !== 'literal' || node.fields.literal_type !== 'number') return null;
    const text = String(node.fields.value);
    if (!/^\d+$/.test(text)) return null;
    const output = outputs[Number(text) - 1];
    if (output === undefined)
      throw new EngineError('SQL-046', { position: text.slice(0, 20), clause, count: outputs.length });
    return output;
  }

  #bindWith(value: unknown, outer: Scope | null): string {
    if (value === null || value === undefined) return '';
    const fields = readFields(value);
    const unknown = firstUnknownPart(fields, ['ctes']);
    if (unknown !== null) throw this.unavailable(`WITH ${unknown.toUpperCase()}`);
    const parts = readList(fields.ctes).map((item) => {
      const cte = readFields(item);
      const more = firstUnknownPart(cte, ['alias', 'this', 'columns', 'alias_first']);
      if (more !== null) throw this.unavailable(`WITH … ${clauseName(more)}`);
      const name = must(readName(cte.alias), 'a WITH query has a name');
      const query = this.bindQuery(readNode(cte.this), outer);
      const columns = renameColumns(query.columns, readList(cte.columns), name);
      const engineName = this.freshRelation();
      this.#commonTables = new Map(this.#commonTables).set(name.toLowerCase(), { ...query, columns, engineName });
      return `${engineName} AS (${query.sql})`;
    });
    return parts.length === 0 ? '' : `WITH ${parts.join(', ')}`;
  }

  #bindValues(node: SyntaxNode, outer: Scope | null): BoundQuery {
    this.requireOnly(node, ['expressions', 'alias', 'column_aliases', 'order_by', 'limit', 'offset', 'with']);
    const place: ExpressionPlace = { scope: new Scope([], outer), binder: this, clause: 'VALUES' };
    const rows = readList(node.fields.expressions).map((row) =>
      readNodes(readFields(row).expressions).map((cell) => this.bindExpression(cell, place)),
    );
    const first = must(rows[0], 'VALUES has a row');
    const types = first.map((cell) => cell.type);
    for (const row of rows) {
      if (row.length !== types.length) {
        throw new EngineError('SQL-045', { operator: 'VALUES', left: types.length, right: row.length });
      }
      row.forEach((cell, index) => {
        const wider = commonType(must(types[index], 'a type a column'), cell.type);
        if (wider === null) throw mismatch('VALUES', must(first[index], 'a cell a column'), cell);
        types[index] = wider;
      });
    }
    const cells = rows.map((row) =>
      row.map((cell, index) => convert(cell, must(types[index], 'a type a column'), this.timeZone).sql),
    );
    const columns = types.map((type, index) => ({ name: `col${index + 1}`, type }));
    const sql = `VALUES ${cells.map((row) => `(${row.join(', ')})`).join(', ')}`;
    return this.orderWhole({ sql, columns }, node, outer);
  }
}

/** LIMIT keeps its value in a node of its own in a SELECT, bare in a UNION. */
function wrapped(value: unknown): unknown {
  const fields = readFields(value);
  const keys = Object.keys(fields).filter((key) => !key.endsWith('_comments') && key !== 'percent' && key !== 'rows');
  return keys.length === 1 && keys[0] === 'this' ? fields.this : value;
}

function clauseName(part: string): string {
  return part.replaceAll('_', ' ').toUpperCase();
}
