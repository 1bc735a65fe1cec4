import type { InputBlock, KnownBlock, ModalView } from '@slack/types';
import { z } from 'zod';
import type { DraftRecipient } from '../../invites/draft.ts';
import type { PickLine } from '../../invites/picks.ts';
import { linesOf, type Sheet, type SheetLine } from '../../invites/preflight.ts';
import type { Words } from '../../words/words.ts';
import {
  actions,
  buttonRef,
  context,
  cut,
  divider,
  escaped,
  inputActionId,
  modal,
  named,
  plain,
  section,
  when,
} from '../kit.ts';
import { fieldValue, type ViewValues } from '../requests.ts';
import { faultSentence } from './fault-words.ts';
import type { draftMetadata } from './invite-form.ts';
import { boldPerson, inviteRef, plainPerson } from './invite-line.ts';
import { pickRows } from './picks.ts';
import { ruleRows } from './rule-rows.ts';
import { listed, more, onlyOneShowAll, shownOfAKind } from './sheet-rows.ts';

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
  /** Slack people who were picked. */
  picks: readonly PickLine[];
  now: number;
  /** The file some of them came from: bad lines are then named by their number. */
  file?: string | undefined;
  /** Why they should be invited, as far as it was given. */
  reason?: string | undefined;
  note?: string | undefined;
};

export function preflightSheet(words: Words, data: SheetData): ModalView {
  const { sheet: say, surfaces } = words;
  const ready = linesOf(data.sheet, 'ready');
  const picked = data.picks.filter(({ kind }) => kind === 'ask').length;
  const submit = submitLabel(words, data.sheet, picked);
  return modal({
    callback_id: sheetId,
    private_metadata: JSON.stringify({ d: data.draftId } satisfies z.input<typeof draftMetadata>),
    title: say.title,
    close: surfaces.notNow,
    ...(submit ? { submit } : {}),
    blocks: onlyOneShowAll([
      ...(data.note ? [section(data.note), divider] : []),
      section(headline(words, data, ready.length, picked)),
      ...readyRows(words, data, ready),
      ...pickRows(words, data.picks),
      ...ruleRows(words, data.sheet, data.reason),
      ...pendingRows(words, data),
      ...endedRows(words, data),
      ...listed(words, linesOf(data.sheet, 'member'), say.kinds.member, say.memberExplains),
      ...coolingRows(words, data),
      ...listed(words, linesOf(data.sheet, 'role'), say.kinds.role, say.roleExplains),
      ...badRows(words, data),
      actions([sheetEdit.button(say.edit, {})], 'sheet_edit'),
      context(say.readAt(when(data.sheet.readAt))),
    ]),
  });
}

function headline({ sheet: say, consent }: Words, data: SheetData, ready: number, picked: number): string {
  const [tenant, role, total] = [named(data.tenantName), named(data.roleName), data.sheet.lines.length];
  return total === 0 ? consent.onlyAsking(picked, tenant, role) : say.headline(ready, total, tenant, role);
}

/** "Send 3 invites", "Request 3 invites", "Send 2, request 1", "Send 2, ask 1". */
function submitLabel({ sheet: say, consent }: Words, sheet: Sheet, picked: number): string | undefined {
  const ready = linesOf(sheet, 'ready').length;
  const asked = linesOf(sheet, 'approval').length;
  if (picked > 0) return cut(ready + asked > 0 ? consent.sendAndAsk(ready + asked, picked) : consent.ask(picked), 24);
  if (ready > 0 && asked > 0) return cut(say.sendAndRequest(ready, asked), 24);
  if (ready + asked > 0) return cut(ready > 0 ? say.send(ready) : say.request(asked), 24);
  return linesOf(sheet, 'bad').length > 0 ? say.checkAgain : undefined;
}

type ReadyLine = Extract<SheetLine, { kind: 'ready' }>;

