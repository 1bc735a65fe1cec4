import { say } from './say.ts';

const people = { one: 'person', other: 'people' };

/** What a workspace adds to ROQ's own rules, and what its rules say of a sheet. */
export const rules = {
  title: 'Rules',
  headline: (tenant: string) => `What this workspace adds to ROQ’s own rules for invites to *${tenant}*.`,
  domains: 'Domains',
  domainsExplain: 'One per line: `acme.com` is that domain alone, `*.acme.com` every domain below it.',
  allowed: 'Allowed',
  allowedHint: 'Empty: every domain is allowed.',
  outside: 'Addresses of other domains',
  outsideAsk: 'A second person decides',
  outsideRefuse: 'Are refused',
  warned: 'Ask for a second look',
  denied: 'Never invite',
  deniedHint: 'Outweighs every other rule.',
  rolesAndLimits: 'Roles and limits',
  roles: 'Roles that may be given from Slack',
  rolesHint: 'None chosen: all.',
  quota: 'Invites per person and day',
  cap: 'Pending invites altogether',
  noLimit: '0: no limit.',
  cooldown: 'Minutes between two mails to one address',
  cooldownHint: (usual: number) => `Empty: ${usual}.`,
  secondPerson: 'A second person',
  approvalRoles: 'Decides who gets these roles',
  moreThan: 'Decides on more at once than',
  never: '0: never.',
  mayAsk: 'People who may not invite',
  mayAskNo: 'Cannot ask for invites',
  mayAskYes: 'May ask for invites',
  channel: 'Channel where they decide',
  channelHint: 'Empty: by direct message to up to five people who may decide. Add the app to the channel first.',
  hours: 'Hours until a request expires',
  hoursHint: 'With one reminder at half time.',
  noDomain: (written: string) => `“${written}” is no domain. Please write acme.com or *.acme.com.`,
  tooManyDomains: (most: number) => `Please give at most ${most} domains.`,
  wholeNumber: (from: number, to: number) => `Please give a whole number from ${from} to ${say.number(to)}.`,
  saved: 'Saved. The rules hold from now on, whichever way somebody invites.',
  /** Rows of a sheet, each with a title and what it means. */
  sheet: {
    warned: 'Ready, but please look twice',
    warnedExplains: 'This workspace wants a second look at addresses of these domains.',
    approvals: {
      person: {
        title: 'Need somebody’s approval',
        explains: 'You may not invite by yourself; somebody who may will be asked.',
      },
      role: {
        title: 'Need a second person: the role',
        explains: 'This workspace lets a second person decide who gets this role.',
      },
      outside: {
        title: 'Need a second person: other domains',
        explains: 'Their domains are not among those this workspace allows.',
      },
      many: {
        title: 'Need a second person: many at once',
        explains: 'This workspace lets a second person look at so many at once.',
      },
    },
    why: 'Why? For whoever decides.',
    denials: {
      domain: {
        title: 'Not allowed: the domain',
        explains: 'A rule of this workspace forbids invites to these domains.',
      },
      outside: {
        title: 'Not allowed: other domains',
        explains: 'This workspace allows invites to certain domains only; these are others.',
      },
      role: {
        title: 'Not allowed: the role',
        explains: 'A rule of this workspace does not let this role be given from Slack.',
      },
    },
    quota: 'Over your quota of today',
    quotaExplains: (left: number) =>
      `You may still invite ${say.count(left, people)} today; these can follow tomorrow.`,
    cap: 'Too many pending invites',
    capExplains: (left: number) =>
      `This workspace takes ${say.count(left, { one: 'more pending invite', other: 'more pending invites' })} at the moment; canceling old ones makes room.`,
  },
};
