import { afterEach, expect, it } from 'vitest';
import { must } from '../../engine/base/assert.ts';
import { fakeCatalogue } from '../bridge/fake-catalogue.ts';
import { type Language, setLanguage } from '../ui/i18n.ts';
import { inputTitle, portLetter, portName } from './port-words.ts';

afterEach(() => setLanguage('en'));

const kind = (name: string) =>
  must(
    fakeCatalogue.find((each) => each.kind === name),
    'the fake has the kind',
  );

it.each<[Language, string, string, string]>([
  ['en', 'left', 'left input', 'L'],
  ['en', 'right', 'right input', 'R'],
  ['en', 'in', 'input', 'I'],
  ['en', 'constructor', 'input “constructor”', 'C'],
  ['fr', 'left', 'entrée gauche', 'G'],
  ['fr', 'right', 'entrée droite', 'D'],
])('says in %s what input %s is', (language, port, name, letter) => {
  setLanguage(language);
  expect(portName(port)).toBe(name);
  expect(portLetter(port)).toBe(letter);
});

it('names the input of a node only where it has several', () => {
  expect(inputTitle('Both', kind('join'), 'left')).toBe('Both (left input)');
  expect(inputTitle('All', kind('union'), 'in')).toBe('All');
  expect(inputTitle('Odd', undefined, 'left')).toBe('Odd');
});
