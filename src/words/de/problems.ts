import type { Words } from '../words.ts';

const standings: Record<string, string> = {
  guest: 'Gäste dieses Workspace können niemanden aus Slack einladen. Bitte fragen Sie ein volles Mitglied.',
  bot: 'Nur Menschen können Menschen einladen.',
  stranger:
    'Das gehört zu einem anderen Workspace, deshalb kann ich hier nicht für Sie handeln. Bitte fragen Sie jemanden aus jenem Workspace.',
  deactivated: 'Ihr Slack-Konto ist deaktiviert, deshalb kann ich nicht für Sie handeln.',
};

const forbiddenActs: Record<string, string> = {
  invite: 'Leute einzuladen',
  list: 'Einladungen zu sehen',
  see_batch: 'diese Einladungen zu sehen',
  stop_batch: 'diese Einladungen anzuhalten',
  resend: 'diese Einladung erneut zu senden',
  cancel: 'diese Einladung zurückzuziehen',
  snooze: 'diese Einladung ruhen zu lassen',
  audit: 'zu sehen, was andere getan haben',
  approve: 'diese Einladungen zu genehmigen',
  see_request: 'diese Anfrage zu sehen',
};

const standsAs: Record<string, string> = {
  pending: 'ist schon offen',
  accepted: 'wurde schon angenommen',
  expired: 'ist schon abgelaufen',
  canceled: 'wurde schon zurückgezogen',
};
const nothingTo: Record<string, string> = { resend: 'erneut zu senden', cancel: 'zurückzuziehen' };
const aboutTo: Record<string, string> = { resend: 'erneut zu senden', cancel: 'zurückzuziehen' };
const decided: Record<string, string> = { approved: 'genehmigt', declined: 'abgelehnt', expired: 'beendet' };

