import { personOf, teamOf } from '../directory.ts';
import type { JsonObject } from '../json.ts';
import type { World } from '../world.ts';

/** The deprecated verification token that payloads still carry. */
export const verificationToken = 'sandbox-verification-token';

/** `team` of an interaction payload. */
export function teamPart(world: World, id: string): JsonObject {
  const team = teamOf(world, id);
  const enterprise = team.enterpriseId ? { enterprise_id: team.enterpriseId, enterprise_name: team.enterpriseId } : {};
  return { id, domain: team.domain, ...enterprise };
}

/** `user` of an interaction payload; `team_id` is the person's own team, which may not be the app's. */
export function userPart(world: World, id: string): JsonObject {
  const { name, team } = personOf(world, id);
  return { id, username: name, name, team_id: team };
}

/** What every interaction payload has; under an org-wide install it names no team. */
export function interactionPart(world: World, type: string, user: string, team: string): JsonObject {
  const enterprise = teamOf(world, team).enterpriseId;
  const orgWide = world.installations.get(team)?.enterprise !== undefined;
  return {
    type,
    team: orgWide ? null : teamPart(world, team),
    user: userPart(world, user),
    api_app_id: world.app.appId,
    token: verificationToken,
    is_enterprise_install: orgWide,
    enterprise: enterprise ? { id: enterprise, name: enterprise } : null,
  };
}

/** Seconds with a fraction, as in `action_ts`. */
export function actionTs(world: World): string {
  return world.ids.ts();
}
