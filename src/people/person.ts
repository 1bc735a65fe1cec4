/** What Slack says of a user at this moment. */
export type SlackUser = {
  teamId: string;
  userId: string;
  name: string;
  email?: string | undefined;
  timeZone?: string | undefined;
  locale?: string | undefined;
  standing: 'member' | 'guest' | 'bot' | 'stranger' | 'deactivated';
};

/** Who acts in ROQ, and in which tenant. */
export type Actor = { roqUserId: string; tenantId: string };

/** Who reads: a ROQ user, or (without `roqUserId`) the service account, always within one tenant. */
export type Reader = { tenantId: string; roqUserId?: string | undefined };

export type RoqUser = {
  id: string;
  tenantId: string;
  email: string;
  firstName: string;
  lastName: string;
  active: boolean;
  locale?: string | undefined;
};

/** A Slack user and the ROQ user that stands behind them. */
export type Person = Actor & {
  teamId: string;
  slackUserId: string;
  /** As Slack shows it. */
  name: string;
  /** The ROQ user's address, normalised. */
  email: string;
  timeZone: string;
  locale: string;
};

export type Role = { key: string; name: string };

/** How far a ROQ permission reaches; `unknown` when ROQ does not say, and then ROQ decides at the act. */
export type Scope = 'none' | 'own' | 'tenant' | 'all' | 'unknown';
export type InviteAccess = { read: Scope; create: Scope; update: Scope };

/** How a Slack user came to be taken for a ROQ user. */
export type Link = {
  teamId: string;
  slackUserId: string;
  roqUserId: string;
  tenantId: string;
  proof: 'email' | 'code';
  linkedAt: number;
  /** When ROQ last confirmed the user as active in this tenant, ms. */
  checkedAt: number;
  /** In which language they read Slack, when they were last seen. */
  locale?: string | undefined;
};

export interface PeopleStore {
  find(teamId: string, slackUserId: string): Promise<Link | undefined>;
  /** Inserts or replaces the link of this Slack user. */
  remember(link: Link): Promise<void>;
  /** A `locale` that is not known leaves the one before. */
  touch(teamId: string, slackUserId: string, seen: Pick<Link, 'checkedAt' | 'locale'>): Promise<void>;
  forget(teamId: string, slackUserId: string): Promise<void>;
  /** The Slack users of this workspace linked to these ROQ users. */
  linkedTo(teamId: string, roqUserIds: readonly string[]): Promise<Link[]>;
  /** The Slack users of this workspace linked to somebody of the tenant, those seen last first. */
  ofTenant(teamId: string, tenantId: string, limit: number): Promise<Link[]>;
}

export interface SlackDirectory {
  /** `undefined` when Slack does not know the user. */
  user(teamId: string, userId: string): Promise<SlackUser | undefined>;
  /** Their locale when they were last looked up, without any call; `undefined` when they were not, or Slack did not say. */
  recallLocale(teamId: string, userId: string): string | undefined;
}

/** ROQ's users, tenants and roles. Every method may throw RoqError. */
export interface RoqDirectory {
  /** As the service account; in one tenant when given. Compared without letter case; deactivated users included. */
  usersByEmail(emails: readonly string[], tenantId?: string): Promise<RoqUser[]>;
  /** `undefined` when the user is gone or no longer of this tenant. */
  user(actor: Actor): Promise<RoqUser | undefined>;
  usersById(tenantId: string, ids: readonly string[]): Promise<RoqUser[]>;
  tenantName(tenantId: string): Promise<string>;
  /** The roles this person may give, as ROQ decides it for them. */
  invitableRoles(actor: Actor): Promise<Role[]>;
  access(actor: Actor): Promise<InviteAccess>;
}
