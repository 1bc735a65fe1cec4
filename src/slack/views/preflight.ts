import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { DraftRecipient } from '../../invites/draft.ts';
import { linesOf, type Sheet, type SheetLine } from '../../invites/preflight.ts';
import {
  actions,
  buttonRef,
  context,
  count,
  cut,
  divider,
  escaped,
  inputActionId,
  modal,
  named,
  plain,
  section,
  span,
  when,
} from '../kit.ts';
import { fieldValue, type ViewValues } from '../requests.ts';
import { faultSentence } from './fault-words.ts';
import type { draftMetadata } from './invite-form.ts';
import { boldPerson, inviteRef, plainPerson } from './invite-line.ts';
import { ruleRows } from './rule-rows.ts';
import { listed, more, shownOfAKind } from './sheet-rows.ts';

export const sheetId = 'preflight';
const position = z.object({ n: z.number().int().min(0) });
export const sheetResend = buttonRef('sheet.resend', inviteRef);
export const sheetAgain = buttonRef('sheet.again', position);
export const sheetAgainAll = buttonRef('sheet.again_all', z.object({}));
export const sheetCorrect = buttonRef('sheet.correct', position);
export const sheetEdit = buttonRef('sheet.edit', z.object({}));

export type SheetData = {
  draftId: string;
  tenantName: string;
  roleName: string;
  sheet: Sheet;
  now: number;
  /** The file some of them came from: bad lines are then named by their number. */
  file?: string | undefined;
  /** Why they should be invited, as far as it was given. */
  reason?: string | undefined;
  note?: string | undefined;
};

export function preflightSheet(data: SheetData): ModalView {
  const ready = linesOf(data.sheet, 'ready');
  const submit = submitLabel(data.sheet);
  return modal({
    callback_id: sheetId,
    private_metadata: JSON.stringify({ d: data.draftId } satisfies z.input<typeof draftMetadata>),
    title: 'Check before sending',
    close: 'Not now',
    ...(submit ? { submit } : {}),
    blocks: [
      ...(data.note ? [section(data.note), divider] : []),
      section(headline(data, ready.length)),
      ...readyRows(data, ready),
      ...ruleRows(data.sheet, data.reason),
      ...pendingRows(data),
      ...endedRows(data),
      ...listed(linesOf(data.sheet, 'member'), 'Already a member', 'They are in already; nothing is sent to them.'),
      ...coolingRows(data),
      ...listed(
        linesOf(data.sheet, 'role'),
        'Role not yours to give',
        'You may not grant the role written in their line.',
      ),
      ...badRows(data),
      actions([sheetEdit.button('Edit the list', {})], 'sheet_edit'),
      context(`Read from ROQ ${when(data.sheet.readAt)}.`),
    ],
  });
}

/** "Send 3 invites", "Request 3 invites", "Send 2, request 1". */
function submitLabel(sheet: Sheet): string | undefined {
  const ready = linesOf(sheet, 'ready').length;
  const asked = linesOf(sheet, 'approval').length;
  if (ready > 0 && asked > 0) return cut(`Send ${ready}, request ${asked}`, 24);
  if (ready + asked > 0) return cut(`${ready > 0 ? 'Send' : 'Request'} ${count(ready + asked, 'invite')}`, 24);
  return linesOf(sheet, 'bad').length > 0 ? 'Check again' : undefined;
}

const headline = (data: SheetData, ready: number): string => {
  const total = data.sheet.lines.length;
  const who = ready === total ? `*${count(total, 'person', 'people')}* ready` : `*${ready} of ${total}* ready`;
  return `${who} to be invited to *${named(data.tenantName)}* as *${named(data.roleName)}*.`;
};

function readyRows(data: SheetData, ready: Extract<SheetLine, { kind: 'ready' }>[]): KnownBlock[] {
  const suspects = ready.filter((line) => line.suspect !== undefined);
  const plainOnes = ready.filter((line) => line.suspect === undefined && !line.warned);
  return [
    ...listed(plainOnes, 'Ready'),
    ...suspects.slice(0, shownOfAKind).map((line) =>
      section(
        `:warning: ${boldPerson(line.recipient, 'person')}\nLooks mistyped: did you mean *${escaped(line.suspect ?? '')}*?`,
        {
          accessory: sheetCorrect.button(
            'Use that',
            { n: positionOf(data.sheet, line.recipient) },
            {
              says: `Use ${line.suspect ?? ''} instead of ${line.recipient.email}`,
            },
          ),
        },
      ),
    ),
    ...more(suspects.length, 'look mistyped', 'ready'),
  ];
}

