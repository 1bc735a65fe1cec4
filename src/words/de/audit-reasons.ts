/** Codes of the log as people may read them; one not named here is read as it is. */
const reasons: Record<string, string> = {
  // Why something was refused (problem.ts), and what it was.
  not_a_member: 'kein Mitglied',
  email_unknown: 'E-Mail-Adresse unbekannt',
  not_linked: 'kein Konto',
  link_first: 'Konto nicht verknüpft',
  link_code_wrong: 'falscher Code',
  link_code_closed: 'Code ungültig',
  link_paused: 'zu viele falsche Codes',
  link_too_many: 'zu viele Codes angefordert',
  access_lost: 'Zugang verloren',
  forbidden: 'nicht erlaubt',
  role_forbidden: 'Rolle nicht erlaubt',
  no_roles: 'keine Rolle zu vergeben',
  invite_not_found: 'Einladung nicht gefunden',
  invite_not_pending: 'Einladung nicht mehr offen',
  invite_busy: 'Einladung gerade in Bearbeitung',
  cooldown: 'vor Kurzem schon gemailt',
  domain_denied: 'Domain verboten',
  role_not_from_slack: 'Rolle nicht aus Slack',
  needs_approval: 'braucht eine Genehmigung',
  over_quota: 'über dem Tageskontingent',
  over_cap: 'zu viele offene Einladungen',
  no_approvers: 'niemand zum Genehmigen',
  request_not_found: 'Anfrage nicht gefunden',
  own_request: 'eigene Anfrage',
  request_decided: 'schon entschieden',
  settings_forbidden: 'Einstellungen nicht erlaubt',
  invite: 'einladen',
  list: 'Liste',
  see_batch: 'Einladungen sehen',
  stop_batch: 'anhalten',
  resend: 'erneut senden',
  cancel: 'zurückziehen',
  audit: 'Protokoll',
  approve: 'genehmigen',
  see_request: 'Anfrage sehen',
  // Why ROQ did not take an invite (invites/batch.ts).
  already_invited: 'schon eingeladen',
  already_member: 'schon dabei',
  already_accepted: 'schon angenommen',
  invalid_email: 'keine E-Mail-Adresse',
  unavailable: 'ROQ nicht erreichbar',
  other: 'anderer Grund',
  // Why somebody is not reminded (invites/due-reminder.ts, invites/remind.ts).
  excluded: 'von Erinnerungen ausgenommen',
  setter_gone: 'wer sie eingerichtet hat, ist nicht mehr da',
  left_out: 'aus Übersichten genommen',
  given_up: 'zum Zurückziehen vorgeschlagen',
  tenant_moved: 'anderer Tenant',
  not_installed: 'App nicht installiert',
  // Why a link ended or a code did not fit (people/link.ts, people/recognize.ts).
  by_person: 'von der Person selbst',
  slack_account: 'Slack-Konto',
  roq_account: 'ROQ-Konto',
  wrong: 'falsch',
  closed: 'nicht mehr gültig',
  paused: 'pausiert',
  too_many: 'zu viele',
  // What a favour was about (people/who-could.ts).
  role: 'Rolle',
  see: 'nachsehen',
  manage: 'verwalten',
  settings: 'Einstellungen',
  to: 'bis',
};

export const auditReason = (codes: string): string =>
  codes
    .split(' ')
    .map((code) => (Object.hasOwn(reasons, code) ? reasons[code] : code.replaceAll('_', ' ')))
    .join(' ');
