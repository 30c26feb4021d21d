import type { Span } from '../base/errors/diagnostic.ts';
import { err, ok, type Result } from '../base/result.ts';
import { BOOLEAN, STRING, VOID } from '../types/data-type.ts';
import type { ExpressionProblem } from './expression-problem.ts';
import { momentUnit, unitCall } from './functions/moment-unit.ts';
import { readNumberLiteral } from './literals/number-literal.ts';
import type { AliasToken, MarkedText, NumberToken } from './marked-text.ts';
import { type AnyNode, asNode, parseSingle } from './single-expression.ts';
import type { CallSyntax, NamePart, Syntax } from './syntax.ts';

/** A value of a struct and its name, as a call that nobody can write. */
const STRUCT_FIELD = 'as';

/** Deeper trees are refused, so that no later walk can run out of stack. */
const MAX_DEPTH = 200;

/** Longer chains of AND or OR are balanced, which keeps their order and their meaning. */
const MAX_CHAIN = 50;

const BINARY: ReadonlyMap<string, string> = new Map([
  ['add', '+'],
  ['sub', '-'],
  ['mul', '*'],
  ['div', '/'],
  ['mod', '%'],
  ['int_div', 'div'],
  ['concat', '||'],
  ['eq', '='],
  ['neq', '!='],
  ['lt', '<'],
  ['lte', '<='],
  ['gt', '>'],
  ['gte', '>='],
  ['null_safe_eq', '<=>'],
  ['regexp_like', 'rlike'],
  ['bitwise_and', '&'],
  ['bitwise_or', '|'],
  ['bitwise_xor', '^'],
  ['bitwise_left_shift', '<<'],
  ['bitwise_right_shift', '>>'],
]);

/**
 * The library's tree with the author's leaves put back. Kinds of nodes that are not listed here are refused: the library
 * reads far more than expressions over the columns of a row.
 */
export function buildSyntax(
  node: AnyNode,
  marked: MarkedText,
  whole: Span,
): Result<Syntax, readonly ExpressionProblem[]> {
  const builder = new Builder(marked, whole);
  try {
    return ok(builder.build(node, 0));
  } catch (error) {
    if (error instanceof Refused) return err([error.problem]);
    throw error;
  }
}

/** Ends the walk; never leaves this file. */
class Refused extends Error {
  readonly problem: ExpressionProblem;
  constructor(problem: ExpressionProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

class Builder {
  readonly #marked: MarkedText;
  /** Place of the last leaf, for what has no place of its own; the whole text before the first. */
  #last: Span;

  constructor(marked: MarkedText, whole: Span) {
    this.#marked = marked;
    this.#last = whole;
  }

  build(node: AnyNode | null, depth: number): Syntax {
    if (depth > MAX_DEPTH) throw this.#refuse('EXP-005');
    const kind = Object.keys(node ?? {})[0] ?? '';
    const body = asNode(node?.[kind]) ?? {};
    const child = (part: unknown): Syntax => this.build(asNode(part), depth + 1);
    const operator = BINARY.get(kind);
    if (operator !== undefined) {
      return call(operator, [child(body.left ?? body.this), child(body.right ?? body.expression ?? body.pattern)]);
    }
    switch (kind) {
      case 'literal':
        return this.#literal(body, '');
      case 'column':
        return this.#column(body);
      case 'dot':
        return this.#field(child(body.this), this.#name(body.field));
      case 'function':
        return this.#call(body, child);
      case 'paren':
        return child(body.this);
      case 'and':
      case 'or':
        return this.#chain(kind, node, depth);
      case 'not':
        return call('not', [child(body.this)]);
      case 'raw':
        return this.#negated(body, depth);
      case 'bitwise_not':
        return call('~', [child(body.this)]);
      // The operator that stands for a plus before an operand.
      case 'sqrt':
        return call('positive', [child(body.this)]);
      case 'neg':
        return this.#negative(body, child);
      case 'is_null':
        return call(body.not === true ? 'isnotnull' : 'isnull', [child(body.this)]);
      case 'is_true':
      case 'is_false':
        return this.#isBoolean(kind === 'is_true', body.not === true, child(body.this));
      case 'null_safe_neq':
        return call('not', [call('<=>', [child(body.left), child(body.right)])]);
      case 'in':
        return this.#in(body, child);
      case 'between':
        return negateIf(body.not, call('between', [child(body.this), child(body.low), child(body.high)]));
      case 'like':
      case 'i_like':
        return this.#like(kind === 'like' ? 'like' : 'ilike', body, child);
      case 'case':
        return this.#case(body, child);
      case 'cast':
      case 'try_cast':
        return this.#cast(body, kind === 'try_cast', child);
      case 'subscript':
        return this.#subscript(child(body.this), child(body.index));
      case 'lambda':
        return this.#lambda(body, child);
      case 'star':
        throw this.#refuse('EXP-011');
      case 'alias':
        throw this.#alias(body);
      default:
        throw this.#refuse('EXP-010', { construct: kind.replaceAll('_', ' ').toUpperCase() });
    }
  }

  #refuse(code: ExpressionProblem['code'], params: ExpressionProblem['params'] = {}, span = this.#last): Refused {
    return new Refused({ code, params, span });
  }

  /** The number behind a marker of the given prefix. The author's own text never reaches the library, so it is there. */
  #mark(text: unknown, prefix: string): number {
    const match = typeof text === 'string' ? /^(|__[cft])(\d+)$/i.exec(text) : null;
    if (match === null || match[1]?.toLowerCase() !== prefix) {
      throw this.#refuse('EXP-010', { construct: String(text).slice(0, 40) });
    }
    return Number(match[2]);
  }

