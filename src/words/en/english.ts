import { say } from './say.ts';
import { statuses } from './statuses.ts';
import { summary } from './summary.ts';
import { surfaces } from './surfaces.ts';

export const english = { language: 'en' as 'en' | 'de', say, surfaces, statuses, summary };
