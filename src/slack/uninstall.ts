import type { App } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Installation, Installations, SlackPlace } from '../workspaces/installation.ts';
import type { SlackApi } from './api.ts';
import type { InFlight } from './in-flight.ts';
import type { ManyWorkspaces } from './many-workspaces.ts';
import { interactiveClient } from './workspace.ts';

export type UninstallDeps = {
  installations: Installations;
  workspace: Pick<ManyWorkspaces, 'forget'>;
  api: SlackApi;
  log: Logger;
};

const goodbye = z.object({
  /** Seconds. */
  event_time: z.number(),
  event: z.object({
    type: z.enum(['app_uninstalled', 'tokens_revoked']),
    /** User ids, not tokens (facts/slack section 5). */
    tokens: z.object({ bot: z.array(z.string()).nullish() }).optional(),
  }),
});
type Goodbye = z.infer<typeof goodbye>;

const shutOut = z.object({ event: z.object({ team_ids: z.array(z.string()) }) });

/** Both events say that the app is gone, in any order and more than once; a re-install between them stays. */
export function registerUninstall(app: App, deps: UninstallDeps, inFlight: InFlight): void {
  for (const type of ['app_uninstalled', 'tokens_revoked'] as const) {
    app.event(type, ({ body, context }) =>
      inFlight.during(() =>
        leave(deps, { teamId: context.teamId, enterpriseId: context.enterpriseId }, goodbye.parse(body)),
      ),
    );
  }
  app.event('team_access_revoked', ({ body, context }) =>
    inFlight.during(() => leaveTeams(deps, context.enterpriseId, shutOut.parse(body).event.team_ids)),
  );
}

/** An org-wide install lost some of its workspaces; a team given access again is learnt when Slack next names it. */
async function leaveTeams(deps: UninstallDeps, enterpriseId: string | undefined, teamIds: string[]): Promise<void> {
  if (!enterpriseId) return;
  const teams = await deps.installations.removeTeams(enterpriseId, teamIds);
  // Also those this replica knows and the store no longer does.
  deps.workspace.forget(teamIds);
  if (teams.length > 0) {
    deps.log.info({ installation: enterpriseId, teams: teams.length }, 'the app lost access to workspaces');
  }
}

async function leave(deps: UninstallDeps, place: SlackPlace, said: Goodbye): Promise<void> {
  const installation = await deps.installations.find(place);
  if (!installation || !concerns(said, installation)) return;
  const where = { installation: installation.id, event: said.event.type };
  if (await isAnew(deps, installation, said)) {
    deps.log.info(where, 'the app was installed anew since');
    return;
  }
  const teams = await deps.installations.remove(installation);
  if (teams.length === 0) return;
  deps.workspace.forget(teams);
  deps.log.info({ ...where, teams: teams.length }, 'the app was uninstalled');
}

const concerns = ({ event }: Goodbye, { botUserId }: Installation): boolean =>
  event.type === 'app_uninstalled' || (event.tokens?.bot ?? []).includes(botUserId);

/** By the times, and where clocks or whole seconds leave it open, by the token: one that works was not revoked. */
async function isAnew(deps: UninstallDeps, installation: Installation, said: Goodbye): Promise<boolean> {
  if ((said.event_time + 1) * 1_000 <= installation.installedAt) return true;
  const client = new WebClient(installation.botToken, interactiveClient(deps.api));
  return client.auth.test().then(
    () => true,
    () => false,
  );
}
