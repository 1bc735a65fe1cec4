/** What the app asks Slack for, and why; nothing that it does not use. */
export const botScopes = {
  commands: 'the slash command and the shortcuts',
  'chat:write': 'result cards and digests, in channels that the bot is a member of and in direct messages',
  'users:read': 'who is asking: a member, a guest or a bot; their name and time zone',
  'users:read.email': "the asker's e-mail address, by which they are found in ROQ",
} as const;

/** What the app wants to hear of, and why. */
export const botEvents = {
  app_home_opened: 'somebody looks at the Home tab: it is filled with their invites',
  app_uninstalled: 'the app is gone from a workspace: its tokens are dropped, and nothing more is posted there',
  tokens_revoked: 'the same, in whichever order Slack tells it',
} as const;

/** Of an org-wide install only, where admins choose its workspaces. */
export const orgEvents = {
  team_access_revoked: 'the app is gone from one workspace of the organisation: nothing more is posted there',
} as const;

/** Ways into the app beside the command; `invite_from_message` also works in threads, where commands do not. */
export const shortcuts = [
  {
    name: 'Invite people',
    type: 'global',
    callback_id: 'invite_people',
    description: 'Invite people to ROQ; you check before anything is sent',
  },
  {
    name: 'Invite from this message',
    type: 'message',
    callback_id: 'invite_from_message',
    description: 'Finds the e-mail addresses and people in this message; you check before anything is sent',
  },
] as const;

/** Of the variant with the step only. Slack sends it to apps that define a step, whoever subscribed. */
export const stepEvents = {
  function_executed: 'a workflow has come to the step: the person it names is asked',
} as const;

/** The step of Workflow Builder. Whoever builds a workflow sets its inputs, so none of them proves anything. */
export const steps = {
  invite_to_roq: {
    title: 'Invite to ROQ',
    description: 'Asks somebody whether they want to send an invite to ROQ in their name, and tells what came of it',
    input_parameters: {
      properties: {
        address: { type: 'string', title: 'E-mail address', description: 'Whom to invite: one address' },
        role: { type: 'string', title: 'Role', description: 'The role they get, by its name in ROQ, such as Editor' },
        on_behalf_of: {
          type: 'slack#/types/user_id',
          title: 'On behalf of',
          description: 'Who invites: they are asked by direct message, and nothing is sent without their yes',
        },
        reason: {
          type: 'string',
          title: 'Why',
          description: 'One sentence for whoever is asked, such as: Mia filled in the form for freelancers',
        },
      },
      required: ['address', 'role', 'on_behalf_of'],
    },
    output_parameters: {
      properties: {
        status: {
          type: 'string',
          title: 'Status',
          description: 'sent, refused, declined, already_member, already_pending, expired or unsure',
        },
        invite_id: { type: 'string', title: 'Invite id', description: 'Of the invite in ROQ, where there is one' },
        reason: { type: 'string', title: 'Reason', description: 'What came of it, in a sentence' },
      },
      required: ['status', 'reason'],
    },
  },
} as const;

export type ManifestOptions = {
  /** With its slash. */
  command: string;
  /** Where Slack reaches the app, without a trailing slash; not used in Socket Mode. */
  url?: string | undefined;
  socket: boolean;
  /** For an Enterprise Grid organisation: one install serves the workspaces its admins choose. */
  org?: boolean;
  /** With the step of Workflow Builder, for which Slack wants an app of one organisation, installed org-wide. */
  workflow?: boolean;
};

const placeholderUrl = 'https://YOUR-HOST';

/** The Slack app's manifest, schema version 2. */
export function manifest({ command, url, socket, workflow = false, org = false }: ManifestOptions) {
  const requestUrl = `${url ?? placeholderUrl}/slack/events`;
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: { name: 'ROQ Invite', description: shortDescription, long_description: longDescription },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: true },
      bot_user: { display_name: 'ROQ Invite', always_online: false },
      slash_commands: [
        {
          command,
          ...(!socket && { url: requestUrl }),
          description: 'Invite people to ROQ, and see what became of every invite',
          usage_hint: 'ada@example.com, Bob <bob@example.com> as editor | status | list | help',
          should_escape: true,
        },
      ],
      shortcuts: [...shortcuts],
    },
    oauth_config: {
      ...(url !== undefined && { redirect_urls: [`${url}/slack/oauth_redirect`] }),
      scopes: { bot: Object.keys(botScopes) },
    },
    settings: {
      event_subscriptions: {
        ...(!socket && { request_url: requestUrl }),
        bot_events: Object.keys({
          ...botEvents,
          ...(org || workflow ? orgEvents : {}),
          ...(workflow ? stepEvents : {}),
        }),
      },
      interactivity: { is_enabled: true, ...(!socket && { request_url: requestUrl }) },
      org_deploy_enabled: org || workflow,
      socket_mode_enabled: socket,
      token_rotation_enabled: false,
      ...(workflow ? { function_runtime: 'remote' } : {}),
    },
    ...(workflow ? { functions: steps } : {}),
  };
}

const shortDescription = 'Invite people into your ROQ tenant from Slack, and watch what becomes of every invite.';
const longDescription =
  'Invite one person or a whole list into your ROQ tenant without leaving Slack. Before anything is sent you see who ' +
  'is ready, who has joined already and who has an invite waiting. Afterwards see which invites are pending, accepted, ' +
  'expired or canceled, send one again or cancel it, within the rights that ROQ gives you.';
