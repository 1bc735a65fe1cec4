import type { Words } from '../words.ts';

export const faults: Words['faults'] = {
  address: {
    no_email: 'In dieser Zeile steht keine Adresse.',
    bad_quotes: 'Die Anführungszeichen passen nicht zusammen.',
    line_too_long: 'Die Zeile ist zu lang.',
    no_at: 'Darin steht kein @.',
    no_domain: 'Nach dem @ folgt nichts.',
    bad_domain: 'Was nach dem @ steht, ist keine Domain.',
    bad_local: 'Was vor dem @ steht, ist nicht möglich.',
    mention: 'Das nennt jemanden in Slack; bitte geben Sie die E-Mail-Adresse an.',
    too_long: 'Das ist länger, als eine Adresse sein kann.',
  },
  noAddress: 'Das ist keine E-Mail-Adresse.',
  refusal: {
    already_invited: 'Für diese Adresse gibt es schon eine offene Einladung; die Liste kann sie erneut senden.',
    already_member: 'ROQ hat für diese Adresse schon ein Konto.',
    already_accepted: 'Eine Einladung an diese Adresse wurde schon angenommen.',
    invalid_email: 'ROQ hält das nicht für eine E-Mail-Adresse.',
    role_forbidden: 'Diese Rolle dürfen Sie nicht vergeben.',
    forbidden: 'ROQ erlaubt Ihnen das Einladen nicht.',
    unavailable: 'ROQ war eine Stunde lang nicht erreichbar; es wurde nichts gesendet.',
    access_lost: 'Ihr ROQ-Konto ist nicht mehr aktiv.',
    cooldown: 'An diese Adresse ging vor Kurzem schon eine E-Mail.',
    other: 'ROQ hat es abgelehnt.',
  },
  file: {
    too_big: 'Diese Datei ist größer als 5 MB. Bitte teilen Sie sie auf.',
    too_many_rows: 'Diese Datei hat mehr als 10.000 Zeilen. Bitte teilen Sie sie auf.',
    empty: 'Diese Datei ist leer.',
    header_only: 'Diese Datei hat eine Kopfzeile, aber keine Personen.',
    binary: 'Das ist keine CSV-Datei. Bitte speichern Sie die Tabelle als CSV und versuchen Sie es noch einmal.',
    no_email_column: 'In dieser Datei finde ich keine Spalte mit E-Mail-Adressen.',
  },
  unreadableFile:
    'Diese Datei konnte ich nicht lesen. Bitte versuchen Sie es noch einmal, oder fügen Sie die Adressen ein.',
};
