import type { ModalView } from '@slack/types';
import { modal, section } from '../kit.ts';

export const waiting = (sentence: string, title = 'Invite people'): ModalView =>
  modal({ title, blocks: [section(`:hourglass_flowing_sand: ${sentence}`)] });

/** An ending without a next step inside the modal; the sentence says what to do. */
export const ending = (sentence: string, title = 'Invite people'): ModalView =>
  modal({ title, blocks: [section(sentence)] });
