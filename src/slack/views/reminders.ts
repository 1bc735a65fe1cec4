import type { Button, ModalView } from '@slack/types';
import { z } from 'zod';
import { mostReminders } from '../../invites/reminder.ts';
import type { Words } from '../../words/words.ts';
import type { ReminderSettings } from '../../workspaces/settings.ts';
import { buttonRef, context, divider, modal, named, section } from '../kit.ts';
import { fieldValue, type ViewValues } from '../requests.ts';
import { choice, selectInput } from './fields.ts';

export const remindersId = 'reminders';
export const remindersButton = buttonRef('settings.reminders', z.object({}));
const inviteRef = z.object({ i: z.uuid() });
export const neverRemindButton = buttonRef('reminder.never', inviteRef);
export const allowRemindersButton = buttonRef('reminder.allow', inviteRef);

const block = { on: 'reminders_on', after: 'reminders_after' } as const;
const dayChoices = [2, 3, 5, 7, 10, 14];

export type ReminderChoice = Pick<ReminderSettings, 'on' | 'afterDays'>;

/** Whether, and after how many days, invitees are mailed again. */
export function remindersForm(words: Words, chosen: ReminderChoice, tenantName: string, note?: string): ModalView {
  const { reminders: say, settings, surfaces } = words;
  const { on, afterDays } = chosen;
  const offered = [...new Set([...dayChoices, afterDays])].sort((a, b) => a - b);
  const pauses = offered.map((n) => choice(String(n), say.afterDays(n)));
  return modal({
    callback_id: remindersId,
    private_metadata: '{}',
    title: say.title,
    submit: surfaces.save,
    close: surfaces.notNow,
    blocks: [
      ...(note ? [section(note), divider] : []),
      section(say.headline(named(tenantName))),
      selectInput(block.on, say.remind, [choice('on', settings.on), choice('off', settings.off)], on ? 'on' : 'off'),
      selectInput(block.after, say.pause, pauses, String(afterDays)),
      context(say.how(mostReminders)),
      context(say.whom),
    ],
  });
}

export type RemindersAnswer =
  | ({ kind: 'reminders' } & ReminderChoice)
  | { kind: 'errors'; errors: Record<string, string> };

/** Reads the form back, or says which field is wrong. */
export function readRemindersForm({ surfaces }: Words, values: ViewValues): RemindersAnswer {
  const on = fieldValue(values, block.on);
  const afterDays = Number(fieldValue(values, block.after));
  const errors: Record<string, string> = {};
  if (on !== 'on' && on !== 'off') errors[block.on] = surfaces.chooseOne;
  if (!Number.isInteger(afterDays) || afterDays < 1 || afterDays > 30) errors[block.after] = surfaces.chooseOne;
  if (Object.keys(errors).length > 0) return { kind: 'errors', errors };
  return { kind: 'reminders', on: on === 'on', afterDays };
}

export const remindersSaved = ({ reminders: say }: Words, { on, afterDays }: ReminderChoice): string =>
  on ? say.saved(afterDays, mostReminders) : say.savedOff;

/** To leave somebody out, or in again; `person` is plain. */
export function remindingButton(
  { reminders: say }: Words,
  { id, excluded }: { id: string; excluded: boolean },
  person: string,
): Button {
  return excluded
    ? allowRemindersButton.button(say.allow, { i: id }, { says: say.allowSays(person) })
    : neverRemindButton.button(say.never, { i: id }, { says: say.neverSays(person) });
}
