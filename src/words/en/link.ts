/** Linking a ROQ account by a mailed one-time code. */
export const link = {
  title: 'Your ROQ account',
  /** Stands below a refusal that a link would end. */
  offer: 'Link my account',
  mailCode: 'Mail me a code',
  addressExplains:
    'To act for you in ROQ, this app needs proof that the account is yours. ROQ mails a one-time code to the address of that account; you type it here. This is needed once.',
  address: 'E-mail address of your ROQ account',
  noAddress: 'This is not an e-mail address.',
  submit: 'Link',
  /** Says the same whether there is such an account or not. */
  codeExplains:
    'If a ROQ account has that address, a code of 8 letters and digits is on its way there. It works once, within 10 minutes.',
  code: 'Code',
  noCode: 'A code has 8 letters and digits, as they stand in the mail.',
  noMail: 'No mail? Ask again',
  checkingCode: 'Checking the code…',
  linked: 'Linked.',
  /** `address` is masked. */
  actsFor: (address: string, tenant: string) => `You act for *${address}* in *${tenant}*.`,
  /** `proof` is one of `proofs`. */
  since: (when: string, proof: string) => `Since ${when}, ${proof}.`,
  proofs: {
    code: 'proved by a code that was mailed to it',
    email: 'because your Slack account has the same e-mail address',
  },
  linkOther: 'Link another account',
  remove: 'Remove',
  removeSays: 'Remove the link to your ROQ account',
  removeDialog: {
    title: 'Remove this link?',
    text: 'This app then no longer acts for you in ROQ as this account. Invites that were sent stay as they are.',
    yes: 'Remove',
  },
  removed: (command: string) =>
    `Removed. This app no longer acts for you in ROQ; \`${command} link\` links an account again.`,
  removedButEmail: (command: string) =>
    `Removed. From now on your Slack e-mail address says who you are in ROQ; \`${command} link\` links an account again.`,
};
