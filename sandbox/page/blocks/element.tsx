import type { ActionsBlock, InputBlock, SectionBlock } from '@slack/types';
import { ButtonView, OverflowView } from './buttons.tsx';
import { Checkboxes, RadioButtons } from './choices.tsx';
import { Fallback } from './fallback.tsx';
import { FileField } from './file-field.tsx';
import { ConversationMenu, MultiMenu, StaticMenu, UserMenu } from './menus.tsx';
import { DateField } from './pickers.tsx';
import { SuggestMenu } from './suggest-menu.tsx';
import { TextField } from './text-field.tsx';

export type AnyElement =
  | ActionsBlock['elements'][number]
  | InputBlock['element']
  | NonNullable<SectionBlock['accessory']>;

/** How an input block ties its label, hint and error to the element. */
export interface FieldMarks {
  id?: string;
  invalid?: boolean;
  describedBy?: string | undefined;
}

export interface ElementProps<E> {
  element: E;
  at: { blockId: string; actionId: string };
  /** Said to a screen reader where no visible label is tied to the element. */
  label: string;
  marks: FieldMarks;
}

/** Any interactive element, or its labelled stand-in. */
export function Element(props: { element: AnyElement; blockId: string; label?: string; marks?: FieldMarks }) {
  const { element, blockId, label = '', marks = {} } = props;
  const actionId = 'action_id' in element ? (element.action_id ?? '') : '';
  const rest = { at: { blockId, actionId }, label, marks };
  switch (element.type) {
    case 'button':
      return <ButtonView element={element} {...rest} />;
    case 'overflow':
      return <OverflowView element={element} {...rest} />;
    case 'image':
      return <img class="thumb" src={'image_url' in element ? element.image_url : ''} alt={element.alt_text} />;
    case 'static_select':
      return <StaticMenu element={element} {...rest} />;
    case 'users_select':
      return <UserMenu element={element} {...rest} />;
    case 'conversations_select':
    case 'channels_select':
      return <ConversationMenu element={element} {...rest} />;
    case 'multi_static_select':
    case 'multi_users_select':
    case 'multi_conversations_select':
    case 'multi_channels_select':
      return <MultiMenu element={element} {...rest} />;
    case 'external_select':
      return <SuggestMenu element={element} {...rest} />;
    case 'checkboxes':
      return <Checkboxes element={element} {...rest} />;
    case 'radio_buttons':
      return <RadioButtons element={element} {...rest} />;
    case 'plain_text_input':
    case 'email_text_input':
    case 'url_text_input':
    case 'number_input':
      return <TextField element={element} {...rest} />;
    case 'datepicker':
    case 'timepicker':
    case 'datetimepicker':
      return <DateField element={element} {...rest} />;
    case 'file_input':
      return <FileField element={element} {...rest} />;
    default:
      return <Fallback what={`${element.type} element`} json={element} />;
  }
}
