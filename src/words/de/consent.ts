import type { Words } from '../words.ts';
import { say } from './say.ts';

const people = { one: 'Person', other: 'Personen' };

export const consent: Words['consent'] = {
  field: 'Oder Leute aus diesem Slack',
  fieldHint: 'Sie werden erst per Direktnachricht gefragt: Vor ihrem Ja geht keine E-Mail hinaus.',
  choose: 'Personen auswählen',
  tooMany: (most) => `Bitte wählen Sie höchstens ${most} Personen auf einmal.`,

  ask: (n) => `${say.count(n, people)} fragen`,
  sendAndAsk: (sent, asked) => `${sent} senden, ${asked} fragen`,
  onlyAsking: (n, tenant, role) =>
    `*${say.count(n, people)}* ${n === 1 ? 'wird' : 'werden'} gefragt, ob sie zu *${tenant}* kommen ${n === 1 ? 'will' : 'wollen'}, als *${role}*.`,
  askedFirst: 'Werden erst gefragt',
  askedFirstExplains:
    'Ihre Adresse steht in ihrem Slack-Profil, deshalb werden sie per Direktnachricht gefragt. Vor ihrem Ja geht keine E-Mail hinaus.',
  leftOut: 'Weggelassen',
  why: {
    typed: 'steht mit der Adresse schon in der Liste',
    open: 'wird schon gefragt',
    no: 'hat vor weniger als einem Monat Nein gesagt',
    bot: 'ist eine App',
    guest: 'ist Gast in diesem Workspace; bitte geben Sie die Adresse ein',
    stranger: 'gehört zu einem anderen Workspace; bitte geben Sie die Adresse ein',
    deactivated: 'ist in Slack deaktiviert',
    no_address: 'zeigt in Slack keine Adresse; bitte geben Sie sie ein',
    member: 'ist schon dabei',
    pending: 'hat schon eine offene Einladung',
    cooling: 'bekam vor Kurzem eine E-Mail',
    role: 'kann diese Rolle nicht von Ihnen bekommen',
    denied: 'ist von einer Regel dieses Workspace nicht erlaubt',
    over: 'wäre über einer Grenze dieses Workspace',
    bad: 'zeigt in Slack keine Adresse; bitte geben Sie sie ein',
  },
  asked: (n) =>
    `:speech_balloon: ${say.count(n, { one: 'Person wurde', other: 'Personen wurden' })} per Direktnachricht gefragt. Vor ihrem Ja geht keine E-Mail hinaus; Ihre Direktnachrichten mit mir zeigen, was sie antworten.`,

  question: (inviter, tenant, role, address) =>
    `${inviter} möchte Sie als *${role}* zu *${tenant}* einladen. Soll die Einladung an ${address} gehen?`,
  standsUntil: (when) => `Ohne Ihr Ja wird nichts gesendet. Sie können antworten bis ${when}.`,
  yes: 'Ja, senden',
  saysYes: (inviter) => `Ja, senden: die Einladung von ${inviter}`,
  other: 'Andere Adresse',
  saysOther: (inviter) => `Andere Adresse für die Einladung von ${inviter}`,
  no: 'Nein, danke',
  saysNo: (inviter) => `Nein, danke, keine Einladung von ${inviter} senden`,
  answered: {
    yes: (tenant) => `Sie haben Ja gesagt: Ihre Einladung zu *${tenant}* ist auf dem Weg zu ROQ, das sie verschickt.`,
    sent: (tenant, address) =>
      `Sie haben Ja gesagt: ROQ hat die Einladung zu *${tenant}* angenommen und schickt sie an ${address}.`,
    unsure: (tenant) =>
      `Sie haben Ja gesagt, aber die Antwort von ROQ zu Ihrer Einladung zu *${tenant}* ging verloren. Kommt keine E-Mail, fragen Sie bitte nach.`,
    asked: (tenant) =>
      `Sie haben Ja gesagt. Über Ihre Einladung zu *${tenant}* entscheidet noch eine zweite Person, bevor sie gesendet wird.`,
    refused: (inviter, tenant) =>
      `Sie haben Ja gesagt, aber Ihre Einladung zu *${tenant}* konnte nicht gesendet werden. ${inviter} sieht, warum.`,
    no: (inviter, tenant) => `Sie haben Nein gesagt: Zu *${tenant}* wurde nichts gesendet. ${inviter} sieht das.`,
    expired: (tenant) => `Die Frage, ob Sie zu *${tenant}* kommen wollen, ist beendet; es wurde nichts gesendet.`,
    withdrawn: (inviter, tenant) =>
      `${inviter} hat die Frage zurückgenommen, ob Sie zu *${tenant}* kommen wollen; es wurde nichts gesendet.`,
  },
  over: 'Das haben Sie schon beantwortet, oder es ist beendet; es wurde nichts weiter getan.',

  otherTitle: 'Andere Adresse',
  otherSubmit: 'Dorthin senden',
  otherIntro: (inviter, tenant, role) =>
    `Die Einladung von ${inviter} zu *${tenant}* als *${role}* geht an diese Adresse.`,
  otherField: 'Ihre E-Mail-Adresse',
  otherHint: 'Wer Sie einlädt und alle, die dort Einladungen sehen dürfen, sehen sie.',
  otherDenied: 'Eine Regel dieses Workspace erlaubt keine Einladungen an Adressen dort.',
  otherThanks: 'Danke. ROQ soll die Einladung dorthin schicken; meine Nachricht an Sie zeigt, was daraus wird.',

  tally: (n, tenant, role) =>
    `Sie haben *${say.count(n, people)}* gefragt, ob sie als *${role}* zu *${tenant}* kommen ${n === 1 ? 'will' : 'wollen'}.`,
  came: {
    open: (until) => `hat noch nicht geantwortet und kann das bis ${until}`,
    unreachable: 'konnte nicht gefragt werden: Slack hat die Nachricht nicht angenommen',
    yes: 'hat Ja gesagt; es wird gesendet',
    sent: (status) => `hat Ja gesagt: eingeladen. ${status}`,
    unsure: 'hat Ja gesagt, aber die Antwort von ROQ ging verloren',
    refusedByRoq: (why) => `hat Ja gesagt, wurde aber nicht eingeladen. ${why}`,
    asked: 'hat Ja gesagt; eine zweite Person wurde um ihre Zustimmung gebeten',
    approved: 'hat Ja gesagt, und eine zweite Person hat zugestimmt',
    declined: 'hat Ja gesagt, aber eine zweite Person hat abgelehnt',
    undecided: 'hat Ja gesagt, aber niemand hat rechtzeitig entschieden',
    no: 'hat Nein gesagt',
    expired: 'hat nicht rechtzeitig geantwortet',
    withdrawn: 'wird nicht mehr gefragt',
  },
  refusal: {
    member: 'für die Adresse gibt es schon ein Konto',
    pending: 'für die Adresse gibt es schon eine offene Einladung',
    cooling: 'an die Adresse ging vor Kurzem schon eine E-Mail',
    denied: 'eine Regel dieses Workspace erlaubt es nicht',
    over: 'eine Grenze dieses Workspace war erreicht',
    role: 'Sie dürfen diese Rolle nicht mehr vergeben',
    forbidden: 'Sie dürfen nicht mehr einladen',
    no_approvers: 'niemand konnte zustimmen',
    unavailable: 'ROQ war einen Tag lang nicht erreichbar',
  },
  refused: (why) => `hat Ja gesagt, aber es wurde nichts gesendet: ${why}`,
  otherAddress: 'Es ist eine andere Adresse.',
  counts: (invited, no, open) =>
    say.list([
      ...(invited > 0 ? [`${say.number(invited)} Ja`] : []),
      ...(no > 0 ? [`${say.number(no)} Nein`] : []),
      ...(open > 0 || !(invited > 0 || no > 0) ? [`${say.number(open)} ohne Antwort`] : []),
    ]),
  withdraw: 'Offene Fragen zurücknehmen',
  withdrawTitle: 'Die offenen Fragen zurücknehmen?',
  withdrawText: (n) =>
    `${say.count(n, { one: 'Person hat', other: 'Personen haben' })} noch nicht geantwortet und ${n === 1 ? 'kann' : 'können'} dann nicht mehr Ja sagen.`,
  withdrawYes: 'Zurücknehmen',
};
