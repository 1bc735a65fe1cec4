import { speech } from '../speech.ts';

export const say = speech('en', { span: 'less than a minute', ago: 'less than a minute ago' });
