import { addressesIn } from '../invites/prose.ts';
import type { SlackDeps } from './deps.ts';
import { startInvite } from './invite-flow.ts';
import { readMessage } from './message-text.ts';
import type { ShortcutRequest } from './requests.ts';
import type { Scene } from './scene.ts';

type ShortcutHandler = (deps: SlackDeps, here: Scene, request: ShortcutRequest) => Promise<void>;

/** Every shortcut by its callback id, as the manifest names it. */
export const shortcuts: Record<string, ShortcutHandler> = {
  invite_people: (deps, here) => startInvite(deps, here, { recipients: [] }, undefined),
  invite_from_message: inviteFromMessage,
};

/**
 * Reads that one message and nothing around it. The card comes by direct message: a channel is not told what somebody
 * made of a message in it.
 */
async function inviteFromMessage(deps: SlackDeps, here: Scene, { message }: ShortcutRequest): Promise<void> {
  const { text, userIds } = readMessage(message);
  const content = { recipients: addressesIn(text), picks: userIds.map((userId) => ({ userId })) };
  const nobody = content.recipients.length + userIds.length === 0;
  await startInvite(deps, here, content, undefined, nobody ? here.words.inviteForm.nobodyInMessage : undefined);
}