  #name(identifier: unknown): NamePart {
    const name = this.#marked.names.get(this.#mark(asNode(identifier)?.name, '__c'));
    if (name === undefined) throw this.#refuse('EXP-010', { construct: 'this name' });
    this.#last = name.span;
    return name;
  }

  #literal(body: AnyNode, sign: '' | '-'): Syntax {
    const found = this.#marked.literals.get(this.#mark(body.value, ''));
    if (found === undefined || found.kind === 'alias') throw this.#refuse('EXP-010', { construct: 'this literal' });
    this.#last = found.span;
    return found.kind === 'number' ? this.#number(found, sign) : found;
  }

  #number(token: NumberToken, sign: '' | '-'): Syntax {
    const read = readNumberLiteral(sign + token.text);
    if (read.ok) return { kind: 'literal', ...read.value, span: token.span };
    if (read.error.reason === 'syntax') throw this.#refuse('EXP-002', { near: token.text }, token.span);
    throw this.#refuse('EXP-012', { literal: (sign + token.text).slice(0, 60), type: read.error.type }, token.span);
  }

  #column(body: AnyNode): Syntax {
    const parts = body.table ? [this.#name(body.table), this.#name(body.name)] : [this.#name(body.name)];
    return { kind: 'name', parts, span: spanOf(parts) };
  }

  #field(of: Syntax, part: NamePart): Syntax {
    const span = spanOf([of, part]);
    if (of.kind === 'name') return { kind: 'name', parts: [...of.parts, part], span };
    return { kind: 'field', of, part, span };
  }

  #call(body: AnyNode, child: (part: unknown) => Syntax): Syntax {
    const called = this.#marked.calls.get(this.#mark(body.name, '__f'));
    if (called === undefined) throw this.#refuse('EXP-010', { construct: 'this call' });
    this.#last = called.span;
    if (body.distinct === true) throw this.#refuse('EXP-010', { construct: 'DISTINCT' });
    const args = Array.isArray(body.args) ? body.args : [];
    // count(*) is an aggregate; its name says more than its star.
    const isStar = args.length === 1 && asNode(args[0])?.star !== undefined;
    const built = isStar ? [] : this.#arguments(args, child);
    return withBareWord({ kind: 'call', name: called.name, args: built, span: called.span });
  }

  /** `struct(a as b)` comes as two arguments, of which the second is the name of the first. */
  #arguments(args: readonly unknown[], child: (part: unknown) => Syntax): Syntax[] {
    const built: Syntax[] = [];
    for (const arg of args) {
      const alias = this.#aliasToken(asNode(arg));
      const named = alias === null ? undefined : built.pop();
      if (alias === null || named === undefined) built.push(child(arg));
      else {
        const name: Syntax = {
          kind: 'literal',
          type: STRING,
          value: alias.name,
          display: alias.name,
          span: alias.span,
        };
        built.push(call(STRUCT_FIELD, [named, name]));
      }
    }
    return built;
  }

  #aliasToken(node: AnyNode | null): AliasToken | null {
    const literal = asNode(node?.literal);
    const found = literal === null ? undefined : this.#marked.literals.get(this.#mark(literal.value, ''));
    return found?.kind === 'alias' ? found : null;
  }

  /** `a[0]`, and `a['field']` for a struct. */
  #subscript(of: Syntax, index: Syntax): Syntax {
    if (index.kind !== 'literal' || typeof index.value !== 'string') return call('[]', [of, index]);
    const part = { name: index.value, span: index.span };
    return { kind: 'field', of, part, span: spanOf([of, index]) };
  }

  #lambda(body: AnyNode, child: (part: unknown) => Syntax): Syntax {
    const names = Array.isArray(body.parameters) ? body.parameters : [];
    const parameters = names.map((name) => this.#name(name));
    const of = child(body.body);
    return { kind: 'lambda', parameters, body: of, span: spanOf([...parameters, of]) };
  }

  #negative(body: AnyNode, child: (part: unknown) => Syntax): Syntax {
    const literal = asNode(asNode(body.this)?.literal);
    const number = literal === null ? undefined : this.#marked.literals.get(this.#mark(literal.value, ''));
    return literal !== null && number?.kind === 'number'
      ? this.#literal(literal, '-')
      : call('unary -', [child(body.this)]);
  }

  /** The library hands `not a like b` back unread; without its `not` it reads it well. */
  #negated(body: AnyNode, depth: number): Syntax {
    const rest = typeof body.sql === 'string' ? /^not\s+([\s\S]*)$/i.exec(body.sql)?.[1] : undefined;
    const parsed = rest === undefined ? null : parseSingle(rest);
    if (parsed === null || !parsed.ok) throw this.#refuse('EXP-010', { construct: 'NOT' });
    return call('not', [this.build(parsed.value, depth + 1)]);
  }

  #isBoolean(wanted: boolean, negated: boolean, of: Syntax): Syntax {
    const literal: Syntax = { kind: 'literal', type: BOOLEAN, value: wanted, display: String(wanted), span: of.span };
    return negateIf(negated, call('<=>', [of, literal]));
  }

  #in(body: AnyNode, child: (part: unknown) => Syntax): Syntax {
    if (body.query) throw this.#refuse('EXP-007');
    const list = Array.isArray(body.expressions) ? body.expressions : [];
    return negateIf(body.not, call('in', [child(body.this), ...list.map(child)]));
  }

  #like(name: string, body: AnyNode, child: (part: unknown) => Syntax): Syntax {
    if (body.quantifier)
      throw this.#refuse('EXP-010', { construct: `${name.toUpperCase()} ${String(body.quantifier)}` });
    const args = [child(body.left), child(body.right)];
    return call(name, body.escape ? [...args, child(body.escape)] : args);
  }

  #case(body: AnyNode, child: (part: unknown) => Syntax): Syntax {
    const operand = body.operand ? child(body.operand) : null;
    const whens: unknown[] = Array.isArray(body.whens) ? body.whens : [];
    const args = whens.flatMap((branch) => {
      const [when, then] = Array.isArray(branch) ? (branch as unknown[]) : [];
      const condition = child(when);
      return [operand === null ? condition : call('=', [operand, condition]), child(then)];
    });
    return call('case', body.else_ ? [...args, child(body.else_)] : args);
  }

  #cast(body: AnyNode, isTry: boolean, child: (part: unknown) => Syntax): Syntax {
    const of = child(body.this);
    const type = this.#marked.types.get(this.#mark(asNode(body.to)?.name, '__t'));
    if (type === undefined) throw this.#refuse('EXP-010', { construct: 'this type' });
    return { kind: 'cast', of, type, isTry, isExplicit: true, span: of.span };
  }

  #alias(body: AnyNode): Refused {
    const identifier = asNode(body.alias);
    const marker = typeof identifier?.name === 'string' ? /^__c(\d+)$/i.exec(identifier.name) : null;
    const name = marker === null ? undefined : this.#marked.names.get(Number(marker[1]));
    return name === undefined
      ? this.#refuse('EXP-006')
      : this.#refuse('EXP-002', { near: name.name.slice(0, 40) }, name.span);
  }

  /** `a and b and c`: the library nests to the left, one level a word; read without recursion. */
  #chain(kind: 'and' | 'or', node: AnyNode | null, depth: number): Syntax {
    const operands: (AnyNode | null)[] = [];
    let rest = node;
    for (let body = asNode(rest?.[kind]); body !== null; body = asNode(rest?.[kind])) {
      operands.push(asNode(body.right));
      rest = asNode(body.left);
    }
    operands.push(rest);
    const built = operands.reverse().map((operand) => this.build(operand, depth + 1));
    return built.length > MAX_CHAIN ? balanced(kind, built) : built.reduce((all, next) => call(kind, [all, next]));
  }
}

