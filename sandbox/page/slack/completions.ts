export interface Completion {
  insert: string;
  hint: string;
}

/**
 * What a half-typed command could become: the command itself, and each form its usage hint names, such as
 * `[ada@x.io as editor | status | help]`.
 */
export function completionsFor(
  text: string,
  command: { word: string; description: string; usage: string } | undefined,
): Completion[] {
  if (!command || !text.startsWith('/') || text.includes('\n')) return [];
  const forms = command.usage
    .replace(/^\[|\]$/g, '')
    .split('|')
    .map((form) => form.trim())
    .filter(Boolean);
  const all = [
    { insert: command.word, hint: command.description },
    ...forms.map((form) => ({ insert: `${command.word} ${form}`, hint: '' })),
  ];
  const typed = text.toLowerCase();
  return all.filter(({ insert }) => insert.toLowerCase().startsWith(typed));
}
