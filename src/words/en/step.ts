/** The step of Workflow Builder: the question in somebody's name, what comes of it, and what the workflow is told. */
export const step = {
  /** `whom`: a name and an address. */
  question: (whom: string, tenant: string, role: string) =>
    `A workflow in this Slack would like to invite ${whom} to *${tenant}* as *${role}*, in your name.`,
  reason: (reason: string) => `The workflow says: “${reason}”`,
  standsUntil: (when: string) =>
    `Nothing is sent unless you press Send; you can until ${when}. Whoever built the workflow can see what you decide and what comes of it.`,
  yes: 'Send',
  saysYes: (address: string) => `Send the invite to ${address} in my name`,
  no: 'Don’t send',
  saysNo: (address: string) => `Don’t send the invite to ${address}`,
  over: 'You have answered this already, or it has ended; nothing more was done.',
  /** What the asked person reads once they have answered, or can no more. */
  came: {
    agreed: (tenant: string) => `You agreed: the invite to *${tenant}* is on its way to ROQ, which mails it.`,
    requested: (tenant: string) =>
      `You agreed. A second person decides about the invite to *${tenant}* before it is sent.`,
    sent: (tenant: string, address: string) =>
      `You agreed: ROQ accepted the invite to *${tenant}* in your name and mails it to ${address}.`,
    unsure: (tenant: string) =>
      `You agreed, but ROQ’s answer about the invite to *${tenant}* was lost: it may or may not have been sent.`,
    already_member: (tenant: string) =>
      `You agreed, but nothing was sent: that address has an account in *${tenant}* already.`,
    already_pending: (tenant: string) =>
      `You agreed, but nothing was sent: that address has an open invite to *${tenant}* already.`,
    refused: (tenant: string, why: string) => `Nothing was sent about *${tenant}*: ${why}.`,
    declined: (tenant: string) => `You did not send the invite to *${tenant}* that a workflow asked for.`,
    expired: (tenant: string) =>
      `You can no longer send the invite to *${tenant}* that a workflow asked for; nothing was sent.`,
  },
  /** Why nothing was sent; read by whoever was asked, and by the workflow. */
  why: {
    no_address: 'there was no e-mail address',
    several_addresses: 'there was more than one e-mail address',
    bad_address: 'that is no e-mail address',
    nobody: 'Slack does not know the person it was to be sent on behalf of',
    bot: 'it was to be sent on behalf of an app',
    guest: 'it was to be sent on behalf of a guest',
    stranger: 'it was to be sent on behalf of somebody of another workspace',
    deactivated: 'it was to be sent on behalf of somebody who is deactivated in Slack',
    role: 'the person it was to be sent on behalf of cannot give this role',
    may_not: 'the person it was to be sent on behalf of cannot invite here',
    asked: 'the person it was to be sent on behalf of is being asked about that address already',
    many: 'workflows have asked the person it was to be sent on behalf of too often',
    unreachable: 'Slack did not take the message to the person it was to be sent on behalf of',
    roq: 'ROQ refused it',
    not_approved: 'a second person declined it',
    undecided: 'no second person decided about it in time',
    withdrawn: 'the request for a second person’s approval was withdrawn',
    stopped: 'it was stopped before it was sent',
    forgotten: 'that address was forgotten meanwhile',
    'sending:member': 'there is an account for that address already',
    'sending:pending': 'there is an open invite for that address already',
    'sending:cooling': 'that address was mailed a short while ago',
    'sending:denied': 'a rule of this workspace does not allow it',
    'sending:over': 'a limit of this workspace was reached',
    'sending:role': 'the person it was to be sent on behalf of may not give this role any more',
    'sending:forbidden': 'the person it was to be sent on behalf of may not invite any more',
    'sending:no_approvers': 'nobody could approve it',
    'sending:unavailable': 'ROQ could not be reached for a day',
  },
  /** The step’s output `reason`. */
  told: {
    sent: 'ROQ accepted the invite and mails it.',
    declined: 'The person it was to be sent on behalf of decided not to send it.',
    expired: 'The person it was to be sent on behalf of did not answer in time; nothing was sent.',
    unsure: 'ROQ’s answer was lost: the invite may or may not have been sent.',
    already_member: 'There is an account for that address already; nothing was sent.',
    already_pending: 'There is an open invite for that address already; nothing was sent.',
    refused: (why: string) => `Nothing was sent: ${why}.`,
  },
  /** The step’s error: what its inputs lack, for whoever builds the workflow. */
  fault: {
    no_address: 'The step “Invite to ROQ” got no e-mail address. Please fill in one.',
    several_addresses:
      'The step “Invite to ROQ” takes one e-mail address and got several. Please give it one for each run.',
    bad_address: 'What the step “Invite to ROQ” got as e-mail address is none. Please check it.',
    nobody: 'Slack does not know the person given as “On behalf of”. Please choose somebody of this workspace.',
    bot: 'The step “Invite to ROQ” cannot act on behalf of an app. Please choose a person.',
    guest: 'The step “Invite to ROQ” cannot act on behalf of a guest. Please choose a full member of this workspace.',
    stranger:
      'The step “Invite to ROQ” cannot act on behalf of somebody of another workspace. Please choose a member of this one.',
    deactivated: 'The person given as “On behalf of” is deactivated in Slack. Please choose somebody else.',
    role: 'The person given as “On behalf of” cannot give the role that the step got. Please write a role as ROQ names it, or choose somebody else.',
  },
};
