import { describe, expect, it } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { catalogue, type ErrorCode } from '../../engine/base/errors/catalogue.ts';
import { CancelledError, EngineError } from '../../engine/base/errors/engine-error.ts';
import { describeShellError, ReplyError, ShellError, serializeError } from './shell-error.ts';
import { type ShellErrorCode, shellErrors } from './shell-errors.ts';

const codes = Object.keys(shellErrors) as ShellErrorCode[];
const placeholders = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort();

describe('the texts of the shell', () => {
  it.each(codes)('%s says the same in both languages, by the rules', (code) => {
    const { en, fr } = shellErrors[code];
    const whole = (text: { message: string; hint?: string }) => `${text.message} ${text.hint ?? ''}`;
    expect(placeholders(whole(fr))).toEqual(placeholders(whole(en)));
    expect('hint' in fr).toBe('hint' in en);
    for (const text of [en.message, fr.message]) expect(text).not.toMatch(/\.$|^[A-ZÀ-Ü]/);
    // A plain space before these would let a line end there.
    expect(whole(fr)).not.toMatch(/ [:;?!»]|« /);
    expect(whole(fr)).not.toContain("'");
  });

  it('are numbered without gaps', () => {
    expect(codes).toEqual(codes.map((_, index) => `SHELL-${String(index + 1).padStart(3, '0')}`));
  });

  it('are filled as they are, without reading what fills them', () => {
    const path = '/a/{path}$&$1/__proto__';
    expect(describeShellError('SHELL-009', { path }, 'en').message).toBe(`file '${path}' does not exist`);
    expect(describeShellError('SHELL-009', {}, 'fr').message).toBe('le fichier «\u00a0\u00a0» n’existe pas');
  });
});

describe('serializeError', () => {
  it('keeps all of an engine error that may cross', () => {
    const code = must(Object.keys(catalogue)[0], 'a code') as ErrorCode;
    const error = new EngineError(code, { x: 1 }, { nodeId: 'n', setting: 'path', query: 'q' });
    expect(serializeError(error, 'fr')).toEqual({
      code,
      message: error.message,
      hint: error.hint,
      params: { x: 1 },
      nodeId: 'n',
      setting: 'path',
    });
  });

  it('says the shell’s own in the language asked for', () => {
    const error = new ShellError('SHELL-017', { id: 'x' });
    expect(serializeError(error, 'fr')).toEqual({
      code: 'SHELL-017',
      message: 'il n’y a pas d’exemple «\u00a0x\u00a0»',
      params: { id: 'x' },
    });
    expect(serializeError(new ReplyError(serializeError(error, 'fr')), 'en').message).toBe("there is no example 'x'");
  });

  it.each([
    ['a cancellation', new CancelledError(), 'SHELL-018'],
    ['a fault', new TypeError('x is not a function'), 'SHELL-001'],
    ['a text', 'thrown', 'SHELL-001'],
    ['nothing', undefined, 'SHELL-001'],
  ])('has a code for %s', (_, error, code) => {
    expect(serializeError(error, 'en')).toMatchObject({ code });
  });

  it('survives structured cloning', () => {
    const error = serializeError(new ShellError('SHELL-007', { path: '/x', sizeMb: 51, limitMb: 50 }), 'en');
    expect(structuredClone(error)).toEqual(error);
  });
});