export const problems: Words['problems'] = {
  not_a_member: ({ standing }) => standings[standing] ?? 'Das können nur Mitglieder dieses Workspace benutzen.',
  not_installed: () =>
    'Diese App ist in diesem Workspace nicht mehr installiert, oder Slack hat ihr den Zugang entzogen. Es wurde nichts getan; bitte lassen Sie sie von einem Admin neu installieren.',
  email_unknown: ({ command }) =>
    `Slack zeigt mir Ihre E-Mail-Adresse nicht, deshalb finde ich Ihr Konto nicht. Bitte verknüpfen Sie es: \`${command} link\`.`,
  not_linked: ({ command }) =>
    `Zu Ihrer E-Mail-Adresse in Slack finde ich kein Konto. Hat Ihres eine andere Adresse, verknüpfen Sie es: \`${command} link\`. Haben Sie keines, bitten Sie einen Admin, Sie im Produkt anzulegen, und tippen Sie dann noch einmal \`${command}\`.`,
  link_first: ({ ended, command }) =>
    `${ended ? 'Die Verknüpfung mit Ihrem ROQ-Konto ist beendet, weil das Konto hier nicht mehr gilt.' : 'In diesem Workspace brauche ich zuerst einen Nachweis Ihres ROQ-Kontos.'} Bitte verknüpfen Sie es, das dauert eine Minute: \`${command} link\`.`,
  link_code_wrong: ({ left }) =>
    `Dieser Code stimmt nicht oder gilt nicht mehr. Sie haben noch ${left === 1 ? 'einen Versuch' : `${left} Versuche`}.`,
  link_code_closed: () =>
    'Dieser Code gilt nicht mehr: Ein Code gilt einmal, innerhalb von 10 Minuten. Bitte fordern Sie einen neuen an.',
  link_paused: ({ until }) => `Zu viele Codes stimmten nicht. Bitte warten Sie; weiter geht es: ${until}.`,
  link_too_many: ({ until }) => `Sie haben viele Codes angefordert. Den nächsten gibt es frühestens: ${until}.`,
  access_lost: () => 'Ihr Konto im Produkt ist nicht mehr aktiv. Bitte fragen Sie einen Admin.',
  forbidden: ({ act }) =>
    `Ihre Rolle erlaubt Ihnen nicht, ${forbiddenActs[act] ?? 'das zu tun'}. Bitte fragen Sie einen Admin.`,
  role_forbidden: ({ role }) =>
    `Die Rolle „${role}“ dürfen Sie nicht vergeben. Es wurde nichts gesendet; bitte wählen Sie eine andere Rolle oder fragen Sie einen Admin.`,
  no_roles: () => 'Ihre Rolle erlaubt Ihnen nicht, jemanden einzuladen. Bitte fragen Sie einen Admin.',
  invite_not_found: () => 'Diese Einladung gibt es nicht, oder Sie dürfen sie nicht sehen. Es wurde nichts geändert.',
  invite_not_pending: ({ status, email, act }) =>
    `${email ? `Die Einladung an ${email}` : 'Diese Einladung'} ${standsAs[status] ?? 'ist nicht mehr offen'}, es gibt also nichts ${nothingTo[act] ?? 'zu ändern'}.`,
  invite_busy: ({ by, act, email }) =>
    `${by} ist gerade dabei, die Einladung an ${email} ${aboutTo[act] ?? 'zu ändern'}. Bitte sehen Sie gleich noch einmal nach.`,
  cooldown: ({ email, mailedAt, until }) =>
    `${email} hat schon eine E-Mail bekommen (${mailedAt || 'vor Kurzem'}). Aus Rücksicht geht die nächste frühestens hinaus: ${until || 'etwas später'}.`,
  domain_denied: ({ domain, why }) =>
    why === 'outside'
      ? `Dieser Workspace erlaubt nur Einladungen an bestimmte Domains, und ${domain} gehört nicht dazu. Es wurde nichts gesendet.`
      : `Eine Regel dieses Workspace verbietet Einladungen an ${domain}. Es wurde nichts gesendet.`,
  role_not_from_slack: ({ role }) =>
    `Eine Regel dieses Workspace lässt nicht zu, dass die Rolle „${role}“ aus Slack vergeben wird. Es wurde nichts gesendet; bitte wählen Sie eine andere Rolle.`,
  needs_approval: ({ command }) =>
    `Eine Regel dieses Workspace verlangt hier eine zweite Person, deshalb wurde nichts gesendet. Um darum zu bitten, tippen Sie \`${command}\` mit der Adresse.`,
  over_quota: ({ left, limit }) =>
    `Das ist mehr, als Sie heute einladen dürfen: Es bleiben ${left} von ${limit} Einladungen. Es wurde nichts gesendet.`,
  over_cap: ({ left, limit }) =>
    `Das wären mehr offene Einladungen, als dieser Workspace zulässt: ${left} von ${limit} sind noch frei. Es wurde nichts gesendet; alte zurückzuziehen schafft Platz.`,
  no_approvers: () =>
    'Ich kenne in diesem Workspace niemanden, der das genehmigen könnte. Bitte lassen Sie einen Admin den Befehl einmal tippen oder in den Einstellungen einen Channel für Genehmigungen wählen.',
  request_not_found: () => 'Diese Anfrage gibt es nicht, oder Sie dürfen sie nicht sehen. Es wurde nichts geändert.',
  own_request: () => 'Das ist Ihre eigene Anfrage, deshalb muss jemand anderes darüber entscheiden.',
  request_decided: ({ state, by }) =>
    by
      ? `${by} hat diese Anfrage schon ${decided[state] ?? 'entschieden'}, deshalb wurde nichts mehr getan.`
      : `Diese Anfrage ${state === 'withdrawn' ? 'wurde zurückgezogen' : 'ist abgelaufen'}, deshalb wurde nichts mehr getan.`,
  draft_gone: ({ command }) =>
    `Dieses Formular wurde schon gesendet oder ist nicht mehr offen. Ein neues beginnt mit \`${command}\`.`,
  nothing_to_send: () =>
    'Auf dieser Liste ist niemand bereit, deshalb wurde nichts gesendet. Bitte bearbeiten Sie die Liste.',
  file_unusable: ({ file }) => file,
  roq_unavailable: () =>
    'ROQ antwortet nicht. Es wurde nichts geändert; bitte versuchen Sie es in ein paar Minuten noch einmal.',
  roq_unclear: () =>
    'Die Antwort von ROQ ging verloren, deshalb weiß ich nicht, ob es geschehen ist. Bitte drücken Sie in einer Minute „Aktualisieren“.',
  roq_misconfigured: () =>
    'Der Zugang dieser App zu ROQ funktioniert nicht. Es wurde nichts geändert; bitte sagen Sie denen Bescheid, die diese App betreiben.',
  slack_unavailable: () =>
    'Slack antwortet mir gerade nicht richtig, und es wurde nichts weiter getan. Bitte versuchen Sie es in einer Minute noch einmal.',
  settings_forbidden: () =>
    'Die Einstellungen können nur Leute ändern, die alle Einladungen verwalten dürfen. Bitte fragen Sie einen Admin.',
  channel_unusable: ({ channel, reason }) =>
    `In ${channel} darf ich nichts posten (${reason}). Bitte fügen Sie mich dort hinzu, oder wählen Sie einen anderen Channel.`,
  address_busy: () =>
    'Zu dieser Adresse ist noch eine Einladung oder Änderung im Gang, deshalb wurde nichts vergessen. Bitte versuchen Sie es in einer Minute noch einmal.',
  address_changed: () =>
    'Im Feld steht inzwischen eine andere Adresse. Bitte drücken Sie zuerst „Nachsehen“; es wurde nichts getan.',
  view_expired: ({ command }) =>
    `Das hat zu lange gedauert oder stammt aus einer älteren Version. Bitte tippen Sie noch einmal \`${command}\`.`,
};

export const troubles: Words['troubles'] = {
  withReference: (sentence, reference) => `${sentence} (Referenz ${reference})`,
  unknown: (reference) =>
    `Bei uns ist etwas schiefgegangen, und es wurde nichts weiter getan. Bitte versuchen Sie es noch einmal; bleibt es dabei, geben Sie denen, die diese App betreiben, diese Referenz: ${reference}.`,
};
