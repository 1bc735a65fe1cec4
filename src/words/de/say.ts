import { speech } from '../speech.ts';

export const say = speech('de', { span: 'weniger als eine Minute', ago: 'vor weniger als einer Minute' });

/** "nach 3 Tagen": as after "vor", too. */
export const after = (ms: number): string => say.ago(ms).replace(/^vor /, 'nach ');

/** "seit 3 Tagen": German puts a duration after "seit" in the same case as after "vor". */
export const since = (ms: number): string => say.ago(ms).replace(/^vor /, 'seit ');
