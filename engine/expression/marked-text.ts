import type { Span } from '../base/errors/diagnostic.ts';
import { err, ok, type Result } from '../base/result.ts';
import { BOOLEAN, type DataType, STRING, VOID } from '../types/data-type.ts';
import { parseDataType } from '../types/data-type-text.ts';
import { callKeyword } from './call-keywords.ts';
import type { ExpressionProblem } from './expression-problem.ts';
import { endsEarly, nameOfToken, readTokens, type Token, unexpected } from './expression-tokens.ts';
import { readIntervalTokens, startsInterval } from './interval-tokens.ts';
import { readStringLiteral } from './literals/string-literal.ts';
import { readTypedLiteral } from './literals/typed-literal.ts';
import type { CastSyntax, LiteralSyntax, NamePart } from './syntax.ts';
import { TokenCursor } from './token-cursor.ts';
import { typeAfterColons, typeUpToParenthesis } from './type-tokens.ts';

/**
 * An expression's text with every leaf replaced by a marker that carries the leaf's number: `'7'` for a literal, `__c7` for a
 * name, `__f7` for a function's name, `__t7` for a type. What is left between the markers is operators, parentheses and a
 * fixed set of words, so that
 * - nothing of the author's reaches the library but structure,
 * - each leaf has its exact text and place, which the library's tree does not keep,
 * - any word may name a column, as in Spark, whatever the library holds for a keyword.
 */
export interface MarkedText {
  readonly sql: string;
  readonly literals: ReadonlyMap<number, LiteralSyntax | CastSyntax | NumberToken | AliasToken>;
  readonly names: ReadonlyMap<number, NamePart>;
  /** The name of each called function in lower case, and the place of the whole call. */
  readonly calls: ReadonlyMap<number, NamePart>;
  readonly types: ReadonlyMap<number, DataType>;
  /** What is wrong when the library gave up at `offset` of `sql`. */
  problemAt(offset: number): ExpressionProblem;
}

/** A number whose type depends on a minus before it. */
export interface NumberToken {
  readonly kind: 'number';
  readonly text: string;
  readonly span: Span;
}

/** `as name` behind a value of a struct; it reaches the library as one more argument. */
export interface AliasToken {
  readonly kind: 'alias';
  readonly name: string;
  readonly span: Span;
}

/** What an open parenthesis belongs to. */
interface Frame {
  /** Number of the call whose arguments these are. */
  readonly call: number | null;
  readonly isCast: boolean;
  /** Open `case`s inside this parenthesis. */
  cases: number;
}

const SYMBOLS = new Set('( ) [ ] , . = == <=> <> != < <= > >= + - * / % || :: -> & | ^ ~ << >>'.split(' '));
/** The library drops a plus before an operand; this operator of its own stands in the same places. */
const UNARY_PLUS = '|/';
const CASE_WORDS = new Set(['when', 'then', 'else', 'end']);
const OPERATOR_WORDS = new Set(['and', 'or', 'in', 'between', 'like', 'ilike', 'rlike', 'escape', 'div', 'is']);
const VALUE_WORDS = new Set(['null', 'true', 'false']);

/**
 * Marks `text`. All problems that can be seen without its structure come back at once.
 *
 * @param isList whether commas may separate several expressions
 */
export function markText(text: string, isList: boolean): Result<MarkedText, readonly ExpressionProblem[]> {
  const tokens = readTokens(text);
  if (!tokens.ok) return err([tokens.error]);
  const marker = new Marker(text, isList, new TokenCursor(tokens.value));
  marker.run();
  return marker.problems.length > 0 ? err(marker.problems) : ok(marker);
}

class Marker implements MarkedText {
  readonly literals = new Map<number, LiteralSyntax | CastSyntax | NumberToken | AliasToken>();
  readonly names = new Map<number, NamePart>();
  readonly calls = new Map<number, NamePart>();
  readonly types = new Map<number, DataType>();
  readonly problems: ExpressionProblem[] = [];
  sql = '';

