import type { PlainTextOption } from '@slack/types';
import { boundedCache } from '../../bounded-cache.ts';
import type { Words } from '../../words/words.ts';
import { choice } from './fields.ts';

/** Languages offered for the invitation mail; what the tenant's mail templates hold is ROQ's to know. */
const offered = [
  'en-US',
  'en-GB',
  'de-DE',
  'fr-FR',
  'es-ES',
  'it-IT',
  'pt-BR',
  'pt-PT',
  'nl-NL',
  'pl-PL',
  'sv-SE',
  'da-DK',
  'nb-NO',
  'fi-FI',
  'cs-CZ',
  'hu-HU',
  'ro-RO',
  'tr-TR',
  'uk-UA',
  'el-GR',
  'he-IL',
  'ar-SA',
  'hi-IN',
  'ja-JP',
  'ko-KR',
  'zh-CN',
  'zh-TW',
];

/** The offered languages, named in the reader's; `chosen` is among them even when it is not in the list. */
export function localeOptions(words: Words, chosen: string): PlainTextOption[] {
  const locales = offered.includes(chosen) ? offered : [chosen, ...offered];
  return locales.map((locale) => choice(locale, nameIn(words.language, locale)));
}

/** A form asks for all of them each time, and Intl takes as long as the rest of the form together. */
const known = boundedCache<string>(2_000);

function nameIn(language: string, locale: string): string {
  const key = `${language} ${locale}`;
  const name = known.get(key) ?? nameOf(new Intl.DisplayNames(language, { type: 'language' }), locale);
  known.set(key, name);
  return name;
}

function nameOf(names: Intl.DisplayNames, locale: string): string {
  try {
    return names.of(locale) ?? locale;
  } catch {
    return locale;
  }
}
