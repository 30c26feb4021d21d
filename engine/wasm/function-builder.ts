import { assert } from '../base/assert.ts';
import type { CallCode, Callee, Code, Global, Local, OperationCode, Statement, ValueType } from './code.ts';
import { codeOf } from './operations.ts';

/** A function that can be called from others, also while it is still being written. */
export class WasmFunction<R extends ValueType | null = ValueType | null> implements Callee {
  readonly name: string;
  readonly params: readonly ValueType[];
  readonly result: R;
  readonly index: number;

  constructor(name: string, params: readonly ValueType[], result: R, index: number) {
    this.name = name;
    this.params = params;
    this.result = result;
    this.index = index;
  }

  /** Code that calls it. Only for functions with a result; the others are called by `FunctionBuilder.call`. */
  call(...args: readonly (Code | number | bigint)[]): CallCode<NonNullable<R>> {
    assert(this.result !== null, `${this.name} has a result`);
    return { kind: 'call', type: this.result, callee: this, args: argsOf(this, args) };
  }
}

function argsOf(callee: Callee, args: readonly (Code | number | bigint)[]): Code[] {
  assert(args.length === callee.params.length, `${callee.name} takes ${callee.params.length} values`);
  return callee.params.map((type, i) => {
    const code = codeOf(type, args[i] as Code | number | bigint);
    assert(code.type === type, `value ${i} of ${callee.name} is of type ${type}`);
    return code;
  });
}

/**
 * Writes the body of one function, statement by statement. What stands in a block, a loop or a branch is written by a callback:
 *
 *     f.loop('digits', () => {
 *       f.set(at, i32.add(at, 1));
 *       f.branch('digits', i32.ltU(i32.sub(i32.load8U(at), 0x30), 10));
 *     });
 *
 * A branch to a loop starts it again, a branch to a block leaves it; loops end where their body ends. A function with a result has to
 * return: running past its end is a trap.
 */
export class FunctionBuilder {
  readonly callee: WasmFunction;
  readonly params: readonly Local[];
  readonly locals: Local[] = [];
  #statements: Statement[] = [];
  /** How many locals have asked for a name. */
  readonly #names = new Map<string, number>();
  readonly #reused = new Map<string, Local>();

  constructor(callee: WasmFunction, params: readonly Local[]) {
    this.callee = callee;
    this.params = params;
    for (const { name } of params) this.#names.set(name, 1);
  }

  get body(): readonly Statement[] {
    return this.#statements;
  }

  /** A new local, zero at first. Its name gets a number where another local has it already. */
  local<T extends ValueType>(name: string, type: T): Local<T> {
    let count = (this.#names.get(name) ?? 0) + 1;
    while (count > 1 && this.#names.has(`${name}${count}`)) count++;
    this.#names.set(name, count);
    const unique = count === 1 ? name : `${name}${count}`;
    if (count > 1) this.#names.set(unique, 1);
    const local: Local<T> = { kind: 'local', type, name: unique, index: this.params.length + this.locals.length };
    this.locals.push(local);
    return local;
  }

  /** A new local with a value. */
  let<T extends ValueType>(name: string, value: Code<T>): Local<T> {
    const local = this.local(name, value.type);
    this.set(local, value);
    return local;
  }

  /**
   * As `let`, but with one local for all calls with this name and type: for a value that is used up before the name comes again, in code
   * that is written many times over.
   */
  reuse<T extends ValueType>(name: string, value: Code<T>): Local<T> {
    const key = `${name}:${value.type}`;
    const local = (this.#reused.get(key) as Local<T> | undefined) ?? this.local(name, value.type);
    this.#reused.set(key, local);
    this.set(local, value);
    return local;
  }

  set<T extends ValueType>(target: Local<T> | Global<T>, value: Code<T> | number | bigint): void {
    const code = codeOf(target.type, value);
    assert(code.type === target.type, `${target.name} is of type ${target.type}`);
    this.#statements.push({ kind: 'set', target, value: code });
  }

  /** `store` is what `i32.store`, `i32.store8` and so on have made. */
  store(store: OperationCode): void {
    this.#statements.push({ kind: 'store', store });
  }

  /** Calls a function for what it does; a result is dropped. */
  call(callee: Callee, ...args: readonly (Code | number | bigint)[]): void {
    this.#statements.push({ kind: 'call', callee, args: argsOf(callee, args) });
  }

  block(label: string, write: () => void): void {
    this.#statements.push({ kind: 'block', label, body: this.#captured(write) });
  }

  loop(label: string, write: () => void): void {
    this.#statements.push({ kind: 'loop', label, body: this.#captured(write) });
  }

  if(condition: Code<'i32'>, write: () => void, otherwise: () => void = () => undefined): void {
    this.#statements.push({
      kind: 'if',
      condition,
      body: this.#captured(write),
      otherwise: this.#captured(otherwise),
    });
  }

  /** Leaves the block, or starts the loop again, that has this label; with a condition only where it holds. */
  branch(label: string, condition: Code<'i32'> | null = null): void {
    this.#statements.push({ kind: 'branch', label, condition });
  }

  return(value: Code | number | bigint | null = null): void {
    const { name, result } = this.callee;
    assert((value === null) === (result === null), `${name} gives back what it promises`);
    const code = value === null || result === null ? null : codeOf(result, value);
    assert(code === null || code.type === result, `${name} gives back a value of type ${result}`);
    this.#statements.push({ kind: 'return', value: code });
  }

  unreachable(): void {
    this.#statements.push({ kind: 'unreachable' });
  }

  /** A line for those who read the listing. */
  comment(text: string): void {
    this.#statements.push({ kind: 'comment', text });
  }

  #captured(write: () => void): readonly Statement[] {
    const outer = this.#statements;
    const inner: Statement[] = [];
    this.#statements = inner;
    write();
    this.#statements = outer;
    return inner;
  }
}
