import { z } from 'zod';

/** Text objects, confirmation dialogs and options: what Block Kit calls composition objects. Lengths in characters. */
export function plainText(max: number) {
  return z.strictObject({
    type: z.literal('plain_text'),
    text: z.string().min(1).max(max),
    emoji: z.boolean().optional(),
  });
}

export function mrkdwn(max: number) {
  return z.strictObject({
    type: z.literal('mrkdwn'),
    text: z.string().min(1).max(max),
    verbatim: z.boolean().optional(),
  });
}

export function anyText(max: number) {
  return z.discriminatedUnion('type', [plainText(max), mrkdwn(max)]);
}

export const identifier = z.string().min(1).max(255);
export const style = z.enum(['primary', 'danger']);

export const confirmDialog = z.strictObject({
  title: plainText(100).optional(),
  text: anyText(300),
  confirm: plainText(30).optional(),
  deny: plainText(30).optional(),
  style: style.optional(),
});

/** 150 is what Slack's own Python validators allow for a value. */
const optionRest = { value: z.string().max(150), description: plainText(75).optional() };
export const menuOption = z.strictObject({ text: plainText(75), ...optionRest });
export const overflowOption = z.strictObject({
  text: plainText(75),
  ...optionRest,
  url: z.string().max(3000).optional(),
});
export const listedOption = z.strictObject({
  text: anyText(75),
  value: optionRest.value,
  description: anyText(75).optional(),
});

export const optionGroup = z.strictObject({
  label: plainText(75),
  options: z.array(menuOption).min(1).max(100),
});
