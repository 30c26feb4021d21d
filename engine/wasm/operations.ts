/**
 * WebAssembly's instructions as functions that make code, by the names that its text format has: `i32.add(at, 1)`,
 * `i64.load(at, 8)`, `i8x16.eq(bytes, i8x16.splat(0x22))`. Plain numbers stand for constants. Addresses are in bytes and need no
 * alignment.
 */
import type { Code, Constant, Local, Operation, OperationCode, TeeCode, ValueType } from './code.ts';

export type I32 = Code<'i32'> | number;
export type I64 = Code<'i64'> | bigint | number;
export type F32 = Code<'f32'> | number;
export type F64 = Code<'f64'> | number;
export type V128 = Code<'v128'>;

const SIMD = 0xfd;
const SATURATING = 0xfc;

function constant<T extends ValueType>(type: T, value: number | bigint | Uint8Array): Constant<T> {
  return { kind: 'constant', type, value };
}

const asI32 = (value: I32): Code<'i32'> => (typeof value === 'number' ? constant('i32', value | 0) : value);
const asI64 = (value: I64): Code<'i64'> =>
  typeof value === 'object' ? value : constant('i64', BigInt.asIntN(64, BigInt(value)));
const asF32 = (value: F32): Code<'f32'> => (typeof value === 'number' ? constant('f32', value) : value);
const asF64 = (value: F64): Code<'f64'> => (typeof value === 'number' ? constant('f64', value) : value);

function made<T extends ValueType>(
  operation: Operation & { readonly type: T },
  args: readonly Code[],
  offset = 0,
  lane: number | null = null,
): OperationCode<T> {
  return { kind: 'operation', type: operation.type, operation, args, offset, lane };
}

function described<T extends ValueType>(
  type: T,
  opcode: readonly number[],
  text: Operation['text'],
  isMemory = false,
): Operation & { readonly type: T } {
  return { type, opcode, text, isMemory };
}

const infix =
  (sign: string): Operation['text'] =>
  ([a, b]) =>
    `(${a} ${sign} ${b})`;
const named =
  (name: string): Operation['text'] =>
  (args) =>
    `${name}(${args.join(', ')})`;

/** An operation on two values of one kind. */
function binary<A, T extends ValueType>(
  read: (value: A) => Code,
  type: T,
  opcode: readonly number[],
  text: Operation['text'],
): (a: A, b: A) => OperationCode<T> {
  const operation = described(type, opcode, text);
  return (a, b) => made(operation, [read(a), read(b)]);
}

/** As `binary`, for as many values as there are, from left to right. */
function chain<A, T extends ValueType>(
  read: (value: A) => Code<T>,
  type: T,
  opcode: readonly number[],
  sign: string,
): (first: A, second: A, ...more: readonly A[]) => OperationCode<T> {
  const operation = described(type, opcode, infix(sign));
  return (first, second, ...more) =>
    more.reduce<OperationCode<T>>(
      (sum, next) => made(operation, [sum, read(next)]),
      made(operation, [read(first), read(second)]),
    );
}

function unary<A, T extends ValueType>(
  read: (value: A) => Code,
  type: T,
  opcode: readonly number[],
  text: Operation['text'],
): (value: A) => OperationCode<T> {
  const operation = described(type, opcode, text);
  return (value) => made(operation, [read(value)]);
}

function load<T extends ValueType>(
  type: T,
  opcode: readonly number[],
  name: string,
): (at: I32, offset?: number) => OperationCode<T> {
  const operation = described(type, opcode, ([at]) => `${name}[${at}]`, true);
  return (at, offset = 0) => made(operation, [asI32(at)], offset);
}

function store<A>(
  read: (value: A) => Code,
  opcode: readonly number[],
  name: string,
): (at: I32, value: A, offset?: number) => OperationCode {
  const operation = described('i32', opcode, ([at, value]) => `${name}[${at}] = ${value}`, true);
  return (at, value, offset = 0) => made(operation, [asI32(at), read(value)], offset);
}

