import { sendEvent } from './delivery/events.ts';
import type { Installation, World } from './world.ts';

export type UninstallOrder = 'uninstalled_first' | 'revoked_first';

/**
 * Takes the app out of a workspace, or of its whole enterprise when it was installed so: its tokens die and it hears
 * app_uninstalled and tokens_revoked, whose order Slack does not promise. `between` happens between the two.
 */
export async function uninstall(
  world: World,
  team: string,
  order: UninstallOrder = 'revoked_first',
  between: () => Promise<unknown> = async () => {},
): Promise<void> {
  const installation = world.installations.get(team);
  if (!installation) throw new Error(`the app is not installed in ${team}`);
  killTokens(world, installation, 'account_inactive');
  for (const [id, other] of world.installations) {
    if (id === team || (installation.enterprise && other.enterprise === installation.enterprise)) {
      world.installations.delete(id);
    }
  }
  world.journal.changed('uninstall');
  const gone = () => sendEvent(world, installation, 'app_uninstalled', { type: 'app_uninstalled' });
  const revoked = () =>
    sendEvent(world, installation, 'tokens_revoked', {
      type: 'tokens_revoked',
      tokens: { oauth: [], bot: [installation.botUserId] },
    });
  const [first, second] = order === 'revoked_first' ? [revoked, gone] : [gone, revoked];
  await first();
  await between();
  await second();
}

/** An admin takes an org-wide app out of one workspace: its token no longer reaches there, and the app is told. */
export async function revokeAccess(world: World, team: string): Promise<void> {
  const gone = world.installations.get(team);
  if (!gone?.enterprise) throw new Error(`the app is not installed org-wide in ${team}`);
  const rest = [...world.installations.values()].find(
    (other) => other !== gone && other.enterprise === gone.enterprise,
  );
  if (!rest) throw new Error('the last workspace of an org-wide install leaves by uninstall');
  world.installations.delete(team);
  world.journal.changed('uninstall');
  await sendEvent(world, rest, 'team_access_revoked', { type: 'team_access_revoked', team_ids: [team] });
}

/** auth.revoke: this token dies, and with a bot's only token the app is gone. */
export function revokeTokens(world: World, installation: Installation, token: string): void {
  const record = world.tokens.get(token);
  if (record) record.dead = 'token_revoked';
  const alive = [...world.tokens.values()].some((other) => other.installation === installation && !other.dead);
  if (!alive) void uninstall(world, installation.team);
}

function killTokens(world: World, installation: Installation, dead: 'account_inactive' | 'token_revoked'): void {
  for (const token of world.tokens.values()) {
    if (isOf(token.installation, installation)) token.dead ??= dead;
  }
  for (const [refresh, owner] of world.refreshTokens) {
    if (isOf(owner, installation)) world.refreshTokens.delete(refresh);
  }
}

const isOf = (one: Installation, other: Installation): boolean =>
  one === other || (one.enterprise !== undefined && one.enterprise === other.enterprise);
