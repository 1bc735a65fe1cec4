import { z } from 'zod';
import { picture, simpleElements } from './elements.ts';
import { fields } from './fields.ts';
import { menus } from './menus.ts';
import { richText } from './rich-text.ts';
import { showpieces, tables } from './showpieces.ts';
import { anyText, identifier, mrkdwn, plainText } from './texts.ts';

/** Where blocks stand; which block and which element is allowed depends on it. */
export type Surface = 'message' | 'modal' | 'home';

const blockId = { block_id: identifier.optional() };
const { button, image, checkboxes, radio_buttons, overflow, datepicker, timepicker, datetimepicker, workflow_button } =
  simpleElements;
const everyMenu = Object.values(menus);
const chooser = [checkboxes, radio_buttons, datepicker, timepicker, ...everyMenu] as const;

const accessory = z.discriminatedUnion('type', [button, image, overflow, workflow_button, ...chooser]);
const actionElement = z.discriminatedUnion('type', [
  button,
  overflow,
  workflow_button,
  datetimepicker,
  fields.rich_text_input,
  ...chooser,
]);
const { email_text_input, file_input, ...fieldsAnywhere } = fields;
const inputAnywhere = [datetimepicker, ...chooser, ...Object.values(fieldsAnywhere)] as const;
const inputElement = {
  modal: z.discriminatedUnion('type', [...inputAnywhere, email_text_input, file_input]),
  home: z.discriminatedUnion('type', inputAnywhere),
  message: z.discriminatedUnion('type', inputAnywhere),
};

const section = z
  .strictObject({
    type: z.literal('section'),
    ...blockId,
    text: anyText(3000).optional(),
    fields: z.array(anyText(2000)).min(1).max(10).optional(),
    accessory: accessory.optional(),
    expand: z.boolean().optional(),
  })
  .refine((block) => block.text || block.fields, { message: 'missing required field: text' });

const input = (surface: Surface) =>
  z.strictObject({
    type: z.literal('input'),
    ...blockId,
    label: plainText(2000),
    hint: plainText(2000).optional(),
    optional: z.boolean().optional(),
    dispatch_action: z.boolean().optional(),
    element: inputElement[surface],
  });

const contextElement = z.discriminatedUnion('type', [image, plainText(2000), mrkdwn(2000)]);
const everywhere = [
  section,
  z.strictObject({ type: z.literal('divider'), ...blockId }),
  z.strictObject({ type: z.literal('header'), ...blockId, text: plainText(150) }),
  z.strictObject({ type: z.literal('context'), ...blockId, elements: z.array(contextElement).min(1).max(10) }),
  z.strictObject({ type: z.literal('actions'), ...blockId, elements: z.array(actionElement).min(1).max(25) }),
  z
    .strictObject({ ...picture, ...blockId, title: plainText(2000).optional() })
    .refine((block) => block.image_url || block.slack_file, { message: 'missing required field: image_url' }),
  richText,
  showpieces.video,
  showpieces.card,
] as const;
const contextActions = z.strictObject({
  type: z.literal('context_actions'),
  ...blockId,
  elements: z
    .array(z.discriminatedUnion('type', [simpleElements.feedback_buttons, simpleElements.icon_button]))
    .min(1)
    .max(5),
});
const child = z.discriminatedUnion('type', [...everywhere, input('message'), tables.table]);
const container = z.strictObject({
  type: z.literal('container'),
  ...blockId,
  title: plainText(150).optional(),
  rich_text_title: richText.optional(),
  subtitle: anyText(150).optional(),
  child_blocks: z.array(child).min(1).max(10),
  width: z.enum(['narrow', 'standard', 'wide', 'full']).optional(),
  icon: image.optional(),
  is_collapsible: z.boolean().optional(),
  default_collapsed: z.boolean().optional(),
  has_header_divider: z.boolean().optional(),
});

/** Blocks by surface with Slack's counts: 50 in a message, 100 in a modal or Home. */
export const blocksOn = {
  message: z
    .array(
      z.discriminatedUnion('type', [
        ...everywhere,
        input('message'),
        contextActions,
        container,
        showpieces.carousel,
        showpieces.markdown,
        showpieces.task_card,
        showpieces.plan,
        ...Object.values(tables),
      ]),
    )
    .max(50),
  modal: z.array(z.discriminatedUnion('type', [...everywhere, input('modal'), showpieces.alert])).max(100),
  home: z
    .array(z.discriminatedUnion('type', [...everywhere, input('home'), showpieces.carousel]))
    .min(1)
    .max(100),
};
