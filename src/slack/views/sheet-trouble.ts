import type { ModalView } from '@slack/types';
import { z } from 'zod';
import type { Words } from '../../words/words.ts';
import { actions, buttonRef, modal, section } from '../kit.ts';
import type { draftMetadata } from './invite-form.ts';

export const sheetRetry = buttonRef('sheet.retry', z.object({}));

/** A failure that is not the person's: what they gave is kept, for another try. */
export const sheetTrouble = (words: Words, draftId: string, sentence: string): ModalView =>
  modal({
    callback_id: 'sheet_trouble',
    private_metadata: JSON.stringify({ d: draftId } satisfies z.input<typeof draftMetadata>),
    title: words.surfaces.invitePeople,
    close: words.surfaces.close,
    blocks: [section(sentence), actions([sheetRetry.button(words.sheet.tryAgain, {})], 'sheet_retry')],
  });
