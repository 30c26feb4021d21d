import { assert } from '../base/assert.ts';
import type { BinaryWriter } from './binary-writer.ts';
import type { Code, Constant, Local, OperationCode, Statement, ValueType } from './code.ts';

/** The byte of each type of value. */
export const TYPE_BYTES: Readonly<Record<ValueType, number>> = {
  i32: 0x7f,
  i64: 0x7e,
  f32: 0x7d,
  f64: 0x7c,
  v128: 0x7b,
};

const EMPTY = 0x40;
const END = 0x0b;

/**
 * Writes a function's body: its locals behind the parameters, and its statements.
 *
 * @param result whether the function gives something back; its end must not be reached then
 */
export function encodeBody(
  writer: BinaryWriter,
  locals: readonly Local[],
  body: readonly Statement[],
  result: ValueType | null,
): void {
  const runs: { type: ValueType; count: number }[] = [];
  for (const { type } of locals) {
    const last = runs[runs.length - 1];
    if (last !== undefined && last.type === type) last.count++;
    else runs.push({ type, count: 1 });
  }
  writer.unsigned(runs.length);
  for (const { type, count } of runs) {
    writer.unsigned(count);
    writer.byte(TYPE_BYTES[type]);
  }
  new BodyEncoder(writer).statements(body);
  if (result !== null) writer.byte(0x00);
  writer.byte(END);
}

class BodyEncoder {
  readonly #writer: BinaryWriter;
  /** Labels of the open blocks, the innermost last; null for those that no branch names. */
  readonly #labels: (string | null)[] = [];

  constructor(writer: BinaryWriter) {
    this.#writer = writer;
  }

  statements(statements: readonly Statement[]): void {
    for (const statement of statements) this.#statement(statement);
  }

  #statement(statement: Statement): void {
    const writer = this.#writer;
    switch (statement.kind) {
      case 'set':
        this.#code(statement.value);
        writer.byte(statement.target.kind === 'local' ? 0x21 : 0x24);
        writer.unsigned(statement.target.index);
        return;
      case 'store':
        this.#operation(statement.store);
        return;
      case 'call':
        for (const arg of statement.args) this.#code(arg);
        writer.byte(0x10);
        writer.unsigned(statement.callee.index);
        if (statement.callee.result !== null) writer.byte(0x1a);
        return;
      case 'block':
      case 'loop':
        writer.byte(statement.kind === 'block' ? 0x02 : 0x03, EMPTY);
        this.#within(statement.label, statement.body);
        writer.byte(END);
        return;
      case 'if':
        this.#code(statement.condition);
        writer.byte(0x04, EMPTY);
        this.#within(null, statement.body);
        if (statement.otherwise.length > 0) {
          writer.byte(0x05);
          this.#within(null, statement.otherwise);
        }
        writer.byte(END);
        return;
      case 'branch': {
        const at = this.#labels.lastIndexOf(statement.label);
        assert(at !== -1, `a block named ${statement.label} is open`);
        if (statement.condition !== null) this.#code(statement.condition);
        writer.byte(statement.condition === null ? 0x0c : 0x0d);
        writer.unsigned(this.#labels.length - 1 - at);
        return;
      }
      case 'return':
        if (statement.value !== null) this.#code(statement.value);
        writer.byte(0x0f);
        return;
      case 'unreachable':
        writer.byte(0x00);
        return;
      case 'comment':
        return;
    }
  }

  #within(label: string | null, body: readonly Statement[]): void {
    this.#labels.push(label);
    this.statements(body);
    this.#labels.pop();
  }

  #code(code: Code): void {
    const writer = this.#writer;
    switch (code.kind) {
      case 'constant':
        encodeConstant(writer, code);
        return;
      case 'local':
        writer.byte(0x20);
        writer.unsigned(code.index);
        return;
      case 'global':
        writer.byte(0x23);
        writer.unsigned(code.index);
        return;
      case 'operation':
        this.#operation(code);
        return;
      case 'call':
        for (const arg of code.args) this.#code(arg);
        writer.byte(0x10);
        writer.unsigned(code.callee.index);
        return;
      case 'tee':
        this.#code(code.value);
        writer.byte(0x22);
        writer.unsigned(code.local.index);
        return;
    }
  }

  #operation({ operation, args, offset, lane }: OperationCode): void {
    for (const arg of args) this.#code(arg);
    this.#writer.byte(...operation.opcode);
    if (operation.isMemory) {
      // Nothing is known of the addresses, so no alignment is promised.
      this.#writer.byte(0);
      this.#writer.unsigned(offset);
    }
    if (lane !== null) this.#writer.byte(lane);
  }
}

/** Writes an instruction that puts the constant on the stack. */
export function encodeConstant(writer: BinaryWriter, { type, value }: Constant): void {
  switch (type) {
    case 'i32':
      writer.byte(0x41);
      writer.signed(Number(value));
      return;
    case 'i64':
      assert(typeof value === 'bigint', 'an i64 is a bigint');
      writer.byte(0x42);
      writer.signed64(value);
      return;
    case 'f32':
      writer.byte(0x43);
      writer.bytes(new Uint8Array(Float32Array.of(Number(value)).buffer));
      return;
    case 'f64':
      writer.byte(0x44);
      writer.bytes(new Uint8Array(Float64Array.of(Number(value)).buffer));
      return;
    case 'v128':
      assert(value instanceof Uint8Array && value.length === 16, 'a vector has 16 bytes');
      writer.byte(0xfd, 0x0c);
      writer.bytes(value);
      return;
  }
}
