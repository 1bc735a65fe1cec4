import type { Role } from '../people/person.ts';
import type { DraftContent } from './draft.ts';

/** The role the person meant: the word they typed, or the only one there is. Never a silent guess among several. */
export function chosenRole(roles: readonly Role[], content: Pick<DraftContent, 'roleWord'>): string | undefined {
  const word = content.roleWord?.trim().toLowerCase();
  if (!word) return roles.length === 1 ? roles[0]?.key : undefined;
  return roles.find((role) => role.key.toLowerCase() === word || role.name.toLowerCase() === word)?.key;
}
