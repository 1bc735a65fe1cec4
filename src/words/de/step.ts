import type { Words } from '../words.ts';

export const step: Words['step'] = {
  question: (whom, tenant, role) =>
    `Ein Workflow in diesem Slack möchte ${whom} in Ihrem Namen als *${role}* zu *${tenant}* einladen.`,
  reason: (reason) => `Der Workflow sagt dazu: „${reason}“`,
  standsUntil: (when) =>
    `Nur wenn Sie „Senden“ drücken, wird etwas gesendet; Sie können das bis ${when}. Wer den Workflow gebaut hat, sieht, was Sie entscheiden und was daraus wird.`,
  yes: 'Senden',
  saysYes: (address) => `Senden: die Einladung an ${address} in meinem Namen`,
  no: 'Nicht senden',
  saysNo: (address) => `Nicht senden: die Einladung an ${address}`,
  over: 'Das haben Sie schon beantwortet, oder es ist beendet; es ist nichts weiter geschehen.',
  came: {
    agreed: (tenant) =>
      `Sie haben zugestimmt: Die Einladung zu *${tenant}* ist auf dem Weg zu ROQ, das sie verschickt.`,
    requested: (tenant) =>
      `Sie haben zugestimmt. Über die Einladung zu *${tenant}* entscheidet noch eine zweite Person, bevor sie gesendet wird.`,
    sent: (tenant, address) =>
      `Sie haben zugestimmt: ROQ hat die Einladung zu *${tenant}* in Ihrem Namen angenommen und schickt sie an ${address}.`,
    unsure: (tenant) =>
      `Sie haben zugestimmt, aber die Antwort von ROQ zur Einladung zu *${tenant}* ging verloren: Vielleicht wurde sie gesendet, vielleicht nicht.`,
    already_member: (tenant) =>
      `Sie haben zugestimmt, aber es wurde nichts gesendet: Für die Adresse gibt es in *${tenant}* schon ein Konto.`,
    already_pending: (tenant) =>
      `Sie haben zugestimmt, aber es wurde nichts gesendet: Für die Adresse gibt es schon eine offene Einladung zu *${tenant}*.`,
    refused: (tenant, why) => `Zu *${tenant}* wurde nichts gesendet: ${why}.`,
    declined: (tenant) => `Sie haben die Einladung zu *${tenant}*, um die ein Workflow bat, nicht gesendet.`,
    expired: (tenant) =>
      `Sie können die Einladung zu *${tenant}*, um die ein Workflow bat, nicht mehr senden; es wurde nichts gesendet.`,
  },
  why: {
    no_address: 'es gab keine E-Mail-Adresse',
    several_addresses: 'es gab mehr als eine E-Mail-Adresse',
    bad_address: 'das ist keine E-Mail-Adresse',
    nobody: 'die Person, in deren Namen gesendet werden sollte, kennt Slack nicht',
    bot: 'es sollte im Namen einer App gesendet werden',
    guest: 'es sollte im Namen eines Gastes gesendet werden',
    stranger: 'es sollte im Namen einer Person aus einem anderen Workspace gesendet werden',
    deactivated: 'es sollte im Namen einer Person gesendet werden, die in Slack deaktiviert ist',
    role: 'die Person, in deren Namen gesendet werden sollte, kann diese Rolle nicht vergeben',
    may_not: 'die Person, in deren Namen gesendet werden sollte, kann hier nicht einladen',
    asked: 'die Person, in deren Namen gesendet werden sollte, wird zu dieser Adresse schon gefragt',
    many: 'die Person, in deren Namen gesendet werden sollte, wurde von Workflows zu oft gefragt',
    unreachable: 'Slack hat die Nachricht an die Person, in deren Namen gesendet werden sollte, nicht angenommen',
    roq: 'ROQ hat es abgelehnt',
    not_approved: 'eine zweite Person hat abgelehnt',
    undecided: 'keine zweite Person hat rechtzeitig entschieden',
    withdrawn: 'die Anfrage an eine zweite Person wurde zurückgezogen',
    stopped: 'es wurde vor dem Senden angehalten',
    forgotten: 'die Adresse wurde inzwischen vergessen',
    'sending:member': 'für die Adresse gibt es schon ein Konto',
    'sending:pending': 'für die Adresse gibt es schon eine offene Einladung',
    'sending:cooling': 'an die Adresse ging vor Kurzem schon eine E-Mail',
    'sending:denied': 'eine Regel dieses Workspace erlaubt es nicht',
    'sending:over': 'eine Grenze dieses Workspace war erreicht',
    'sending:role': 'die Person, in deren Namen gesendet werden sollte, darf diese Rolle nicht mehr vergeben',
    'sending:forbidden': 'die Person, in deren Namen gesendet werden sollte, darf nicht mehr einladen',
    'sending:no_approvers': 'niemand konnte zustimmen',
    'sending:unavailable': 'ROQ war einen Tag lang nicht erreichbar',
  },
  told: {
    sent: 'ROQ hat die Einladung angenommen und verschickt sie.',
    declined: 'Die Person, in deren Namen gesendet werden sollte, hat sich dagegen entschieden.',
    expired:
      'Die Person, in deren Namen gesendet werden sollte, hat nicht rechtzeitig geantwortet; es wurde nichts gesendet.',
    unsure: 'Die Antwort von ROQ ging verloren: Vielleicht wurde die Einladung gesendet, vielleicht nicht.',
    already_member: 'Für die Adresse gibt es schon ein Konto; es wurde nichts gesendet.',
    already_pending: 'Für die Adresse gibt es schon eine offene Einladung; es wurde nichts gesendet.',
    refused: (why) => `Es wurde nichts gesendet: ${why}.`,
  },
  fault: {
    no_address: 'Der Schritt „Invite to ROQ“ bekam keine E-Mail-Adresse. Bitte füllen Sie eine aus.',
    several_addresses:
      'Der Schritt „Invite to ROQ“ nimmt eine E-Mail-Adresse und bekam mehrere. Bitte geben Sie ihm bei jedem Lauf eine.',
    bad_address: 'Was der Schritt „Invite to ROQ“ als E-Mail-Adresse bekam, ist keine. Bitte prüfen Sie sie.',
    nobody: 'Slack kennt die Person unter „On behalf of“ nicht. Bitte wählen Sie jemanden aus diesem Workspace.',
    bot: 'Der Schritt „Invite to ROQ“ kann nicht im Namen einer App handeln. Bitte wählen Sie eine Person.',
    guest:
      'Der Schritt „Invite to ROQ“ kann nicht im Namen eines Gastes handeln. Bitte wählen Sie ein volles Mitglied.',
    stranger:
      'Der Schritt „Invite to ROQ“ kann nicht im Namen von jemandem aus einem anderen Workspace handeln. Bitte wählen Sie ein Mitglied von diesem.',
    deactivated: 'Die Person unter „On behalf of“ ist in Slack deaktiviert. Bitte wählen Sie jemand anderen.',
    role: 'Die Person unter „On behalf of“ kann die angegebene Rolle nicht vergeben. Bitte schreiben Sie eine Rolle so, wie ROQ sie nennt, oder wählen Sie jemand anderen.',
  },
};
