import { z } from 'zod';
import { handleOf, standard } from './world-description.ts';

/** What is wrong at one place of a file. */
export interface Fault {
  path: (string | number)[];
  says: string;
}

const name = z.string().optional().catch(undefined);
const names = z.array(z.string().catch('')).catch([]);
const list = <T extends z.ZodRawShape>(shape: T) =>
  z
    .array(z.object(shape).catch({} as never))
    .optional()
    .catch([]);

/** The parts that name each other, read whatever else is wrong with the file. */
const loose = z
  .object({
    workspaces: list({ key: name }),
    people: list({
      name,
      handle: name,
      workspace: name,
      email: name,
      roq: z.object({ tenant: name, roles: names }).optional().catch(undefined),
    }),
    channels: list({ name, workspace: name, members: names.optional(), sharedWith: names.optional() }),
    tenants: list({ key: name }),
    roles: list({ key: name, mayInvite: names.optional() }),
    invites: list({ tenant: name, by: name, roles: names.optional() }),
  })
  .catch({});

type Path = (string | number)[];

/** Names that nothing in the file bears, and names that two things bear. */
export function danglingIn(raw: unknown): Fault[] {
  const file = loose.parse(raw);
  const workspaces = keys(file.workspaces ?? standard.workspaces);
  const tenants = keys(file.tenants ?? standard.tenants);
  const roles = keys(file.roles ?? standard.roles);
  const people = file.people ?? [];
  const handles = people.map((person) =>
    person.name === undefined ? undefined : handleOf({ ...person, name: person.name }),
  );
  const faults: Fault[] = [];
  const known = (path: Path, what: string, wanted: string | undefined, there: readonly (string | undefined)[]) => {
    if (wanted === undefined || wanted === '' || there.includes(wanted)) return;
    faults.push({
      path,
      says: `there is no ${what} ${wanted}; there are: ${[...new Set(there)].filter(Boolean).join(', ')}`,
    });
  };
  const all = (path: Path, what: string, wanted: string[] | undefined, there: readonly (string | undefined)[]) => {
    for (const [index, one] of (wanted ?? []).entries()) known([...path, index], what, one, there);
  };
  const once = (section: string, key: string, values: readonly (string | undefined)[]) => {
    for (const [index, value] of values.entries()) {
      if (value !== undefined && value !== '' && values.indexOf(value) < index)
        faults.push({ path: [section, index, key], says: `${value} is there twice` });
    }
  };
  once('workspaces', 'key', workspaces);
  once('tenants', 'key', tenants);
  once('roles', 'key', roles);
  once('people', 'handle', handles);
  once(
    'people',
    'email',
    people.map(({ email }) => email?.toLowerCase()),
  );
  once(
    'channels',
    'name',
    (file.channels ?? []).map((channel) => channel.name),
  );
  for (const [index, person] of people.entries()) {
    known(['people', index, 'workspace'], 'workspace', person.workspace, workspaces);
    known(['people', index, 'roq', 'tenant'], 'tenant', person.roq?.tenant, tenants);
    all(['people', index, 'roq', 'roles'], 'role', person.roq?.roles, roles);
    if (person.roq && person.email === undefined)
      faults.push({ path: ['people', index, 'roq'], says: 'somebody whom ROQ knows needs an e-mail address' });
  }
  for (const [index, channel] of (file.channels ?? []).entries()) {
    known(['channels', index, 'workspace'], 'workspace', channel.workspace, workspaces);
    all(['channels', index, 'members'], 'person', channel.members, handles);
    all(['channels', index, 'sharedWith'], 'workspace', channel.sharedWith, workspaces);
  }
  for (const [index, role] of (file.roles ?? []).entries())
    all(['roles', index, 'mayInvite'], 'role', role.mayInvite, roles);
  const inRoq = handles.filter((_, index) => people[index]?.roq !== undefined);
  for (const [index, invite] of (file.invites ?? []).entries()) {
    known(['invites', index, 'tenant'], 'tenant', invite.tenant, tenants);
    known(['invites', index, 'by'], 'person in ROQ', invite.by, inRoq);
    all(['invites', index, 'roles'], 'role', invite.roles, roles);
  }
  return faults;
}

const keys = (all: readonly { key?: string | undefined }[]): (string | undefined)[] => all.map(({ key }) => key);
