import type { Words } from '../words.ts';

export const nudge: Words['nudge'] = {
  waits: (inviter, tenant, address) =>
    `${inviter} hat Sie zu *${tenant}* eingeladen. Die Einladung liegt in Ihrem Postfach ${address}.`,
  look: 'Falls Sie sie nicht finden, sehen Sie bitte auch im Spam-Ordner nach. Dies ist hier die einzige Nachricht dazu.',
  neverGot: 'Ich habe keine bekommen',
  saysNeverGot: (tenant) => `Ich habe keine bekommen: Einladung zu ${tenant} erneut senden`,
  notMe: 'Nicht für mich',
  saysNotMe: (tenant) => `Nicht für mich: die Einladung zu ${tenant}`,
  notMeTitle: 'Nicht für Sie?',
  notMeText: (inviter) => `${inviter} erfährt es, und ich schreibe Ihnen nichts mehr dazu.`,
  notMeYes: 'Nicht für mich',
  sentAgain: (times) =>
    times === 1 ? 'ROQ hat sie seitdem noch einmal verschickt.' : 'ROQ hat sie seitdem noch zweimal verschickt.',
  joined: (tenant) => `Sie gehören jetzt zu *${tenant}*. Willkommen!`,
  ended: (tenant) => `Die Einladung zu *${tenant}* gilt nicht mehr. Wer Sie eingeladen hat, kann eine neue senden.`,
  stopped: (tenant) =>
    `Sie haben gesagt, dass die Einladung zu *${tenant}* nicht für Sie ist. Wer sie gesendet hat, weiß es; ich schreibe nichts mehr dazu.`,
  again: (address) =>
    `:white_check_mark: ROQ schickt die Einladung erneut an ${address}. Das kann ein paar Minuten dauern.`,
  unclear: 'ROQ hat es noch nicht bestätigt. Kommt in ein paar Minuten keine E-Mail, drücken Sie bitte noch einmal.',
  tooSoon: (mailed, until) =>
    `Sie wurde verschickt: ${mailed}. Damit es nicht zu viele werden, geht die nächste E-Mail frühestens hinaus: ${until}. Bitte sehen Sie auch im Spam-Ordner nach.`,
  notNow: (inviter) => `Von hier aus geht es im Moment nicht noch einmal. Bitte fragen Sie ${inviter}.`,
  askThem: (inviter) => `Sie wurde inzwischen mehrmals verschickt. Bitte fragen Sie ${inviter}.`,
  over: 'Diese Einladung ist nicht mehr offen; es wurde nichts weiter getan.',
  refused: (invitee, tenant, address) =>
    `${invitee} sagt, dass Ihre Einladung zu *${tenant}* an ${address} nicht für diese Person ist. Sie bleibt offen, bis Sie sie zurückziehen.`,
};
