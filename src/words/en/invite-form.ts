import { say } from './say.ts';

const people = { one: 'person', other: 'people' };

/** The form that `/invite` opens. */
export const inviteForm = {
  submit: 'Check',
  joins: (tenant: string) => `They join *${tenant}*. You see who is ready before anything is sent.`,
  mayOnlyAsk: 'You may not invite by yourself: what you fill in becomes a request, which somebody else decides.',
  addresses: 'E-mail addresses',
  addressesHint: 'One or many: separated by commas, spaces or new lines. “Bob Berg <bob@y.io>” works too.',
  /** `kept` people stay on the sheet, because Slack's field cannot hold them. */
  kept: (kept: number) =>
    `*${say.count(kept, people)}* from before stay on the sheet; they are too many to edit here. What you add below comes on top.`,
  file: 'Or a CSV file',
  fileHint:
    'Columns email, first, last, role, locale in any order, with or without a header. Up to 5 MB and 10,000 rows.',
  role: 'Role',
  locale: 'Language of the mail',
  firstName: 'First name',
  lastName: 'Last name',
  nameHint: 'Only used when you invite one person.',
  needsAddress: 'Please give at least one e-mail address.',
  needsRole: 'Please choose a role.',
  /** `why` is one of `faults`. */
  badAddress: (written: string, why: string) => `“${written}”: ${why}`,
  moreBadAddresses: (n: number) => `And ${say.number(n)} more.`,
  nobodyInMessage: 'I found no e-mail address and nobody in that message. You can fill in whom to invite.',
  noSuchRole: (word: string) => `There is no role “${word}” that you may give. Please choose one.`,
};
