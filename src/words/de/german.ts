import type { Words } from '../words.ts';
import { say } from './say.ts';
import { statuses } from './statuses.ts';
import { summary } from './summary.ts';
import { surfaces } from './surfaces.ts';

export const german: Words = { language: 'de', say, surfaces, statuses, summary };
