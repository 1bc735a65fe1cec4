import { z } from 'zod';

/** What Slack sends, as far as we read it (facts/slack sections 1 and 2). Unknown keys are left alone. */

export const commandRequest = z.object({
  team_id: z.string(),
  user_id: z.string(),
  channel_id: z.string(),
  channel_name: z.string().default(''),
  command: z.string(),
  text: z.string().default(''),
  trigger_id: z.string(),
  response_url: z.string(),
});
export type CommandRequest = z.infer<typeof commandRequest>;

const option = z.object({ value: z.string() });
/** One input's state; which keys are set depends on the element. */
const fieldState = z.object({
  type: z.string(),
  value: z.string().nullish(),
  selected_option: option.nullish(),
  selected_options: z.array(option).optional(),
  selected_conversation: z.string().nullish(),
  selected_channel: z.string().nullish(),
  selected_users: z.array(z.string()).optional(),
  files: z.array(z.object({ id: z.string() })).optional(),
});

export const viewState = z.object({ values: z.record(z.string(), z.record(z.string(), fieldState)).default({}) });
export type ViewValues = z.infer<typeof viewState>['values'];

const view = z.object({
  id: z.string(),
  type: z.string().default('modal'),
  hash: z.string().optional(),
  callback_id: z.string().default(''),
  private_metadata: z.string().default(''),
  state: viewState.optional(),
});
export type SubmittedView = z.infer<typeof view>;

/** `team_id` is the person's own workspace, which through Slack Connect may not be ours. */
const user = z.object({ id: z.string(), team_id: z.string().optional() });
const team = z.object({ id: z.string() }).nullish();

export const pressRequest = z.object({
  user,
  team,
  trigger_id: z.string().optional(),
  response_url: z.string().optional(),
  container: z.object({
    type: z.string(),
    message_ts: z.string().optional(),
    channel_id: z.string().optional(),
    is_ephemeral: z.boolean().optional(),
  }),
  view: view.optional(),
  /** What is ticked or typed in the message, by this person. */
  state: viewState.optional(),
  actions: z
    .array(
      z.object({
        action_id: z.string(),
        block_id: z.string().optional(),
        value: z.string().nullish(),
        selected_option: option.nullish(),
      }),
    )
    .min(1),
});
export type PressRequest = z.infer<typeof pressRequest>;

/** A message shortcut brings its message; a global one comes from nowhere in particular. */
export const shortcutRequest = z.object({
  user,
  team,
  callback_id: z.string(),
  trigger_id: z.string(),
  response_url: z.string().optional(),
  channel: z.object({ id: z.string() }).optional(),
  message_ts: z.string().optional(),
  message: z.unknown().optional(),
});
export type ShortcutRequest = z.infer<typeof shortcutRequest>;

/** Somebody looks at the app's Home; `view` is what Slack shows there, if anything. */
export const homeOpened = z.object({
  user: z.string(),
  tab: z.string().optional(),
  view: z.object({ hash: z.string().optional() }).optional(),
});

export const submissionRequest = z.object({ user, team, view });

/** The one value an input holds: typed text or the chosen option, channel or conversation. */
export function fieldValue(values: ViewValues, blockId: string): string | undefined {
  const field = Object.values(values[blockId] ?? {})[0];
  const value =
    field?.value ??
    field?.selected_option?.value ??
    field?.selected_conversation ??
    field?.selected_channel ??
    undefined;
  return value ?? undefined;
}

export const fieldChoices = (values: ViewValues, blockId: string): string[] =>
  (Object.values(values[blockId] ?? {})[0]?.selected_options ?? []).map((chosen) => chosen.value);

export const fieldUsers = (values: ViewValues, blockId: string): string[] =>
  Object.values(values[blockId] ?? {})[0]?.selected_users ?? [];

/** The id of the file somebody uploaded in a form. */
export const uploadedFile = (values: ViewValues, blockId: string): string | undefined =>
  Object.values(values[blockId] ?? {})[0]?.files?.[0]?.id;
