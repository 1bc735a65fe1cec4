import { describe, expect, test } from 'vitest';
import { botScopes } from '../../src/manifest.ts';
import { wordsFor } from '../../src/words/words.ts';
import { filled } from './placeholders.ts';

/** The same in both languages, because it is nothing but what it is given. */
const same = new Set([
  'selected.inState',
  'problems.file_unusable',
  'card.personStands',
  'audit.line',
  'audit.reason',
  'history.changed',
]);

type Sentence = string | ((...values: never[]) => string);
type Pair = { path: string; english: Sentence; german: Sentence };

/** Every sentence of the catalogue; `say` is the language itself, and scopes have their English in the manifest. */
function pairs(english: object, german: object, within = ''): Pair[] {
  return Object.entries(english).flatMap(([key, en]): Pair[] => {
    const path = within ? `${within}.${key}` : key;
    if (['language', 'say', 'install.scopes'].includes(path)) return [];
    const de = (german as Record<string, Sentence & object>)[key];
    if (de === undefined) throw new Error(`${path} has no German`);
    return typeof en === 'object' ? pairs(en, de, path) : [{ path, english: en, german: de }];
  });
}

const all = pairs(wordsFor('en-US'), wordsFor('de-DE'));
const spoken = (sentence: Sentence, number?: number): string =>
  String(typeof sentence === 'string' ? sentence : sentence(...(filled(sentence, number).values as never[])));

describe('every English sentence', () => {
  test('has a German one, and it is another', () => {
    expect(all.length).toBeGreaterThan(500);
    const alike = all.filter(({ english, german }) => spoken(english) === spoken(german)).map(({ path }) => path);
    expect(alike.filter((path) => !same.has(path))).toEqual([]);
    expect([...same].filter((path) => !alike.includes(path))).toEqual([]);
  });

  test('says the same facts in German', () => {
    const lost = all.flatMap(({ path, english, german }) => {
      if (typeof english === 'string' || typeof german === 'string')
        return typeof english === typeof german ? [] : path;
      const { marks, values } = filled(english);
      const [en, de] = [english(...(values as never[])), german(...(values as never[]))];
      return marks.filter(({ said }) => said(en) !== said(de)).map(({ name }) => `${path}: ${name}`);
    });
    expect(lost).toEqual([]);
  });

  test.each([0, 1, 2, 12_345])('has words for %i of anything, and for what is one of several', (number) => {
    const broken = all.flatMap(({ path, english, german }) =>
      [spoken(english, number), spoken(german, number)].filter(
        (sentence) => /undefined|NaN|\[object/.test(sentence) || sentence.trim() === '',
      ).length > 0
        ? path
        : [],
    );
    expect(broken).toEqual([]);
  });
});

describe('German', () => {
  const german = all.map(({ path, german: sentence }) => ({ path, text: spoken(sentence) }));
  const whose = (fault: (text: string) => boolean) =>
    german.flatMap(({ path, text }) => (fault(text) ? `${path}: ${text}` : []));

  test('addresses everybody as Sie', () => {
    expect(
      whose((text) => /\b(du|dich|dir|dein\w*|bitte (?!k?eine)([\p{L}]+e|gib|lass|nimm|sieh))(?!\p{L})/iu.test(text)),
    ).toEqual([]);
  });

  test('quotes „so“ and leaves a space before …', () => {
    expect(whose((text) => /[“][^„]*[”]|"[^"]*"|\w…/.test(text))).toEqual([]);
    expect(whose((text) => (text.match(/„/g)?.length ?? 0) !== (text.match(/“/g)?.length ?? 0))).toEqual([]);
  });

  test('gives the reason of every scope that an install asks for', () => {
    expect(Object.keys(wordsFor('de').install.scopes).sort()).toEqual(Object.keys(botScopes).sort());
  });
});
