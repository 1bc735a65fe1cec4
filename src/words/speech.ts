import type { Language } from './language.ts';

/** The words for one and for many; other languages may need more of CLDR's forms. */
export type Forms = Partial<Record<Intl.LDMLPluralRule, string>> & { other: string };

/** How a language writes numbers, plurals, lists and stretches of time; everything by Intl. */
export interface Speech {
  number(n: number): string;
  /** The form that goes with `n`, without the number. */
  plural(n: number, forms: Forms): string;
  /** "1,240 people", "1 Person". */
  count(n: number, forms: Forms): string;
  /** "ada, bob and 3 others": all joined as the language does. */
  list(items: readonly string[]): string;
  /** "ada, bob or cyn". */
  anyOf(items: readonly string[]): string;
  /** "3 days", "1 Stunde"; the largest unit that fits; ms. */
  span(ms: number): string;
  /** "3 days ago", "vor 3 Tagen"; ms. */
  ago(ms: number): string;
}

const units = [
  ['day', 86_400_000],
  ['hour', 3_600_000],
  ['minute', 60_000],
] as const;

/** `moment`: what is shorter than a minute, as a span and as a time ago. */
export function speech(language: Language, moment: { span: string; ago: string }): Speech {
  const numbers = firstUsed(() => new Intl.NumberFormat(language));
  const measured = (unit: string) =>
    firstUsed(() => new Intl.NumberFormat(language, { style: 'unit', unit, unitDisplay: 'long' }));
  const spans = { day: measured('day'), hour: measured('hour'), minute: measured('minute') };
  const plurals = firstUsed(() => new Intl.PluralRules(language));
  const all = firstUsed(() => new Intl.ListFormat(language, { type: 'conjunction' }));
  const any = firstUsed(() => new Intl.ListFormat(language, { type: 'disjunction' }));
  const relative = firstUsed(() => new Intl.RelativeTimeFormat(language, { numeric: 'always' }));
  const plural = (n: number, forms: Forms): string => forms[plurals().select(n)] ?? forms.other;
  return {
    number: (n) => numbers().format(n),
    plural,
    count: (n, forms) => `${numbers().format(n)} ${plural(n, forms)}`,
    list: (items) => all().format(items),
    anyOf: (items) => any().format(items),
    span(ms) {
      const [unit, n] = largest(ms);
      return unit ? spans[unit]().format(n) : moment.span;
    },
    ago(ms) {
      const [unit, n] = largest(ms);
      return unit ? relative().format(-n, unit) : moment.ago;
    },
  };
}

/** Those of every language together are 15 ms of a start. */
function firstUsed<T>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function largest(ms: number): [unit: 'day' | 'hour' | 'minute', n: number] | [unit: undefined, n: 0] {
  for (const [unit, size] of units) {
    const n = Math.floor(ms / size);
    if (n >= 1) return [unit, n];
  }
  return [undefined, 0];
}
