/** The languages that the product speaks. */
export const languages = ['en', 'de'] as const;
export type Language = (typeof languages)[number];

/** The language for a locale as Slack, ROQ or a browser writes it (`de-AT`, `pt_BR`); English where we have no other. */
export function languageOf(locale: string | undefined): Language {
  const [code] = (locale ?? '').toLowerCase().split(/[-_]/);
  return languages.find((language) => language === code) ?? 'en';
}