  readonly #text: string;
  readonly #isList: boolean;
  readonly #cursor: TokenCursor;
  /** The piece written last. */
  #last = '';
  readonly #outermost: Frame = { call: null, isCast: false, cases: 0 };
  readonly #frames: Frame[] = [];
  /** Where in `sql` each written piece starts, and the token it came from. */
  readonly #pieces: { readonly offset: number; readonly token: number }[] = [];

  constructor(text: string, isList: boolean, cursor: TokenCursor) {
    this.#text = text;
    this.#isList = isList;
    this.#cursor = cursor;
  }

  run(): void {
    for (let token = this.#cursor.peek(0); token !== undefined; token = this.#cursor.peek(0)) {
      if (token.kind === 'string') this.#string(token);
      else if (token.kind === 'number') this.#number(token);
      else if (token.kind === 'symbol') this.#symbol(token);
      else this.#word(token);
    }
    if (this.#frames.length > 0 || this.#outermost.cases > 0) this.problems.push(endsEarly(this.#text));
  }

  problemAt(offset: number): ExpressionProblem {
    const piece = this.#pieces.filter((candidate) => candidate.offset <= offset).at(-1);
    const token = piece === undefined || offset >= this.sql.length ? undefined : this.#cursor.token(piece.token);
    if (token === undefined) return endsEarly(this.#text);
    const wantsMore = !endsOperand(this.sql.slice(piece?.offset).split(' ')[0] ?? '');
    return this.#cursor.isLast(token) && wantsMore ? endsEarly(this.#text) : unexpected(token);
  }

  #write(piece: string, tokens = 1): void {
    this.#last = piece;
    this.#pieces.push({ offset: this.sql.length, token: this.#cursor.at });
    this.sql += `${piece} `;
    this.#cursor.at += tokens;
  }

  #refuse(code: ExpressionProblem['code'], params: ExpressionProblem['params'] = {}, tokens = 1): void {
    this.problems.push({ code, params, span: this.#cursor.span(tokens) });
    this.#cursor.at += tokens;
  }

  #frame(): Frame {
    return this.#frames.at(-1) ?? this.#outermost;
  }

  /** Adjacent string literals are one, as in Spark. */
  #string(token: Token): void {
    let value = readStringLiteral(token.raw);
    let count = 1;
    for (let next = this.#cursor.peek(1); next?.kind === 'string'; next = this.#cursor.peek(count)) {
      value += readStringLiteral(next.raw);
      count++;
    }
    const next = this.#cursor.peek(count);
    // The library would join the two into one text.
    if (next?.kind === 'number') this.problems.push(unexpected(next));
    this.#literal({ kind: 'literal', type: STRING, value, display: value, span: this.#cursor.span(count) }, count);
  }

