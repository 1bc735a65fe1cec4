import type { IncomingMessage } from 'node:http';
import Negotiator from 'negotiator';
import { languages } from './language.ts';
import { type Words, wordsFor } from './words.ts';

/** For a page: the words that its reader's browser prefers (Accept-Language), of those we have. */
export const wordsForBrowser = (req: Pick<IncomingMessage, 'headers'>): Words =>
  wordsFor(new Negotiator(req).language([...languages]));
