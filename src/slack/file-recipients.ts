import { chosenRole } from '../invites/chosen-role.ts';
import { type CsvFault, parseCsv } from '../invites/csv.ts';
import type { DraftRecipient } from '../invites/draft.ts';
import type { Role } from '../people/person.ts';
import { Problem } from '../problem.ts';
import type { Upload } from './uploads.ts';

/** Faults that leave their row usable. */
const harmless: readonly CsvFault[] = ['bad_locale'];

/**
 * The people of an uploaded file, in the order of its lines; a line that cannot be used is a recipient with a fault.
 * Role words become the keys of roles this person may give. Throws Problem when the file as a whole is no use.
 */
export function fileRecipients(file: Upload, roles: readonly Role[]): DraftRecipient[] {
  const { rows, faults } = parseCsv(file.bytes);
  const [only] = faults;
  if (rows.length === 0 && only && (only.line === 0 || only.why === 'too_many_rows')) {
    throw new Problem('file_unusable', { why: only.why });
  }
  const people = rows.map((row) => {
    const key = row.roleKey ? chosenRole(roles, { roleWord: row.roleKey }) : undefined;
    return key ? { ...row, roleKey: key } : row;
  });
  const unusable = faults.filter(({ why }) => !harmless.includes(why)).map(faulty);
  return [...people, ...unusable].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
}

const faulty = ({ line, why }: { line: number; why: CsvFault }): DraftRecipient => ({
  email: '',
  firstName: '',
  lastName: '',
  line,
  fault: why,
});