function readyRows(words: Words, { sheet }: SheetData, ready: ReadyLine[]): KnownBlock[] {
  const { sheet: say } = words;
  const suspects = ready.filter((line) => line.suspect !== undefined);
  const plainOnes = ready.filter((line) => line.suspect === undefined && !line.warned);
  return [
    ...listed(words, plainOnes, say.kinds.ready),
    ...suspects.slice(0, shownOfAKind).map(({ recipient, suspect = '' }) => {
      const look = { says: say.useInstead(suspect, recipient.email) };
      const accessory = sheetCorrect.button(say.useThat, { n: positionOf(sheet, recipient) }, look);
      return section(say.mistyped(boldPerson(words, recipient, 'person'), escaped(suspect)), { accessory });
    }),
    ...more(words, suspects.length, say.more.mistyped, 'ready'),
  ];
}

function pendingRows(words: Words, { sheet, now }: SheetData): KnownBlock[] {
  const { sheet: say } = words;
  const lines = linesOf(sheet, 'pending');
  return [
    ...lines.slice(0, shownOfAKind).map(({ recipient, invite, invitedBy }) => {
      const look = { says: say.resendTo(plainPerson(words, recipient, 'person')) };
      const by = invitedBy && named(invitedBy);
      return section(say.alreadyPending(boldPerson(words, recipient, 'person'), now - invite.createdAt, by), {
        accessory: sheetResend.button(say.resend, { i: invite.id }, look),
      });
    }),
    ...more(words, lines.length, say.more.pending, 'pending'),
  ];
}

function endedRows(words: Words, { sheet }: SheetData): KnownBlock[] {
  const { sheet: say } = words;
  const lines = linesOf(sheet, 'ended');
  const all =
    lines.length > 1 ? [actions([sheetAgainAll.button(say.inviteAllAgain(lines.length), {})], 'sheet_again_all')] : [];
  return [
    ...lines.slice(0, shownOfAKind).map(({ recipient, invite }) => {
      const look = { says: say.invitePersonAgain(plainPerson(words, recipient, 'person')) };
      return section(say.ended(boldPerson(words, recipient, 'person'), invite.status, when(invite.createdAt)), {
        accessory: sheetAgain.button(say.inviteAgain, { n: positionOf(sheet, recipient) }, look),
      });
    }),
    ...more(words, lines.length, say.more.ended, 'ended'),
    ...all,
  ];
}

function coolingRows(words: Words, { sheet, now }: SheetData): KnownBlock[] {
  const { sheet: say } = words;
  const lines = linesOf(sheet, 'cooling');
  return [
    ...lines
      .slice(0, shownOfAKind)
      .map(({ recipient, mailedAt }) => section(say.cooling(boldPerson(words, recipient, 'person'), now - mailedAt))),
    ...more(words, lines.length, say.more.cooling, 'cooling'),
  ];
}

/** Slack keeps what was typed into a block of the same name: another entry must not inherit it. */
const fixBlock = (position: number, spelled: string) => `fix_${position}_${spelled}`;

/** What could not be read as an address can be corrected in place, or emptied to leave it out. */
const badRows = (words: Words, { sheet, file }: SheetData): KnownBlock[] => {
  const lines = linesOf(sheet, 'bad');
  return [
    ...lines.slice(0, shownOfAKind).map((line): InputBlock => {
      const spelled = line.recipient.spelled ?? line.recipient.email;
      return {
        type: 'input',
        block_id: fixBlock(positionOf(sheet, line.recipient), spelled),
        optional: true,
        label: plain(cut(faultLabel(words, line.recipient, file !== undefined), 150)),
        hint: plain(words.sheet.correct(faultSentence(words, line.recipient.fault))),
        element: {
          type: 'plain_text_input',
          action_id: inputActionId,
          max_length: 300,
          initial_value: cut(spelled, 300),
        },
      };
    }),
    ...more(words, lines.length, words.sheet.more.bad, 'bad'),
  ];
};

/** "Line 12: “foo@”" for what came from a file, else just what was written. */
export function faultLabel({ sheet }: Words, recipient: DraftRecipient, fromFile: boolean): string {
  const spelled = recipient.spelled ?? recipient.email;
  const written = spelled ? sheet.quoted(spelled) : sheet.noAddressWritten;
  return fromFile && recipient.line !== undefined ? sheet.lineOf(recipient.line, written) : sheet.notAnAddress(written);
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
