import type { KnownBlock, ModalView } from '@slack/types';
import { modal, section } from '../kit.ts';

export const waiting = (sentence: string, title = 'Invite people'): ModalView =>
  modal({ title, blocks: [section(`:hourglass_flowing_sand: ${sentence}`)] });

/** An ending: the sentence says what to do; what can be done at once is offered below it. */
export const ending = (sentence: string, title = 'Invite people', offers: KnownBlock[] = []): ModalView =>
  modal({ title, blocks: [section(sentence), ...offers] });
