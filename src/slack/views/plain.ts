import type { KnownBlock, ModalView } from '@slack/types';
import type { Words } from '../../words/words.ts';
import { modal, section } from '../kit.ts';

export const waiting = (words: Words, sentence: string, title?: string): ModalView =>
  modal({
    title: title ?? words.surfaces.invitePeople,
    close: words.surfaces.close,
    blocks: [section(`:hourglass_flowing_sand: ${sentence}`)],
  });

/** An ending: the sentence says what to do; what can be done at once is offered below it. */
export const ending = (words: Words, sentence: string, title?: string, offers: KnownBlock[] = []): ModalView =>
  modal({
    title: title ?? words.surfaces.invitePeople,
    close: words.surfaces.close,
    blocks: [section(sentence), ...offers],
  });