/** A unit of time or a field of a moment is a bare word where these functions take one, whatever columns there are. */
function withBareWord(syntax: CallSyntax): CallSyntax {
  const [first, ...rest] = syntax.args;
  const word = first?.kind === 'name' && first.parts.length === 1 ? first.parts[0]?.name : undefined;
  if (first === undefined || word === undefined) return syntax;
  const { span } = first;
  if (syntax.name === 'extract' && rest.length === 1) {
    return { ...syntax, args: [{ kind: 'literal', type: STRING, value: word, display: word, span }, ...rest] };
  }
  const name = unitCall(syntax.name);
  if (name === undefined || rest.length !== 2 || momentUnit(word) === undefined) return syntax;
  return { ...syntax, name, args: [{ kind: 'literal', type: VOID, value: null, display: word, span }, ...rest] };
}

function balanced(kind: string, operands: readonly Syntax[]): Syntax {
  const [first] = operands;
  if (operands.length === 1 && first !== undefined) return first;
  const middle = Math.ceil(operands.length / 2);
  return call(kind, [balanced(kind, operands.slice(0, middle)), balanced(kind, operands.slice(middle))]);
}

function negateIf(negated: unknown, syntax: Syntax): Syntax {
  return negated === true ? call('not', [syntax]) : syntax;
}

/** An operator's place is what it stands between. */
function call(name: string, args: readonly Syntax[]): CallSyntax {
  return { kind: 'call', name, args, span: spanOf(args) };
}

function spanOf(parts: readonly { readonly span: Span }[]): Span {
  return {
    start: Math.min(...parts.map(({ span }) => span.start)),
    end: Math.max(...parts.map(({ span }) => span.end)),
  };
}
