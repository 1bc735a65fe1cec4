/** The pages and the first message of an install. */
export const install = {
  begin: {
    title: 'Add ROQ Invite to your Slack',
    what: 'Invite people into your ROQ tenant without leaving Slack, within the rights that ROQ gives you.',
    allows: 'Slack will ask you to allow:',
    button: 'Add to Slack',
  },
  /** Why each scope is asked for, where it is not said in the manifest's own English. */
  scopes: {} as Readonly<Record<string, string>>,
  installed: {
    title: (name: string) => `ROQ Invite is installed in ${name}`,
    /** `command` is ready for HTML. */
    next: (command: string) => `Next: type ${command} in any channel. I have sent you a message with the first step.`,
    openSlack: 'Open Slack',
    nextOrgWide: 'Next: choose the workspaces of your organisation that may use it.',
    chooseWorkspaces: 'Choose workspaces',
    closePage: 'You can close this page.',
  },
  refused: {
    title: 'Nothing was installed',
    beginAgain: 'Begin again',
    notAllowed: 'You did not allow it in Slack. If that was a slip, begin again.',
    stale:
      'This install did not begin in this browser, was finished before, or is older than ten minutes. Please begin again here, and stay in one browser.',
    trouble: 'Slack or this app could not finish it. Please try again in a minute.',
  },
  welcome: {
    firstStep: (command: string) =>
      `*ROQ Invite is installed.* First step: type \`${command}\` in any channel. Before anything is sent you see who is ready and who is not.`,
    settings: (command: string) => `\`${command} settings\` – a daily digest of who has not joined yet`,
    help: (command: string) => `\`${command} help\` – everything else`,
    channels:
      'Add me to the channels that should see what became of an invite; everywhere else I tell only whoever asked.',
  },
};
