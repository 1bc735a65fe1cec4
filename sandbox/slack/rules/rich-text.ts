import { z } from 'zod';
import { identifier } from './texts.ts';

const leafTypes = [
  'broadcast',
  'color',
  'channel',
  'date',
  'emoji',
  'link',
  'team',
  'text',
  'user',
  'usergroup',
] as const;
const leaves = z.array(z.looseObject({ type: z.enum(leafTypes) }));
const border = { border: z.number().int().min(0).max(1).optional() };
const section = z.strictObject({ type: z.literal('rich_text_section'), elements: leaves });

/** A rich_text block; its leaves are checked by type only. */
export const richText = z.strictObject({
  type: z.literal('rich_text'),
  block_id: identifier.optional(),
  elements: z.array(
    z.discriminatedUnion('type', [
      section,
      z.strictObject({ type: z.literal('rich_text_quote'), elements: leaves, ...border }),
      z.strictObject({
        type: z.literal('rich_text_preformatted'),
        elements: leaves,
        language: z.string().optional(),
        ...border,
      }),
      z.strictObject({
        type: z.literal('rich_text_list'),
        elements: z.array(section),
        style: z.enum(['bullet', 'ordered']),
        indent: z.number().int().min(0).max(8).optional(),
        offset: z.number().int().min(0).optional(),
        ...border,
      }),
    ]),
  ),
});
