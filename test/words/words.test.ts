import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { languageOf } from '../../src/words/language.ts';
import { wordsFor } from '../../src/words/words.ts';

const day = 86_400_000;

describe('a language', () => {
  test.each([
    ['de-DE', 'de'],
    ['de-AT', 'de'],
    ['de_CH', 'de'],
    ['DE', 'de'],
    ['en-GB', 'en'],
    ['fr-FR', 'en'],
    ['den-CA', 'en'],
    ['', 'en'],
    [undefined, 'en'],
  ])('for the locale %j is %s', (locale, language) => {
    expect(languageOf(locale)).toBe(language);
    expect(wordsFor(locale).language).toBe(language);
  });

  test('is found for whatever a locale holds', () => {
    fc.assert(fc.property(fc.string(), (locale) => ['en', 'de'].includes(languageOf(locale))));
  });
});

test.each(['en', 'de'])('what sends a sheet fits on Slack’s button, in %s', (language) => {
  const { sheet } = wordsFor(language);
  const labels = [1, 2, 10, 999, 10_000].flatMap((n) => [sheet.send(n), sheet.request(n)]);
  const others = [sheet.checkAgain, sheet.title, sheet.sendAndRequest(999, 999)];
  expect([...labels, ...others].filter((label) => label.length > 24)).toEqual([]);
});

describe('numbers, plurals and times', () => {
  const { say: english } = wordsFor('en-US');
  const { say: german } = wordsFor('de-DE');

  test('are written as the language writes them', () => {
    expect(english.count(1_240, { one: 'person', other: 'people' })).toBe('1,240 people');
    expect(german.count(1_240, { one: 'Person', other: 'Personen' })).toBe('1.240 Personen');
    expect(german.count(1, { one: 'Person', other: 'Personen' })).toBe('1 Person');
    expect([english.list(['a', 'b', 'c']), german.list(['a', 'b', 'c'])]).toEqual(['a, b, and c', 'a, b und c']);
  });

  test('take the largest unit that fits', () => {
    expect([english.span(3 * day + 5), german.span(3 * day + 5)]).toEqual(['3 days', '3 Tage']);
    expect([english.ago(day), german.ago(3 * day)]).toEqual(['1 day ago', 'vor 3 Tagen']);
    expect([english.span(59_000), german.ago(59_000)]).toEqual(['less than a minute', 'vor weniger als einer Minute']);
  });
});
