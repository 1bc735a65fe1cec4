import { z } from 'zod';

/** What a file may say about a world; sandbox/README.md describes it for those who write one. */
const word = z.string().regex(/^[a-z0-9][a-z0-9._-]*$/, 'takes small letters, digits, ".", "_" and "-"');
const email = z.email('is no e-mail address');
const zone = z.string().refine(isZone, 'is no IANA time zone, such as Europe/Berlin');
const locale = z.string().regex(/^[a-z]{2,3}-[A-Z]{2}$/, 'is no locale, such as de-DE');
const line = z.string().min(1, 'is empty').max(80, 'is longer than 80 characters');

const workspace = z.strictObject({ key: word, name: line });
const person = z.strictObject({
  name: line,
  /** Default: the first name. */
  handle: word.optional(),
  about: z.string().max(80).optional(),
  email: email.optional(),
  timeZone: zone.optional(),
  locale: locale.optional(),
  workspace: word.optional(),
  slack: z.enum(['owner', 'admin', 'member', 'guest']).default('member'),
  /** Absent: nobody that ROQ knows. */
  roq: z.strictObject({ tenant: word, roles: z.array(word).min(1, 'names no role') }).optional(),
});
const channel = z.strictObject({
  name: word,
  workspace: word.optional(),
  private: z.boolean().default(false),
  /** Handles. Default: everybody of the workspace. */
  members: z.array(word).optional(),
  /** Whether the app is a member. */
  app: z.boolean().default(false),
  sharedWith: z.array(word).default([]),
});
const tenant = z.strictObject({ key: word, name: line });
const role = z.strictObject({
  key: word,
  name: line.optional(),
  mayInvite: z.array(word).default([]),
  /** Whose invites holders see and change. */
  invites: z.enum(['everybodys', 'own', 'none']).default('none'),
});
const invite = z.strictObject({
  email,
  name: line.optional(),
  tenant: word,
  by: word,
  roles: z.array(word).min(1, 'names no role'),
  status: z.enum(['pending', 'accepted', 'expired', 'canceled']).default('pending'),
  hoursAgo: z.number().min(0).default(1),
});
const app = z.strictObject({
  name: line.default('My app'),
  requestUrl: z.url('is no URL').optional(),
  socketMode: z.boolean().default(false),
  commands: z
    .array(
      z.strictObject({
        command: z.string().regex(/^\/[^\s/]+$/, 'is no command, such as /invite'),
        description: z.string().optional(),
        usageHint: z.string().optional(),
        shouldEscape: z.boolean().optional(),
      }),
    )
    .default([]),
  shortcuts: z.array(z.strictObject({ name: line, type: z.enum(['global', 'message']), callbackId: line })).default([]),
  scopes: z.array(z.string()).optional(),
  events: z.array(z.string()).optional(),
  redirectUrls: z.array(z.url('is no URL')).default([]),
  homeTab: z.boolean().default(true),
  messagesTab: z.enum(['open', 'read_only', 'off']).default('open'),
});

/** What stands for a section that the file leaves out. */
export const standard = {
  workspaces: [{ key: 'acme', name: 'Acme' }],
  channels: [{ name: 'general', app: true }],
  tenants: [{ key: 'acme', name: 'Acme' }],
  roles: [
    { key: 'owner', mayInvite: ['admin', 'editor', 'member'], invites: 'everybodys' as const },
    { key: 'admin', mayInvite: ['editor', 'member'], invites: 'everybodys' as const },
    { key: 'editor', invites: 'own' as const },
    { key: 'member' },
  ],
};

export const worldDescription = z.strictObject({
  app: app.optional(),
  workspaces: z.array(workspace).min(1, 'names none').prefault(standard.workspaces),
  people: z.array(person).min(1, 'names nobody'),
  channels: z.array(channel).min(1, 'names none').prefault(standard.channels),
  tenants: z.array(tenant).min(1, 'names none').prefault(standard.tenants),
  roles: z.array(role).min(1, 'names none').prefault(standard.roles),
  invites: z.array(invite).default([]),
});
export type WorldDescription = z.infer<typeof worldDescription>;

/** "Ada Owens" is @ada, unless the file says otherwise. */
export const handleOf = ({ name, handle }: { name: string; handle?: string | undefined }): string =>
  handle ??
  (name.split(/\s+/)[0] ?? '')
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9._-]/g, '');

function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone.length > 0;
  } catch {
    return false;
  }
}
