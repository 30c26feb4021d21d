/**
 * WebAssembly as a tree: what `operations.ts` and `FunctionBuilder` make, `encode-function.ts` turns into bytes and `print-function.ts`
 * into text for people.
 */

/** The types of values on WebAssembly's stack. `v128` is a vector of 16 bytes. */
export type ValueType = 'i32' | 'i64' | 'f32' | 'f64' | 'v128';

/** Something that has a value of type `T`. Locals and globals are such things themselves. */
export type Code<T extends ValueType = ValueType> =
  | Constant<T>
  | Local<T>
  | Global<T>
  | OperationCode<T>
  | CallCode<T>
  | TeeCode<T>;

export interface Constant<T extends ValueType = ValueType> {
  readonly kind: 'constant';
  readonly type: T;
  /** A vector's bytes, an i64's bigint, everything else's number. */
  readonly value: number | bigint | Uint8Array;
}

export interface Local<T extends ValueType = ValueType> {
  readonly kind: 'local';
  readonly type: T;
  readonly name: string;
  /** Place among the function's parameters and locals. */
  readonly index: number;
}

export interface Global<T extends ValueType = ValueType> {
  readonly kind: 'global';
  readonly type: T;
  readonly name: string;
  readonly index: number;
}

export interface OperationCode<T extends ValueType = ValueType> {
  readonly kind: 'operation';
  readonly type: T;
  readonly operation: Operation;
  readonly args: readonly Code[];
  /** Of loads and stores: bytes that are added to the address. */
  readonly offset: number;
  /** Of operations on one lane of a vector. */
  readonly lane: number | null;
}

export interface CallCode<T extends ValueType = ValueType> {
  readonly kind: 'call';
  readonly type: T;
  readonly callee: Callee;
  readonly args: readonly Code[];
}

/** Sets a local and has its new value. */
export interface TeeCode<T extends ValueType = ValueType> {
  readonly kind: 'tee';
  readonly type: T;
  readonly local: Local<T>;
  readonly value: Code<T>;
}

/** An instruction without control flow. */
export interface Operation {
  /** The bytes that encode it, without what follows them (offset, lane). */
  readonly opcode: readonly number[];
  readonly type: ValueType;
  /** Of loads and stores: the logarithm of the bytes moved, which is the alignment that is declared as 0. */
  readonly isMemory: boolean;
  /** How it reads in a listing. */
  readonly text: (args: readonly string[]) => string;
}

/** A function that can be called: one of the module's own or an imported one. */
export interface Callee {
  readonly name: string;
  readonly params: readonly ValueType[];
  /** Null for a function that gives nothing back. */
  readonly result: ValueType | null;
  readonly index: number;
}

/** A step of a function's body. */
export type Statement =
  | { readonly kind: 'set'; readonly target: Local | Global; readonly value: Code }
  | { readonly kind: 'store'; readonly store: OperationCode }
  | { readonly kind: 'call'; readonly callee: Callee; readonly args: readonly Code[] }
  | { readonly kind: 'block' | 'loop'; readonly label: string; readonly body: readonly Statement[] }
  | {
      readonly kind: 'if';
      readonly condition: Code<'i32'>;
      readonly body: readonly Statement[];
      readonly otherwise: readonly Statement[];
    }
  /** To the end of a block or the start of a loop. */
  | { readonly kind: 'branch'; readonly label: string; readonly condition: Code<'i32'> | null }
  | { readonly kind: 'return'; readonly value: Code | null }
  | { readonly kind: 'unreachable' }
  | { readonly kind: 'comment'; readonly text: string };
