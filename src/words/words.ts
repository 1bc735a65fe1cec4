import { german } from './de/german.ts';
import { english } from './en/english.ts';
import { type Language, languageOf } from './language.ts';

/**
 * Everything the product says to people, by surface. English is the shape; another language that lacks a sentence does
 * not compile. Foreign text (names, addresses, what somebody typed) arrives escaped; sentences may hold mrkdwn of ours.
 */
export type Words = typeof english;

const catalogue: Record<Language, Words> = { en: english, de: german };

/** The words for whoever has this locale; English where we have no other. */
export const wordsFor = (locale: string | undefined): Words => catalogue[languageOf(locale)];
