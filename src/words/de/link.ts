import type { Words } from '../words.ts';

export const link: Words['link'] = {
  title: 'Ihr ROQ-Konto',
  offer: 'Mein Konto verknüpfen',
  mailCode: 'Code anfordern',
  addressExplains:
    'Um in ROQ für Sie zu handeln, braucht diese App einen Nachweis, dass das Konto Ihnen gehört. ROQ mailt einen Einmalcode an die Adresse dieses Kontos; Sie tippen ihn hier ein. Das ist nur einmal nötig.',
  address: 'E-Mail-Adresse Ihres ROQ-Kontos',
  noAddress: 'Das ist keine E-Mail-Adresse.',
  submit: 'Verknüpfen',
  codeExplains:
    'Hat ein ROQ-Konto diese Adresse, ist ein Code aus 8 Buchstaben und Ziffern dorthin unterwegs. Er gilt einmal, innerhalb von 10 Minuten.',
  code: 'Einmalcode',
  noCode: 'Ein Code hat 8 Buchstaben und Ziffern, so wie sie in der E-Mail stehen.',
  noMail: 'Keine E-Mail? Neu anfordern',
  checkingCode: 'Der Code wird geprüft …',
  linked: 'Verknüpft.',
  actsFor: (address, tenant) => `Sie handeln für *${address}* in *${tenant}*.`,
  since: (when, proof) => `Seit ${when}, ${proof}.`,
  proofs: {
    code: 'nachgewiesen durch einen dorthin gemailten Code',
    email: 'weil Ihr Slack-Konto dieselbe E-Mail-Adresse hat',
  },
  linkOther: 'Anderes Konto verknüpfen',
  remove: 'Entfernen',
  removeSays: 'Entfernen: die Verknüpfung mit Ihrem ROQ-Konto',
  removeDialog: {
    title: 'Diese Verknüpfung entfernen?',
    text: 'Diese App handelt dann in ROQ nicht mehr für Sie als dieses Konto. Gesendete Einladungen bleiben, wie sie sind.',
    yes: 'Entfernen',
  },
  removed: (command) =>
    `Entfernt. Diese App handelt in ROQ nicht mehr für Sie; \`${command} link\` verknüpft wieder ein Konto.`,
  removedButEmail: (command) =>
    `Entfernt. Von jetzt an sagt Ihre E-Mail-Adresse in Slack, wer Sie in ROQ sind; \`${command} link\` verknüpft wieder ein Konto.`,
};
