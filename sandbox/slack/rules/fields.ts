import { z } from 'zod';
import { actionId, focusable, placeholder } from './elements.ts';
import { richText } from './rich-text.ts';

/** Elements that a person types or uploads into; they stand only in input blocks. */
const dispatch = {
  dispatch_action_config: z
    .strictObject({
      trigger_actions_on: z
        .array(z.enum(['on_enter_pressed', 'on_character_entered']))
        .min(1)
        .max(2)
        .optional(),
    })
    .optional(),
};
const typed = { ...actionId, ...focusable, ...placeholder, ...dispatch };
const numeral = z
  .string()
  .regex(/^-?\d+(\.\d+)?$/)
  .optional();

export const fields = {
  plain_text_input: z.strictObject({
    type: z.literal('plain_text_input'),
    ...typed,
    initial_value: z.string().max(3000).optional(),
    multiline: z.boolean().optional(),
    min_length: z.number().int().min(0).max(3000).optional(),
    max_length: z.number().int().min(1).max(3000).optional(),
  }),
  email_text_input: z.strictObject({
    type: z.literal('email_text_input'),
    ...typed,
    initial_value: z.string().optional(),
  }),
  url_text_input: z.strictObject({
    type: z.literal('url_text_input'),
    ...typed,
    initial_value: z.string().optional(),
  }),
  number_input: z.strictObject({
    type: z.literal('number_input'),
    ...typed,
    is_decimal_allowed: z.boolean(),
    initial_value: numeral,
    min_value: numeral,
    max_value: numeral,
  }),
  rich_text_input: z.strictObject({
    type: z.literal('rich_text_input'),
    ...typed,
    initial_value: richText.optional(),
    min_lines: z.number().int().min(1).max(100).optional(),
    max_lines: z.number().int().min(1).max(100).optional(),
  }),
  file_input: z.strictObject({
    type: z.literal('file_input'),
    ...actionId,
    filetypes: z.array(z.string()).min(1).optional(),
    max_files: z.number().int().min(1).max(10).optional(),
  }),
};
