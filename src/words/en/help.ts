/** What `/invite help` says of each subcommand, and of what is none; how a command is written is the command's own. */
export const help = {
  opensForm: 'opens the form',
  /** What follows the command; not escaped. */
  example: 'ada@x.io, Bob <bob@y.io> as editor',
  filledIn: 'the same, filled in; you check before anything is sent',
  does: {
    status: 'how many invites are pending, accepted, expired and canceled',
    list: 'find invites; resend or cancel them',
    settings: 'the daily digest; rules, limits and approvals; privacy and audit',
    link: 'for whom you act in ROQ; link your account, or remove the link',
    why: 'everything that happened to one address',
    audit: 'what was done with invites, as CSV, for you only',
    help: 'this text',
  },
  /** Where the Home tab is. */
  home: 'All of it in one place: my *Home* tab. Click my name, then Home.',
  title: 'Help',
  unknownWord: (word: string) => `I do not know “${word}”.`,
};
