import type { Words } from '../words.ts';

export const install: Words['install'] = {
  begin: {
    title: 'ROQ Invite zu Slack hinzufügen',
    what: 'Leute aus Slack heraus zu Ihrem ROQ-Tenant einladen, mit den Rechten, die ROQ Ihnen gibt.',
    allows: 'Slack wird Sie um diese Erlaubnisse bitten:',
    button: 'Zu Slack hinzufügen',
  },
  scopes: {
    commands: 'den Befehl, mit dem alles beginnt',
    'chat:write': 'Karten und Übersichten, in Channels, in denen die App Mitglied ist, und in Direktnachrichten',
    'users:read': 'wer fragt: Mitglied, Gast oder Bot; Name, Zeitzone und Sprache',
    'users:read.email': 'die E-Mail-Adresse der fragenden Person, an der ROQ sie erkennt',
  },
  installed: {
    title: (name) => `ROQ Invite ist in ${name} installiert`,
    next: (command) =>
      `Weiter: Tippen Sie ${command} in einem beliebigen Channel. Den ersten Schritt habe ich Ihnen als Nachricht geschickt.`,
    openSlack: 'Slack öffnen',
    nextOrgWide: 'Weiter: Wählen Sie die Workspaces Ihrer Organisation, die es benutzen dürfen.',
    chooseWorkspaces: 'Workspaces wählen',
    closePage: 'Sie können diese Seite schließen.',
  },
  refused: {
    title: 'Es wurde nichts installiert',
    beginAgain: 'Von vorn beginnen',
    notAllowed: 'In Slack wurde es nicht erlaubt. War das ein Versehen, beginnen Sie von vorn.',
    stale:
      'Diese Installation begann nicht in diesem Browser, wurde schon beendet oder ist älter als zehn Minuten. Bitte beginnen Sie hier von vorn, und bleiben Sie in einem Browser.',
    trouble: 'Slack oder diese App konnte es nicht beenden. Bitte versuchen Sie es in einer Minute noch einmal.',
  },
  welcome: {
    firstStep: (command) =>
      `*ROQ Invite ist installiert.* Der erste Schritt: Tippen Sie \`${command}\` in einem beliebigen Channel. Bevor etwas gesendet wird, sehen Sie, wer bereit ist und wer nicht.`,
    settings: (command) => `\`${command} settings\` – eine tägliche Übersicht, wer noch nicht dabei ist`,
    help: (command) => `\`${command} help\` – alles Weitere`,
    channels:
      'Fügen Sie mich zu den Channels hinzu, die sehen sollen, was aus Einladungen wird; überall sonst erfährt es nur, wer fragt.',
  },
};