/** Whole numbers of 32 bits; truth values (0 and 1) and addresses too. `U` and `S`: read without and with a sign. */
export const i32 = {
  const: (value: number): Code<'i32'> => asI32(value),
  load: load('i32', [0x28], 'i32'),
  load8U: load('i32', [0x2d], 'u8'),
  load16U: load('i32', [0x2f], 'u16'),
  store: store(asI32, [0x36], 'i32'),
  store8: store(asI32, [0x3a], 'u8'),
  add: chain(asI32, 'i32', [0x6a], '+'),
  sub: binary(asI32, 'i32', [0x6b], infix('-')),
  mul: chain(asI32, 'i32', [0x6c], '*'),
  divU: binary(asI32, 'i32', [0x6e], infix('/u')),
  remU: binary(asI32, 'i32', [0x70], infix('%u')),
  and: chain(asI32, 'i32', [0x71], '&'),
  or: chain(asI32, 'i32', [0x72], '|'),
  xor: chain(asI32, 'i32', [0x73], '^'),
  shl: binary(asI32, 'i32', [0x74], infix('<<')),
  shrS: binary(asI32, 'i32', [0x75], infix('>>')),
  shrU: binary(asI32, 'i32', [0x76], infix('>>>')),
  eqz: unary(asI32, 'i32', [0x45], ([a]) => `!${a}`),
  eq: binary(asI32, 'i32', [0x46], infix('==')),
  ne: binary(asI32, 'i32', [0x47], infix('!=')),
  ltS: binary(asI32, 'i32', [0x48], infix('<')),
  ltU: binary(asI32, 'i32', [0x49], infix('<u')),
  gtS: binary(asI32, 'i32', [0x4a], infix('>')),
  gtU: binary(asI32, 'i32', [0x4b], infix('>u')),
  leS: binary(asI32, 'i32', [0x4c], infix('<=')),
  leU: binary(asI32, 'i32', [0x4d], infix('<=u')),
  geS: binary(asI32, 'i32', [0x4e], infix('>=')),
  geU: binary(asI32, 'i32', [0x4f], infix('>=u')),
  /** Zeros at the low end: 32 for 0. */
  ctz: unary(asI32, 'i32', [0x68], named('ctz')),
  clz: unary(asI32, 'i32', [0x67], named('clz')),
  popcnt: unary(asI32, 'i32', [0x69], named('popcnt')),
  wrapI64: unary(asI64, 'i32', [0xa7], named('low32')),
} as const;

/** Whole numbers of 64 bits. */
export const i64 = {
  const: (value: bigint | number): Code<'i64'> => asI64(value),
  load: load('i64', [0x29], 'i64'),
  load32U: load('i64', [0x35], 'u32'),
  load16U: load('i64', [0x33], 'u16'),
  load8U: load('i64', [0x31], 'u8'),
  store: store(asI64, [0x37], 'i64'),
  add: chain(asI64, 'i64', [0x7c], '+'),
  sub: binary(asI64, 'i64', [0x7d], infix('-')),
  mul: chain(asI64, 'i64', [0x7e], '*'),
  divU: binary(asI64, 'i64', [0x80], infix('/u')),
  remU: binary(asI64, 'i64', [0x82], infix('%u')),
  and: chain(asI64, 'i64', [0x83], '&'),
  or: chain(asI64, 'i64', [0x84], '|'),
  xor: chain(asI64, 'i64', [0x85], '^'),
  shl: binary(asI64, 'i64', [0x86], infix('<<')),
  shrS: binary(asI64, 'i64', [0x87], infix('>>')),
  shrU: binary(asI64, 'i64', [0x88], infix('>>>')),
  eqz: unary(asI64, 'i32', [0x50], ([a]) => `!${a}`),
  eq: binary(asI64, 'i32', [0x51], infix('==')),
  ne: binary(asI64, 'i32', [0x52], infix('!=')),
  ltS: binary(asI64, 'i32', [0x53], infix('<')),
  ltU: binary(asI64, 'i32', [0x54], infix('<u')),
  gtS: binary(asI64, 'i32', [0x55], infix('>')),
  gtU: binary(asI64, 'i32', [0x56], infix('>u')),
  leS: binary(asI64, 'i32', [0x57], infix('<=')),
  leU: binary(asI64, 'i32', [0x58], infix('<=u')),
  geS: binary(asI64, 'i32', [0x59], infix('>=')),
  geU: binary(asI64, 'i32', [0x5a], infix('>=u')),
  /** Zeros at the low end: 64 for 0. */
  ctz: unary(asI64, 'i64', [0x7a], named('ctz')),
  clz: unary(asI64, 'i64', [0x79], named('clz')),
  extendI32U: unary(asI32, 'i64', [0xad], named('u64')),
  extendI32S: unary(asI32, 'i64', [0xac], named('s64')),
} as const;

/** Numbers of 32 bits with a point. */
export const f32 = {
  const: (value: number): Code<'f32'> => asF32(value),
  /** Rounds to the nearest. */
  demoteF64: unary(asF64, 'f32', [0xb6], named('fround')),
} as const;

