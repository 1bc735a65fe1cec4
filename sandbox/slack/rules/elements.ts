import { z } from 'zod';
import { confirmDialog, identifier, listedOption, overflowOption, plainText, style } from './texts.ts';

/** Buttons, lists, pickers and pictures. Menus are in menus.ts, typed fields in fields.ts. */
export const actionId = { action_id: identifier.optional() };
export const confirmable = { confirm: confirmDialog.optional() };
export const focusable = { focus_on_load: z.boolean().optional() };
export const placeholder = { placeholder: plainText(150).optional() };

const buttonFace = { text: plainText(75), accessibility_label: z.string().max(75).optional() };
const slackFile = z.union([z.strictObject({ id: z.string() }), z.strictObject({ url: z.string() })]);
export const picture = {
  type: z.literal('image'),
  alt_text: z.string().min(1).max(2000),
  image_url: z.string().min(1).max(3000).optional(),
  slack_file: slackFile.optional(),
};
const feedbackButton = z.strictObject({ ...buttonFace, value: z.string().max(2000) });

export const button = z.strictObject({
  type: z.literal('button'),
  ...actionId,
  ...confirmable,
  ...buttonFace,
  value: z.string().max(2000).optional(),
  url: z.string().max(3000).optional(),
  style: style.optional(),
});

export const simpleElements = {
  button,
  image: z.strictObject(picture).refine((image) => image.image_url || image.slack_file, {
    message: 'missing required field: image_url',
  }),
  checkboxes: z.strictObject({
    type: z.literal('checkboxes'),
    ...actionId,
    ...confirmable,
    ...focusable,
    options: z.array(listedOption).min(1).max(10),
    initial_options: z.array(listedOption).min(1).optional(),
  }),
  radio_buttons: z.strictObject({
    type: z.literal('radio_buttons'),
    ...actionId,
    ...confirmable,
    ...focusable,
    options: z.array(listedOption).min(1).max(10),
    initial_option: listedOption.optional(),
  }),
  overflow: z.strictObject({
    type: z.literal('overflow'),
    ...actionId,
    ...confirmable,
    options: z.array(overflowOption).min(2).max(5),
  }),
  datepicker: z.strictObject({
    type: z.literal('datepicker'),
    ...actionId,
    ...confirmable,
    ...focusable,
    ...placeholder,
    initial_date: z
      .string()
      .regex(/^\d{4}-\d{2}-\d{2}$/)
      .optional(),
  }),
  timepicker: z.strictObject({
    type: z.literal('timepicker'),
    ...actionId,
    ...confirmable,
    ...focusable,
    ...placeholder,
    initial_time: z
      .string()
      .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
      .optional(),
    timezone: z.string().optional(),
  }),
  datetimepicker: z.strictObject({
    type: z.literal('datetimepicker'),
    ...actionId,
    ...confirmable,
    ...focusable,
    initial_date_time: z.number().int().min(1_000_000_000).max(9_999_999_999).optional(),
  }),
  workflow_button: z.strictObject({
    type: z.literal('workflow_button'),
    ...actionId,
    ...confirmable,
    ...buttonFace,
    workflow: z.looseObject({ trigger: z.looseObject({ url: z.string() }) }),
    style: style.optional(),
  }),
  feedback_buttons: z.strictObject({
    type: z.literal('feedback_buttons'),
    ...actionId,
    positive_button: feedbackButton,
    negative_button: feedbackButton,
  }),
  icon_button: z.strictObject({
    type: z.literal('icon_button'),
    ...actionId,
    ...confirmable,
    ...buttonFace,
    icon: z.string(),
    value: z.string().max(2000).optional(),
    visible_to_user_ids: z.array(z.string()).optional(),
  }),
};
