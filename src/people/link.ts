import { randomUUID } from 'node:crypto';
import type { Clock } from '../clock.ts';
import { Problem, type ProblemCode } from '../problem.ts';
import type { Account, Asker, LinkCodeStore, Tried } from './link-codes.ts';
import { decoy, hashed, newCode, sameHash, secretOf } from './one-time-code.ts';
import type { Link, PeopleStore, RoqDirectory, RoqUser } from './person.ts';
import type { Recognizer, SlackIdentity } from './recognize.ts';

/** What is remembered of a link's life; never the code, never an address. */
export type LinkEvent = Asker &
  Partial<Account> & { what: 'link.started' | 'link.proved' | 'link.failed' | 'link.removed'; reason?: string };

export type LinkingDeps = {
  recognizer: Recognizer;
  roq: Pick<RoqDirectory, 'usersByEmail'>;
  people: PeopleStore;
  codes: LinkCodeStore;
  /** Mails the code to the ROQ user's own address. May throw RoqError. */
  mail: (user: RoqUser, code: string) => Promise<void>;
  note: (event: LinkEvent) => Promise<void>;
  onError: (error: unknown) => void;
  clock: Clock;
  /** Whether Slack's e-mail address counts where no link stands. */
  trustEmail: boolean;
  tenantId?: string | undefined;
};

/** For which ROQ user somebody is taken, and why. */
export type Linked = { email: string; tenantId: string; proof: Link['proof']; linkedAt: number };

/** Proof of a ROQ account by a mailed one-time code. Every method throws Problem for guests, bots and strangers. */
export interface Linking {
  readonly byEmail: boolean;
  /** `undefined` when nobody in ROQ stands behind this Slack user (any more). May throw RoqError. */
  current(identity: SlackIdentity): Promise<Linked | undefined>;
  /** Opens a code, whoever it will be for. Throws Problem when this Slack user asks or guesses too often. */
  ask(identity: SlackIdentity): Promise<string>;
  /**
   * Mails the code opened by `ask` if an account has this address, and tells nobody whether. Throws RoqError when ROQ
   * cannot be asked; a mail that fails is for the operator only, because it would tell that the account exists.
   */
  send(identity: SlackIdentity, id: string, address: string): Promise<void>;
  /** Throws Problem when the code does not fit. */
  prove(identity: SlackIdentity, code: string): Promise<void>;
  remove(identity: SlackIdentity): Promise<void>;
}

export function linking(deps: LinkingDeps): Linking {
  const { recognizer, people, codes, note } = deps;
  const member = async (identity: SlackIdentity): Promise<Asker> => {
    const { teamId, userId: slackUserId } = await recognizer.member(identity);
    return { teamId, slackUserId };
  };
  return {
    byEmail: deps.trustEmail,
    current: (identity) => current(deps, identity),

    async ask(identity) {
      const asker = await member(identity);
      const id = randomUUID();
      const asked = await codes.ask(asker, id, decoy());
      if (asked.kind === 'opened') return id;
      await note({ ...asker, what: 'link.failed', reason: asked.kind });
      throw new Problem(asked.kind === 'paused' ? 'link_paused' : 'link_too_many', { until: asked.until });
    },

    async send(identity, id, address) {
      const asker = await member(identity);
      const user = await accountOf(deps, address).catch(async (error: unknown) => {
        await codes.withdraw(id);
        throw error;
      });
      const account = user && { roqUserId: user.id, tenantId: user.tenantId };
      await note({ ...asker, ...account, what: 'link.started' });
      if (!user || !account) return;
      const code = newCode();
      const failed = (reason: string) => note({ ...asker, ...account, what: 'link.failed', reason });
      if (!(await codes.aim(id, account, await secretOf(code)))) return failed('held_back');
      await deps.mail(user, code).catch(async (error: unknown) => {
        deps.onError(error);
        await failed('not_mailed');
      });
    },

    async prove(identity, code) {
      const asker = await member(identity);
      const open = await codes.open(asker);
      const typed = open ? await hashed(code, open.salt) : '';
      const tried = await codes.attempt(asker, open?.id, (kept) => sameHash(kept, typed));
      if (tried.kind !== 'proved') {
        const account = 'account' in tried ? tried.account : undefined;
        await note({ ...asker, ...account, what: 'link.failed', reason: tried.kind });
        throw whyNot(tried);
      }
      const { roqUserId, tenantId } = tried;
      const now = deps.clock.now();
      await people.remember({ ...asker, roqUserId, tenantId, proof: 'code', linkedAt: now, checkedAt: now });
      recognizer.forget(identity);
      await note({ ...asker, roqUserId, tenantId, what: 'link.proved' });
    },

    async remove(identity) {
      const asker = await member(identity);
      const link = await people.find(asker.teamId, asker.slackUserId);
      await people.forget(asker.teamId, asker.slackUserId);
      recognizer.forget(identity);
      if (!link) return;
      const { roqUserId, tenantId } = link;
      await note({ ...asker, roqUserId, tenantId, what: 'link.removed', reason: 'by_person' });
    },
  };
}

const nobody = new Set<ProblemCode>(['link_first', 'not_linked', 'email_unknown', 'access_lost']);

async function current({ recognizer, people }: LinkingDeps, identity: SlackIdentity): Promise<Linked | undefined> {
  try {
    const { email, tenantId, teamId, slackUserId } = await recognizer.recognize(identity);
    const link = await people.find(teamId, slackUserId);
    return link && { email, tenantId, proof: link.proof, linkedAt: link.linkedAt };
  } catch (error) {
    if (error instanceof Problem && nobody.has(error.code)) return undefined;
    throw error;
  }
}

/** An address with two accounts counts as one with none: guessing would put people into the wrong tenant. */
async function accountOf({ roq, tenantId }: LinkingDeps, address: string): Promise<RoqUser | undefined> {
  const found = await roq.usersByEmail([address], tenantId);
  const [user, ...more] = found.filter((each) => each.active && (!tenantId || each.tenantId === tenantId));
  return more.length === 0 ? user : undefined;
}

function whyNot(tried: Exclude<Tried, { kind: 'proved' }>): Problem {
  if (tried.kind === 'paused') return new Problem('link_paused', { until: tried.until });
  if (tried.kind === 'wrong') return new Problem('link_code_wrong', { left: tried.left });
  return new Problem('link_code_closed');
}
