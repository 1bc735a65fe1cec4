import { z } from 'zod';
import { button, simpleElements } from './elements.ts';
import { richText } from './rich-text.ts';
import { anyText, identifier, mrkdwn, plainText } from './texts.ts';

/** The rarer blocks: cards, alerts, videos, markdown and tables. */
const blockId = { block_id: identifier.optional() };

const card = z
  .strictObject({
    type: z.literal('card'),
    ...blockId,
    hero_image: simpleElements.image.optional(),
    icon: simpleElements.image.optional(),
    title: mrkdwn(150).optional(),
    subtitle: mrkdwn(150).optional(),
    body: mrkdwn(200).optional(),
    actions: z.array(button).min(1).max(3).optional(),
  })
  .refine((block) => block.hero_image || block.title || block.actions || block.body, {
    message: 'must provide one of `hero_image`, `title`, `actions`, `body`',
  });

const taskCard = z.strictObject({
  type: z.literal('task_card'),
  ...blockId,
  task_id: z.string(),
  title: z.string(),
  details: richText.optional(),
  output: richText.optional(),
  sources: z.array(z.strictObject({ type: z.literal('url'), url: z.string(), text: z.string() })).optional(),
  status: z.enum(['pending', 'in_progress', 'complete', 'error']),
});

export const showpieces = {
  card,
  carousel: z.strictObject({ type: z.literal('carousel'), ...blockId, elements: z.array(card).min(1).max(10) }),
  alert: z.strictObject({
    type: z.literal('alert'),
    ...blockId,
    text: anyText(200),
    level: z.enum(['default', 'info', 'warning', 'error', 'success']).optional(),
  }),
  markdown: z.strictObject({ type: z.literal('markdown'), ...blockId, text: z.string().min(1).max(12_000) }),
  task_card: taskCard,
  plan: z.strictObject({
    type: z.literal('plan'),
    ...blockId,
    title: z.string(),
    tasks: z.array(taskCard).optional(),
  }),
  video: z.strictObject({
    type: z.literal('video'),
    ...blockId,
    video_url: z.string().startsWith('https://'),
    thumbnail_url: z.string(),
    alt_text: z.string().min(1),
    title: plainText(199),
    title_url: z.string().startsWith('https://').optional(),
    author_name: z.string().max(49).optional(),
    provider_name: z.string().optional(),
    provider_icon_url: z.string().optional(),
    description: plainText(200).optional(),
  }),
};

const rawText = z.strictObject({ type: z.literal('raw_text'), text: z.string().min(1) });
const rawNumber = z.strictObject({ type: z.literal('raw_number'), value: z.number(), text: z.string().min(1) });
const cell = z.discriminatedUnion('type', [rawText, rawNumber, richText]);

export const tables = {
  table: z.strictObject({
    type: z.literal('table'),
    ...blockId,
    rows: z.array(z.array(cell).max(20)).min(1).max(100),
    column_settings: z
      .array(
        z
          .strictObject({
            align: z.enum(['left', 'center', 'right']).optional(),
            is_wrapped: z.boolean().optional(),
          })
          .nullable(),
      )
      .max(20)
      .optional(),
  }),
  data_table: z.strictObject({
    type: z.literal('data_table'),
    ...blockId,
    caption: z.string().min(1),
    rows: z.array(z.array(cell).max(20)).min(2).max(101),
    page_size: z.number().int().min(1).max(100).optional(),
    row_header_column_index: z.number().int().min(0).optional(),
  }),
};
