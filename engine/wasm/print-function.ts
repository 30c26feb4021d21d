import type { Callee, Code, Constant, Local, OperationCode, Statement } from './code.ts';

/**
 * A function as text that people read: statements and signs are as in JavaScript, `u8[at + 3]` is the byte of memory at that
 * address, `<u` compares without a sign. `break` leaves a block, `continue` goes to the start of a loop.
 */
export function printFunction(
  callee: Callee,
  params: readonly Local[],
  locals: readonly Local[],
  body: readonly Statement[],
): string {
  const signature = params.map(({ name, type }) => `${name}: ${type}`).join(', ');
  const lines = [`function ${callee.name}(${signature})${callee.result === null ? '' : `: ${callee.result}`} {`];
  if (locals.length > 0) lines.push(`  let ${locals.map(({ name, type }) => `${name}: ${type}`).join(', ')};`);
  print(body, '  ', [], lines);
  lines.push('}');
  return lines.join('\n');
}

type Open = { readonly label: string; readonly kind: 'block' | 'loop' };

function print(statements: readonly Statement[], indent: string, open: readonly Open[], lines: string[]): void {
  for (const statement of statements) {
    switch (statement.kind) {
      case 'set':
        lines.push(`${indent}${statement.target.name} = ${bare(statement.value)};`);
        break;
      case 'store':
        lines.push(`${indent}${operationText(statement.store)};`);
        break;
      case 'call':
        lines.push(`${indent}${callText(statement.callee, statement.args)};`);
        break;
      case 'block':
      case 'loop':
        lines.push(`${indent}${statement.label}: ${statement.kind === 'loop' ? 'loop ' : ''}{`);
        print(statement.body, `${indent}  `, [...open, { label: statement.label, kind: statement.kind }], lines);
        lines.push(`${indent}}`);
        break;
      case 'if':
        lines.push(`${indent}if (${bare(statement.condition)}) {`);
        print(statement.body, `${indent}  `, open, lines);
        if (statement.otherwise.length > 0) {
          lines.push(`${indent}} else {`);
          print(statement.otherwise, `${indent}  `, open, lines);
        }
        lines.push(`${indent}}`);
        break;
      case 'branch': {
        const target = open.filter(({ label }) => label === statement.label).pop();
        const jump = `${target?.kind === 'loop' ? 'continue' : 'break'} ${statement.label};`;
        lines.push(`${indent}${statement.condition === null ? '' : `if (${bare(statement.condition)}) `}${jump}`);
        break;
      }
      case 'return':
        lines.push(`${indent}return${statement.value === null ? '' : ` ${bare(statement.value)}`};`);
        break;
      case 'unreachable':
        lines.push(`${indent}unreachable;`);
        break;
      case 'comment':
        lines.push(`${indent}// ${statement.text.replaceAll(/[\r\n\u2028\u2029]+/g, ' ')}`);
        break;
    }
  }
}

/** Without the parentheses around the whole. */
function bare(code: Code): string {
  const text = codeText(code);
  const isWrapped = code.kind === 'operation' && text.startsWith('(') && text.endsWith(')');
  return isWrapped ? text.slice(1, -1) : text;
}

function codeText(code: Code): string {
  switch (code.kind) {
    case 'constant':
      return constantText(code);
    case 'local':
    case 'global':
      return code.name;
    case 'operation':
      return operationText(code);
    case 'call':
      return callText(code.callee, code.args);
    case 'tee':
      return `(${code.local.name} = ${bare(code.value)})`;
  }
}

function callText({ name }: Callee, args: readonly Code[]): string {
  return `${name}(${args.map(bare).join(', ')})`;
}

function operationText({ operation, args, offset, lane }: OperationCode): string {
  const texts = args.map(codeText);
  if (operation.isMemory) {
    const [address, ...rest] = args.map(bare);
    return operation.text([offset === 0 ? `${address}` : `${texts[0]} + ${offset}`, ...rest]);
  }
  // Within the parentheses of a call nothing has to be held together.
  const isCall = /^\w/.test(operation.text(['', '', '']));
  const shown = isCall ? args.map(bare) : texts;
  return operation.text(lane === null ? shown : [...shown, String(lane)]);
}

const PRINTABLE = /^[\x20-\x7e]+$/;

function constantText({ type, value }: Constant): string {
  if (value instanceof Uint8Array) {
    const [first] = value;
    if (value.every((byte) => byte === first)) return `splat(${hex(BigInt(first ?? 0))})`;
    return `v128(${[...value].map((byte) => hex(BigInt(byte))).join(', ')})`;
  }
  if (type !== 'i64')
    return typeof value === 'number' && Math.abs(value) > 0xffff && Number.isInteger(value)
      ? hex(BigInt(value))
      : String(value);
  const bytes = bytesOf(BigInt(value));
  const text = String.fromCharCode(...bytes);
  // Words that are texts to be compared with are shown as texts.
  if (bytes.length > 2 && PRINTABLE.test(text)) return `'${text.replaceAll(/['\\]/g, '\\$&')}'`;
  const number = BigInt(value);
  const isRound = number % 10n === 0n || (number < 0x10000n && number > -0x10000n);
  return `${isRound ? number : hex(number)}n`;
}

function hex(value: bigint): string {
  return `${value < 0n ? '-' : ''}0x${(value < 0n ? -value : value).toString(16)}`;
}

/** Of a word in memory, from its first byte, without the zeros at its end. */
function bytesOf(value: bigint): number[] {
  const bytes: number[] = [];
  for (let rest = BigInt.asUintN(64, value); rest > 0n; rest >>= 8n) bytes.push(Number(rest & 0xffn));
  return bytes;
}
