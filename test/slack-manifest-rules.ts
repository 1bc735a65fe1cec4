import { z } from 'zod';

/**
 * Of Slack's published manifest schema 2.0.0 what an app like ours can use; a key that it does not know is an error
 * there too. Below it what only Slack's servers say no to: https, addresses that are needed, words that are taken.
 */
const text = (least: number, most: number) => z.string().min(least).max(most);
const requestUrl = (most: number) => z.url({ protocol: /^https$/ }).max(most);
const distinct = <T extends z.ZodType>(item: T, most: number) =>
  z
    .array(item)
    .max(most)
    .refine((items) => new Set(items).size === items.length, 'must hold each only once');
const scopes = distinct(text(1, 50), 255);

const appHome = z.strictObject({
  home_tab_enabled: z.boolean(),
  messages_tab_enabled: z.boolean(),
  messages_tab_read_only_enabled: z.boolean(),
});

const slashCommand = z.strictObject({
  // Only these characters are known to be taken; `/status` and `/me` are Slack's own and refused.
  command: text(2, 32)
    .regex(/^\/[a-z0-9_-]+$/)
    .refine((command) => !['/status', '/me'].includes(command), 'is a word of Slack'),
  url: requestUrl(3000).optional(),
  description: text(1, 2000),
  usage_hint: text(1, 1000).optional(),
  should_escape: z.boolean().optional(),
});

const shortcut = z.strictObject({
  name: text(1, 24),
  type: z.enum(['message', 'global']),
  callback_id: text(1, 255),
  description: text(1, 150),
});

const parameterType = z.enum([
  'integer',
  'number',
  'boolean',
  'string',
  'object',
  'array',
  'slack#/types/user_context',
  'slack#/types/user_permission',
  'slack#/types/user_id',
  'slack#/types/channel_id',
  'slack#/types/usergroup_id',
  'slack#/types/timestamp',
  'slack#/types/blocks',
  'slack#/types/credential/oauth2',
  'slack#/types/date',
  'slack#/types/interactivity',
  'slack#/types/rich_text',
  'slack#/types/form_input',
  'slack#/types/form_input_object',
  'slack#/types/message_ts',
  'slack#/types/message_context',
]);
const parameters = z
  .strictObject({
    properties: z.record(
      text(1, 255),
      z.looseObject({
        type: parameterType,
        title: z.string().optional(),
        description: z.string().optional(),
        hint: z.string().optional(),
      }),
    ),
    required: z.array(z.string()).optional(),
  })
  .refine(({ properties, required = [] }) => required.every((name) => name in properties), 'requires what it has not');
/** A step of Workflow Builder. */
const step = z.strictObject({
  title: text(1, 255),
  description: text(1, 255),
  input_parameters: parameters,
  output_parameters: parameters,
});

const shape = z.strictObject({
  _metadata: z.strictObject({ major_version: z.literal(2), minor_version: z.int() }),
  display_information: z.strictObject({
    name: text(1, 35),
    description: text(1, 140).optional(),
    background_color: z
      .string()
      .regex(/^#([0-9a-f]{3}|[0-9a-f]{6})$/i)
      .optional(),
    long_description: text(175, 4000).optional(),
  }),
  features: z.strictObject({
    app_home: appHome.optional(),
    bot_user: z.strictObject({ display_name: text(1, 80), always_online: z.boolean().optional() }),
    slash_commands: z.array(slashCommand).min(1).max(50),
    shortcuts: z.array(shortcut).min(1).max(10).optional(),
  }),
  oauth_config: z.strictObject({
    redirect_urls: distinct(requestUrl(2500), 1000).optional(),
    scopes: z.strictObject({ bot: scopes, bot_optional: scopes.optional() }),
  }),
  settings: z.strictObject({
    event_subscriptions: z
      .strictObject({ request_url: requestUrl(3500).optional(), bot_events: distinct(text(1, 50), 100).min(1) })
      .optional(),
    interactivity: z.strictObject({
      is_enabled: z.boolean(),
      request_url: requestUrl(3500).optional(),
      message_menu_options_url: requestUrl(3500).optional(),
    }),
    org_deploy_enabled: z.boolean(),
    socket_mode_enabled: z.boolean(),
    token_rotation_enabled: z.boolean(),
    function_runtime: z.literal('remote').optional(),
  }),
  functions: z
    .record(z.string().regex(/^[a-z][a-z0-9_]{0,99}$/), step)
    .refine((functions) => Object.keys(functions).length <= 50, 'are more than 50')
    .optional(),
});
type Shape = z.infer<typeof shape>;

const semantic: [why: string, holds: (manifest: Shape) => boolean][] = [
  [
    'over HTTP every door has an address, in Socket Mode none',
    ({ features, settings }) => {
      const { event_subscriptions: events, interactivity } = settings;
      const doors = [interactivity, ...(events ? [{ ...events, is_enabled: true }] : [])];
      const addresses = [
        ...doors.filter((door) => door.is_enabled).map((door) => door.request_url),
        ...features.slash_commands.map((command) => command.url),
      ];
      return addresses.every((address) => (address === undefined) === settings.socket_mode_enabled);
    },
  ],
  [
    'commands, shortcuts and callback ids are each there once',
    ({ features: { slash_commands: commands, shortcuts = [] } }) =>
      new Set(commands.map(({ command }) => command)).size === commands.length &&
      new Set(shortcuts.map(({ callback_id: id }) => id)).size === shortcuts.length,
  ],
  [
    'the scope `commands` is there for commands and shortcuts',
    ({ oauth_config: { scopes: asked } }) => asked.bot.includes('commands'),
  ],
  [
    'an event of the Home tab needs the tab, and the tab is of no use without it',
    ({ features: { app_home: home }, settings: { event_subscriptions: events } }) =>
      (home?.home_tab_enabled ?? false) === (events?.bot_events.includes('app_home_opened') ?? false),
  ],
  [
    'steps of workflows need an org-ready app with a remote runtime that hears of them',
    ({ functions, settings }) =>
      functions === undefined ||
      (settings.org_deploy_enabled &&
        settings.function_runtime === 'remote' &&
        (settings.event_subscriptions?.bot_events.includes('function_executed') ?? false)),
  ],
];

/** Throws ZodError with every rule that is broken. */
export const slackRules = shape.superRefine((manifest, context) => {
  for (const [why, holds] of semantic) if (!holds(manifest)) context.addIssue({ code: 'custom', message: why });
});