/** Numbers of 64 bits with a point: JavaScript's. */
export const f64 = {
  const: (value: number): Code<'f64'> => asF64(value),
  load: load('f64', [0x2b], 'f64'),
  store: store(asF64, [0x39], 'f64'),
  add: chain(asF64, 'f64', [0xa0], '+'),
  sub: binary(asF64, 'f64', [0xa1], infix('-')),
  mul: chain(asF64, 'f64', [0xa2], '*'),
  div: binary(asF64, 'f64', [0xa3], infix('/')),
  neg: unary(asF64, 'f64', [0x9a], ([a]) => `-${a}`),
  abs: unary(asF64, 'f64', [0x99], named('abs')),
  eq: binary(asF64, 'i32', [0x61], infix('==')),
  ne: binary(asF64, 'i32', [0x62], infix('!=')),
  lt: binary(asF64, 'i32', [0x63], infix('<')),
  gt: binary(asF64, 'i32', [0x64], infix('>')),
  le: binary(asF64, 'i32', [0x65], infix('<=')),
  ge: binary(asF64, 'i32', [0x66], infix('>=')),
  convertI32S: unary(asI32, 'f64', [0xb7], named('f64')),
  convertI64S: unary(asI64, 'f64', [0xb9], named('f64')),
  convertI64U: unary(asI64, 'f64', [0xba], named('f64')),
  promoteF32: unary(asF32, 'f64', [0xbb], named('f64')),
  reinterpretI64: unary(asI64, 'f64', [0xbf], named('f64bits')),
  /** Towards zero; what does not fit becomes the nearest that does, NaN becomes 0. */
  truncSatI64S: unary(asF64, 'i64', [SATURATING, 0x06], named('i64')),
} as const;

const vector = (value: V128): V128 => value;
/** Opcodes of vectors are numbers of up to two bytes behind the prefix. */
const simd = (code: number): number[] => (code < 0x80 ? [SIMD, code] : [SIMD, (code & 0x7f) | 0x80, code >> 7]);

/** Vectors of 16 bytes, whatever is in them. */
export const v128 = {
  load: load('v128', simd(0x00), 'v128'),
  store: store(vector, simd(0x0b), 'v128'),
  /** From 16 bytes. */
  const: (bytes: Uint8Array): Code<'v128'> => constant('v128', bytes),
  and: chain(vector, 'v128', simd(0x4e), '&'),
  or: chain(vector, 'v128', simd(0x50), '|'),
  xor: chain(vector, 'v128', simd(0x51), '^'),
  not: unary(vector, 'v128', simd(0x4d), ([a]) => `~${a}`),
  anyTrue: unary(vector, 'i32', simd(0x53), named('anyTrue')),
} as const;

/** Vectors of 16 small numbers. */
export const i8x16 = {
  /** The same byte 16 times. */
  splat: (byte: number): Code<'v128'> => constant('v128', new Uint8Array(16).fill(byte)),
  /** 0xff where the bytes are the same, else 0. */
  eq: binary(vector, 'v128', simd(0x23), infix('==8')),
  ltS: binary(vector, 'v128', simd(0x25), infix('<8')),
  ltU: binary(vector, 'v128', simd(0x26), infix('<u8')),
  gtU: binary(vector, 'v128', simd(0x28), infix('>u8')),
  add: binary(vector, 'v128', simd(0x6e), infix('+8')),
  sub: binary(vector, 'v128', simd(0x71), infix('-8')),
  /** A bit for each byte, its highest; the first byte's is the lowest. */
  bitmask: unary(vector, 'i32', simd(0x64), named('bits')),
} as const;

const extractI64 = described('i64', simd(0x1d), named('lane'));

/** Vectors of two numbers of 64 bits. */
export const i64x2 = {
  extractLane: (value: V128, lane: 0 | 1): Code<'i64'> => made(extractI64, [value], 0, lane),
} as const;

/** `condition ? yes : no`, where both are computed in any case. */
export function select<T extends ValueType>(condition: I32, yes: Code<T>, no: Code<T>): Code<T> {
  const operation = described(yes.type, [0x1b], ([a, b, c]) => `(${c} ? ${a} : ${b})`);
  return made(operation, [yes, no, asI32(condition)]);
}

/** Sets a local in the middle of an expression, which has the value that was set. */
export function tee<T extends ValueType>(local: Local<T>, value: Code<T>): TeeCode<T> {
  return { kind: 'tee', type: local.type, local, value };
}

/** A plain number as code of the type that is asked for. */
export function codeOf(type: ValueType, value: Code | number | bigint): Code {
  if (typeof value === 'object') return value;
  switch (type) {
    case 'i32':
      return asI32(Number(value));
    case 'i64':
      return asI64(value);
    case 'f32':
      return asF32(Number(value));
    case 'f64':
      return asF64(Number(value));
    case 'v128':
      return i8x16.splat(Number(value));
  }
}
