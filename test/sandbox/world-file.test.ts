import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { describedWorld, readWorldFile, WorldFileError } from '../../sandbox/world-file.ts';

const faultsOf = (text: string): string[] => {
  try {
    describedWorld(text, 'world.yml');
  } catch (error) {
    if (error instanceof WorldFileError) return error.message.split('\n').map((line) => line.trim());
    throw error;
  }
  return [];
};

describe('a file of people, channels and tenants', () => {
  test('needs no more than a name', () => {
    const { world, app } = describedWorld('people: [{ name: Zoë Zed }]', 'world.yml');
    expect(app).toBeUndefined();
    expect(world.slack.users).toMatchObject([{ id: 'U0ZOE', name: 'zoe', realName: 'Zoë Zed', team: 'T0ACME' }]);
    expect(world.slack.channels).toMatchObject([{ id: 'C0GENERAL', members: ['U0ZOE'], botMember: true }]);
    expect(world.roq.users).toEqual([]);
    expect(world.people).toEqual([{ id: 'U0ZOE', about: 'member in Slack, not in ROQ' }]);
  });

  test('says who is who in both', () => {
    const { world, app } = describedWorld(
      `
app:
  name: Greeter
  commands: [{ command: /hello, usageHint: "[name]" }]
  shortcuts: [{ name: Greet, type: global, callbackId: greet }]
  messagesTab: read_only
workspaces: [{ key: acme, name: Acme }, { key: other, name: Other Inc }]
people:
  - { name: Ada Owens, email: ada@acme.test, slack: owner, timeZone: Europe/Berlin, locale: de-DE, about: the boss, roq: { tenant: acme, roles: [chief] } }
  - { name: Ada Twin, handle: twin, slack: guest, email: twin@acme.test }
  - { name: Sam Strange, workspace: other }
channels:
  - { name: general, app: true, sharedWith: [other], members: [ada, twin, sam] }
  - { name: board, private: true, members: [ada] }
tenants: [{ key: acme, name: Acme Corp }]
roles: [{ key: chief, mayInvite: [clerk], invites: everybodys }, { key: clerk, name: Clerk of works }]
invites: [{ email: pat@x.io, name: Pat van Park, tenant: acme, by: ada, roles: [clerk], status: expired, hoursAgo: 48 }]
`,
      'world.yml',
    );
    expect(world.slack.users.map(({ id, team, isOwner, isRestricted }) => [id, team, isOwner, isRestricted])).toEqual([
      ['U0ADA', 'T0ACME', true, false],
      ['U0TWIN', 'T0ACME', false, true],
      ['U0SAM', 'T0OTHER', false, false],
    ]);
    expect(world.slack.channels).toMatchObject([
      { isExtShared: true, connectedTeams: ['T0OTHER'], members: ['U0ADA', 'U0TWIN', 'U0SAM'] },
      { private: true, members: ['U0ADA'], botMember: false },
    ]);
    expect(world.people[0]).toEqual({ id: 'U0ADA', about: 'the boss' });
    expect(world.roq).toMatchObject({
      tenants: [{ name: 'Acme Corp', reference: 'acme', isDefault: true }],
      roles: [
        { key: 'chief', name: 'Chief', inviteRoleKeys: ['clerk'], permissions: { userInvite: { create: 'tenant' } } },
        { key: 'clerk', name: 'Clerk of works', permissions: { userInvite: { read: 'own' } } },
      ],
      users: [{ email: 'ada@acme.test', firstName: 'Ada', lastName: 'Owens', locale: 'de-DE', roleKeys: ['chief'] }],
      invites: [{ firstName: 'Pat', lastName: 'van Park', createdBy: 'ada@acme.test', ageMs: 172_800_000 }],
    });
    expect(app).toMatchObject({
      name: 'Greeter',
      commands: [{ command: '/hello', usageHint: '[name]' }],
      shortcuts: [{ callbackId: 'greet' }],
      messagesTab: 'read_only',
    });
  });

  test('may be as the README shows it', async () => {
    const [, example = ''] = /```yaml\n([\s\S]*?)```/.exec(await readFile('sandbox/README.md', 'utf8')) ?? [];
    const { world, app } = describedWorld(example, 'README.md');
    expect(world.people).toHaveLength(2);
    expect(app?.commands).toMatchObject([{ command: '/hello' }]);
  });

  test('may be JSON, and is read from where it is', async () => {
    const path = join(await mkdtemp(join(tmpdir(), 'world-')), 'world.json');
    await writeFile(path, JSON.stringify({ people: [{ name: 'Ada Owens' }] }));
    expect((await readWorldFile(path)).world.slack.users).toHaveLength(1);
    await expect(readWorldFile(`${path}.no`)).rejects.toThrow('world.json.no cannot be read (ENOENT).');
  });
});

describe('faults of such a file', () => {
  test('are named all at once, each with its line, whether of shape or of reference', () => {
    const faults = faultsOf(`people:
  - name: Ada Owens
    emial: ada@acme.test
    email: nonsense
    timeZone: Europe/Berlim
    roq: { tenant: globex, roles: [boss] }
  - name: Ada Twin
    workspace: nowhere
channels:
  - name: General Chat
    members: [ada, bob]
invites:
  - { email: pat@x.io, tenant: acme, by: zoe, roles: [editor], status: gone }
`);
    expect(faults).toEqual([
      'world.yml has 11 faults:',
      'line 3: people.0.emial: nobody knows this key',
      'line 4: people.0.email: is no e-mail address',
      'line 5: people.0.timeZone: is no IANA time zone, such as Europe/Berlin',
      'line 6: people.0.roq.tenant: there is no tenant globex; there are: acme',
      'line 6: people.0.roq.roles.0: there is no role boss; there are: owner, admin, editor, member',
      'line 7: people.1.handle: ada is there twice',
      'line 8: people.1.workspace: there is no workspace nowhere; there are: acme',
      'line 10: channels.0.name: takes small letters, digits, ".", "_" and "-"',
      'line 11: channels.0.members.1: there is no person bob; there are: ada',
      'line 13: invites.0.status: Invalid option: expected one of "pending"|"accepted"|"expired"|"canceled"',
      'line 13: invites.0.by: there is no person in ROQ zoe; there are: ada',
    ]);
  });

  test.each([
    ['', /people: Invalid input/],
    ['[]', /the file: Invalid input: expected object/],
    ['people: []', /people: names nobody/],
    ['people: [{ name: Ada, roq: { tenant: acme, roles: [owner] } }]', /people\.0\.roq: somebody whom ROQ knows needs/],
    [
      'people: [{ name: Ada, email: a@x.io }, { name: Bob, email: A@x.io }]',
      /people\.1\.email: a@x\.io is there twice/,
    ],
    ['people: [1, "x", null]', /people\.2/],
    ['people:\n  - name: "Ada\n', /has a fault/],
    ['people: [{ name: Ada }]\nroles: [{ key: a, mayInvite: [b] }]', /roles\.0\.mayInvite\.0: there is no role b/],
    ['people: [{ name: Ada }]\nchannels: [{ name: x, sharedWith: [y] }]', /no workspace y/],
    ['people: [{ name: Ada }]\napp: { commands: [{ command: hello }] }', /app\.commands\.0\.command: is no command/],
  ])('%j is refused', (text, said) => {
    expect(faultsOf(text).join('\n')).toMatch(said);
  });
});
