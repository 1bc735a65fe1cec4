import type { Command } from '../../page-state.ts';

export interface Completion {
  insert: string;
  hint: string;
}

/**
 * What a half-typed command could become: the command itself, and each form its usage hint names, such as
 * `[ada@x.io as editor | status | help]`.
 */
export function completionsFor(text: string, commands: readonly Command[]): Completion[] {
  if (!text.startsWith('/') || text.includes('\n')) return [];
  const typed = text.toLowerCase();
  return commands.flatMap(formsOf).filter(({ insert }) => insert.toLowerCase().startsWith(typed));
}

function formsOf({ word, description, usage }: Command): Completion[] {
  const forms = usage
    .replace(/^\[|\]$/g, '')
    .split('|')
    .map((form) => form.trim())
    .filter(Boolean);
  return [{ insert: word, hint: description }, ...forms.map((form) => ({ insert: `${word} ${form}`, hint: '' }))];
}
