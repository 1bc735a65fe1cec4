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

export type ManifestOptions = {
  /** With its slash. */
  command: string;
  /** Where Slack reaches the app, without a trailing slash; not used in Socket Mode. */
  url?: string | undefined;
  socket: boolean;
  /** For an Enterprise Grid organisation: one install serves the workspaces its admins choose. */
  org?: boolean;
};

const placeholderUrl = 'https://YOUR-HOST';

/** The Slack app's manifest, schema version 2. */
export function manifest({ command, url, socket, org = false }: ManifestOptions) {
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
        bot_events: Object.keys(org ? { ...botEvents, ...orgEvents } : botEvents),
      },
      interactivity: { is_enabled: true, ...(!socket && { request_url: requestUrl }) },
      org_deploy_enabled: org,
      socket_mode_enabled: socket,
      token_rotation_enabled: false,
    },
  };
}

const shortDescription = 'Invite people into your ROQ tenant from Slack, and watch what becomes of every invite.';
const longDescription =
  'Invite one person or a whole list into your ROQ tenant without leaving Slack. Before anything is sent you see who ' +
  'is ready, who has joined already and who has an invite waiting. Afterwards see which invites are pending, accepted, ' +
  'expired or canceled, send one again or cancel it, within the rights that ROQ gives you.';