  #number(token: Token): void {
    const next = this.#cursor.peek(1);
    if (next?.kind === 'string' || next?.kind === 'number') this.problems.push(unexpected(next));
    this.#literal({ kind: 'number', text: token.raw, span: this.#cursor.span(1) });
  }

  #literal(literal: LiteralSyntax | CastSyntax | NumberToken | AliasToken, tokens = 1): void {
    this.literals.set(this.#cursor.at, literal);
    this.#write(`'${this.#cursor.at}'`, tokens);
  }

  #symbol(token: Token): void {
    const { raw } = token;
    if (raw === ';') this.#refuse('EXP-006');
    else if (raw === '!') this.#write('not');
    else if (raw === '+' && !this.#isAfterOperand()) this.#write(UNARY_PLUS);
    else if (!SYMBOLS.has(raw)) this.#strange(token);
    else if (raw === ',' && this.#frames.length === 0 && !this.#isList) this.#refuse('EXP-006');
    else {
      if (raw === '(') this.#frames.push({ call: null, isCast: false, cases: 0 });
      if (raw === ')') this.#close(token);
      const next = this.#cursor.peek(1);
      const wantsMore = raw === ',' || (raw === '(' && this.#cursor.isWord(-1, 'in'));
      if (wantsMore && next?.raw === ')') this.problems.push(unexpected(next));
      // The library would let a list end in a comma.
      if (raw === ',' && next === undefined && this.#frames.length === 0) this.problems.push(endsEarly(this.#text));
      this.#write(raw);
      if (raw === '::') this.#type(typeAfterColons(this.#cursor));
    }
  }

  #strange(token: Token): void {
    // Operators, and literals with a prefix, that Spark has and this room has not.
    if (/^([&|^~<>-]+|[a-z]'.*')$/is.test(token.raw)) this.#refuse('EXP-010', { construct: token.raw.slice(0, 40) });
    else {
      this.problems.push(unexpected(token));
      this.#cursor.at++;
    }
  }

  #close(token: Token): void {
    const frame = this.#frames.pop();
    if (frame === undefined || frame.cases > 0) this.problems.push(unexpected(token));
    const called = frame?.call ?? null;
    const call = called === null ? undefined : this.calls.get(called);
    if (called !== null && call !== undefined) {
      this.calls.set(called, { name: call.name, span: { start: call.span.start, end: token.end } });
    }
  }

  #word(token: Token): void {
    const cursor = this.#cursor;
    const word = token.kind === 'quoted' ? '' : token.raw.toLowerCase();
    const isCalled = cursor.isSymbol(1, '(');
    if (cursor.isSymbol(-1, '.')) {
      if (isCalled) this.#refuse('EXP-024', { name: nameOfToken(token), near: [] });
      else this.#name(token);
    } else if (cursor.isSymbol(1, '.')) this.#name(token);
    else if (this.#callKeyword(word)) return;
    else if (this.#isOperatorWord(word)) this.#write(word);
    else if (word === 'regexp' && this.#isAfterOperand()) this.#write('rlike');
    else if (VALUE_WORDS.has(word)) this.#valueWord(word);
    else if (word === 'case' || (CASE_WORDS.has(word) && this.#frame().cases > 0)) this.#caseWord(word);
    else if (word === 'interval' && startsInterval(cursor)) this.#interval();
    else if (word !== '' && cursor.peek(1)?.kind === 'string' && !this.#isAfterOperand()) this.#typedLiteral(word);
    else if (word === 'as') this.#as();
    else if (word === 'from' && this.#isExtract()) this.#write(',');
    else if (this.#isSubquery(word)) this.#subquery();
    else if (word === 'over' && cursor.isSymbol(-1, ')')) this.#refuse('EXP-008');
    else if (isCalled) this.#call(token, word);
    else this.#name(token);
  }

  #isOperatorWord(word: string): boolean {
    if (word === 'not') return true;
    if (word === 'distinct') return this.#cursor.isAfterIs();
    if (word === 'from') return this.#cursor.isWord(-1, 'distinct');
    return OPERATOR_WORDS.has(word) && (this.#isAfterOperand() || this.#cursor.isWord(-1, 'not'));
  }

  /** Directly inside `extract(…)`, where `from` stands between the two arguments. */
  #isExtract(): boolean {
    const { call } = this.#frame();
    return call !== null && this.calls.get(call)?.name === 'extract' && this.#isAfterOperand();
  }

  /** A word between the arguments of `position(a in b)` and the like: a comma takes its place, and the call may change its name. */
  #callKeyword(word: string): boolean {
    const { call } = this.#frame();
    const called = call === null ? undefined : this.calls.get(call);
    if (call === null || called === undefined) return false;
    const keyword = callKeyword(called.name, word, this.#isAfterOperand());
    if (keyword === null) return false;
    if (keyword.renamed !== undefined) this.calls.set(call, { ...called, name: keyword.renamed });
    this.#write(keyword.piece);
    return true;
  }

  /** Whether what stands before can be the left side of an operator. */
  #isAfterOperand(): boolean {
    return endsOperand(this.#last);
  }

  #valueWord(word: string): void {
    if (this.#cursor.isAfterIs()) this.#write(word);
    else {
      const span = this.#cursor.span(1);
      this.#literal(
        word === 'null'
          ? { kind: 'literal', type: VOID, value: null, display: 'NULL', span }
          : { kind: 'literal', type: BOOLEAN, value: word === 'true', display: word, span },
      );
    }
  }

  #caseWord(word: string): void {
    if (word === 'case') this.#frame().cases++;
    if (word === 'end') this.#frame().cases--;
    this.#write(word);
  }

  #isSubquery(word: string): boolean {
    const { at } = this.#cursor;
    return (word === 'select' || word === 'with') && (at === 0 || this.#cursor.isSymbol(-1, '('));
  }

  /** Nothing inside a query is worth a second message. */
  #subquery(): void {
    this.#refuse('EXP-007');
    this.#cursor.at = Number.MAX_SAFE_INTEGER;
    this.#frames.length = 0;
  }

  #as(): void {
    if (this.#frame().isCast) {
      this.#write('as');
      this.#type(typeUpToParenthesis(this.#cursor));
    } else if (this.#isStructAlias()) {
      this.#write(',');
      const name = this.#cursor.peek(0);
      this.#literal({ kind: 'alias', name: name === undefined ? '' : nameOfToken(name), span: this.#cursor.span(1) });
    } else {
      const alias = this.#cursor.peek(1);
      this.#refuse('EXP-009', { alias: alias === undefined ? '' : nameOfToken(alias) }, alias === undefined ? 1 : 2);
    }
  }

  #isStructAlias(): boolean {
    const { call } = this.#frame();
    const name = this.#cursor.peek(1)?.kind;
    const isStruct = call !== null && this.calls.get(call)?.name === 'struct';
    return isStruct && this.#isAfterOperand() && (name === 'word' || name === 'quoted');
  }

  #type(tokens: number): void {
    if (tokens === 0) {
      const next = this.#cursor.peek(0);
      this.problems.push(next === undefined ? endsEarly(this.#text) : unexpected(next));
      return;
    }
    const span = this.#cursor.span(tokens);
    const text = this.#text.slice(span.start, span.end);
    const parsed = parseDataType(text);
    if (parsed.ok) this.types.set(this.#cursor.at, parsed.value);
    else this.problems.push({ code: 'EXP-016', params: { text: text.slice(0, 80) }, span });
    this.#write(`__t${this.#cursor.at}`, tokens);
  }

  #call(token: Token, word: string): void {
    const { at } = this.#cursor;
    if (word === 'cast' || word === 'try_cast') {
      this.#frames.push({ call: null, isCast: true, cases: 0 });
      this.#write(`${word}(`, 2);
    } else if (['all', 'any', 'some'].includes(word) && /^i?like$/.test(this.#last)) {
      this.#refuse('EXP-010', { construct: `LIKE ${word.toUpperCase()}` });
    } else {
      this.calls.set(at, { name: nameOfToken(token).toLowerCase(), span: { start: token.start, end: token.end } });
      this.#frames.push({ call: at, isCast: false, cases: 0 });
      this.#write(`__f${at}(`, 2);
    }
  }

  #name(token: Token): void {
    const { at } = this.#cursor;
    this.names.set(at, { name: nameOfToken(token), span: { start: token.start, end: token.end } });
    this.#write(`__c${at}`);
  }

  #typedLiteral(word: string): void {
    const text = readStringLiteral(this.#cursor.peek(1)?.raw ?? "''");
    const read = readTypedLiteral(word, text, this.#cursor.span(2));
    if (!read.ok) this.problems.push(read.error);
    if (read.ok) this.#literal(read.value, 2);
    else this.#write(`'${this.#cursor.at}'`, 2);
  }

  #interval(): void {
    const { read, count } = readIntervalTokens(this.#cursor);
    const span = this.#cursor.span(count);
    if (read.ok) {
      this.#literal({ kind: 'literal', ...read.value, span }, count);
    } else {
      this.problems.push({ ...read.error, span });
      this.#write(`'${this.#cursor.at}'`, count);
    }
  }
}

/** Whether an operand may end with this piece of marked text. */
function endsOperand(piece: string): boolean {
  return /^(?:\)|\]|__[ct]\d+|'.*|end|null|true|false)$/.test(piece);
}