function pendingRows(data: SheetData): KnownBlock[] {
  const lines = linesOf(data.sheet, 'pending');
  return [
    ...lines.slice(0, shownOfAKind).map((line) => {
      const by = line.invitedBy ? ` by ${named(line.invitedBy)}` : '';
      return section(
        `${boldPerson(line.recipient, 'person')}\nAlready pending: invited ${span(data.now - line.invite.createdAt)} ago${by}.`,
        {
          accessory: sheetResend.button(
            'Resend',
            { i: line.invite.id },
            {
              says: `Resend the invite to ${plainPerson(line.recipient, 'person')}`,
            },
          ),
        },
      );
    }),
    ...more(lines.length, 'already pending', 'pending'),
  ];
}

function endedRows(data: SheetData): KnownBlock[] {
  const lines = linesOf(data.sheet, 'ended');
  const all =
    lines.length > 1
      ? [actions([sheetAgainAll.button(`Invite all ${lines.length} again`, {})], 'sheet_again_all')]
      : [];
  return [
    ...lines.slice(0, shownOfAKind).map((line) =>
      section(
        `${boldPerson(line.recipient, 'person')}\nTheir invite is ${line.invite.status} (invited ${when(line.invite.createdAt)}).`,
        {
          accessory: sheetAgain.button(
            'Invite again',
            { n: positionOf(data.sheet, line.recipient) },
            {
              says: `Invite ${plainPerson(line.recipient, 'person')} again`,
            },
          ),
        },
      ),
    ),
    ...more(lines.length, 'expired or canceled', 'ended'),
    ...all,
  ];
}

function coolingRows(data: SheetData): KnownBlock[] {
  const lines = linesOf(data.sheet, 'cooling');
  return [
    ...lines
      .slice(0, shownOfAKind)
      .map((line) =>
        section(
          `${boldPerson(line.recipient, 'person')}\nWas mailed ${span(data.now - line.mailedAt)} ago; please give it a little time.`,
        ),
      ),
    ...more(lines.length, 'mailed a short while ago', 'cooling'),
  ];
}

/** Slack keeps what was typed into a block of the same name: another entry must not inherit it. */
const fixBlock = (position: number, spelled: string) => `fix_${position}_${spelled}`;

/** What could not be read as an address can be corrected in place, or emptied to leave it out. */
const badRows = ({ sheet, file }: SheetData): KnownBlock[] => {
  const lines = linesOf(sheet, 'bad');
  return [
    ...lines.slice(0, shownOfAKind).map((line): InputBlock => {
      const spelled = line.recipient.spelled ?? line.recipient.email;
      return {
        type: 'input',
        block_id: fixBlock(positionOf(sheet, line.recipient), spelled),
        optional: true,
        label: plain(cut(faultLabel(line.recipient, file !== undefined), 150)),
        hint: plain(`${faultSentence(line.recipient.fault)} Correct it, or empty the field to leave it out.`),
        element: {
          type: 'plain_text_input',
          action_id: inputActionId,
          max_length: 300,
          initial_value: cut(spelled, 300),
        },
      };
    }),
    ...more(lines.length, 'that are no addresses', 'bad'),
  ];
};

/** "Line 12: “foo@”" for what came from a file, else just what was written. */
export function faultLabel(recipient: DraftRecipient, fromFile: boolean): string {
  const spelled = recipient.spelled ?? recipient.email;
  const written = spelled ? `“${spelled}”` : 'no address';
  return fromFile && recipient.line !== undefined ? `Line ${recipient.line}: ${written}` : `Not an address: ${written}`;
}

const positionOf = (sheet: Sheet, recipient: DraftRecipient): number =>
  sheet.lines.findIndex((line) => line.recipient === recipient);

export type Correction = { blockId: string; position: number; text: string };

/** What the correction fields hold now; an emptied field is an empty string. */
export const readCorrections = (values: ViewValues): Correction[] =>
  Object.keys(values).flatMap((blockId) => {
    const position = /^fix_(\d+)_/.exec(blockId)?.[1];
    const text = (fieldValue(values, blockId) ?? '').trim();
    return position === undefined ? [] : [{ blockId, position: Number(position), text }];
  });
