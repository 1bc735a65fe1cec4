import { z } from 'zod';
import type { Words } from '../../words/words.ts';
import { actions, named, section } from '../kit.ts';
import { homeSettings } from './home.ts';
import type { Message } from './invite-card.ts';

/** Why somebody hears of a channel's digest: the channel refuses it, or whoever set it is gone. Ids of Slack's. */
export const digestCharge = z.object({
  channel: z.string(),
  tenant: z.string(),
  refused: z.string().optional(),
  gone: z.string().optional(),
});

/** The word to whoever looks after a channel's digest from now on. */
export function digestChargeMessage(
  { digest: say }: Words,
  { channel, tenant, refused, gone = '' }: z.infer<typeof digestCharge>,
): Message {
  const where = `<#${channel}>`;
  const text =
    refused === undefined
      ? say.passedOn(`<@${gone}>`, named(tenant), where)
      : say.channelGone(named(tenant), where, refused.replaceAll('_', ' '));
  return { text, blocks: [section(text), actions([homeSettings.button(say.openSettings, {})])] };
}
