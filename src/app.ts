import { randomUUID } from 'node:crypto';
import type { Logger } from 'pino';
import { openFarEnds } from './app-far-ends.ts';
import { wireFollowing } from './app-following.ts';
import { wireKeepers } from './app-keepers.ts';
import { wirePeople } from './app-people.ts';
import { routesOf } from './app-routes.ts';
import { auditing } from './auditing.ts';
import { type AlarmClock, systemClock } from './clock.ts';
import type { Config } from './config.ts';
import { channelRound } from './digests/channel-round.ts';
import { keepInCharge } from './digests/in-charge.ts';
import { localTime } from './digests/local-day.ts';
import { ownRound } from './digests/own-round.ts';
import { pendingInvites } from './digests/pending-invites.ts';
import { quietEnds } from './digests/quiet-hours.ts';
import { schedule } from './digests/schedule.ts';
import { leftOut } from './digests/snooze.ts';
import { heartbeat } from './heartbeat.ts';
import { close, httpServer, listen } from './http.ts';
import { deliverer } from './invites/deliver.ts';
import type { Following } from './invites/following.ts';
import { laterFor } from './invites/later.ts';
import { boltLogger } from './log.ts';
import { botScopes } from './manifest.ts';
import { tenantNames } from './people/tenant-names.ts';
import { whoCould } from './people/who-could.ts';
import { reference } from './reference.ts';
import { slackSide } from './slack/bolt.ts';
import { connectSlack } from './slack/connect.ts';
import { languages } from './slack/languages.ts';
import { liveResults } from './slack/live-results.ts';
import { newcomerFinder, slackFinder } from './slack/newcomers.ts';
import { poster } from './slack/posts.ts';
import { workflowTeller } from './slack/tell-workflow.ts';
import { slackLogLevel } from './slack/workspace.ts';
import { type Trace, untraced } from './trace.ts';
import { endsWithin } from './worker.ts';
import { ruleBook } from './workspaces/rules.ts';

export interface RunningApp {
  /** Where it listens. */
  url: string;
  /** Looks once whose digest is due; node-cron does the same every minute. */
  tick(): Promise<void>;
  /** What following ROQ has cost this process. */
  followStats: Following['stats'];
  /** Takes no new work, lets what is under way finish within the configured time, gives leases back. */
  stop(): Promise<void>;
}

export type AppDeps = { log: Logger; clock?: AlarmClock; trace?: Trace };

/** What is cut off at the end of the drain may store so much longer what became of it, ms. */
const cutOffMs = 2_000;

/** Wires the whole app by hand and starts it. Rejects when the store cannot be opened or the port is taken. */
export async function startApp(config: Config, deps: AppDeps): Promise<RunningApp> {
  const { log, clock = systemClock, trace = untraced } = deps;
  const { store, roq, api, metrics } = await openFarEnds(config, { log, clock, trace });
  const failed = (what: string) => (error: unknown, where: object | string | undefined) =>
    log.error({ err: error, ...(typeof where === 'object' ? where : { where }) }, what);
  const connection = connectSlack(
    { ...config.slack, api },
    {
      installations: store.installations,
      clock,
      scopes: botScopes,
      logger: boltLogger(log, slackLogLevel),
      log,
      wakePosts: () => posting.wake(),
      onError: failed('an install or its tokens failed'),
    },
  );
  const { workspace } = connection;
  const beating = heartbeat(`${process.pid}-${randomUUID()}`, store.leases.renew, (error) =>
    failed('leases were not renewed')(error, undefined),
  );

  const { directory, people, links, powers } = wirePeople({ config, store, roq, workspace, clock, failed });
  const spoken = languages({ directory, people: store.people, settings: store.settings });
  const { batches, posts, acts, audit, mailings, settings, snoozes, ownDigests } = store;
  const { approvals, consents, nudges, stepRuns, reminders, unreminded, addressMemory } = store;
  const digests = pendingInvites({
    ...{ gateway: roq.invites, roq: roq.directory, acts, mailings, snoozes, ownDigests, settings, clock },
    serves: workspace.serves,
  });
  const findInSlack = slackFinder({ clientFor: workspace.backgroundClient, clock });
  const inCharge = {
    ...{
      settings,
      people: store.people,
      recognizer: people,
      authority: powers,
      roq: roq.directory,
      posts,
      audit,
      clock,
    },
    wakePosts: () => posting.wake(),
  };
  const posting = poster({
    afterDigest: (posted) => keepInCharge(inCharge, posted),
    ...{ batches, acts, audit, digests, ownDigests, settings, approvals, consents, nudges, stepRuns, posts },
    recognizer: people,
    authority: powers,
    languages: spoken,
    findNewcomer: newcomerFinder(findInSlack),
    ...{ clock, trace, command: config.slack.command },
    hold: beating.hold,
    clientFor: workspace.backgroundClient,
    onError: failed('a post failed'),
  });
  const shared = {
    gateway: roq.invites,
    roq: roq.directory,
    ...{ batches, posts, acts, audit, mailings, clock, trace },
    hold: beating.hold,
    authority: powers,
    newRequestId: reference,
    people: store.people,
    recognizer: people,
    usage: store.usage,
    ...{ approvals, consents, nudges, stepRuns, reminders, unreminded, addressMemory },
    directory,
    settings,
    rules: ruleBook({ settings, cooldownMs: config.cooldownMs }),
    localDay: (now: number, timeZone: string) => localTime(now, timeZone).day,
  };
  const names = tenantNames({ roq: roq.directory, clock });
  const follows = wireFollowing({
    ...shared,
    ...{ config, store, failed, log, tenantNames: names, languages: spoken },
    clientFor: workspace.client,
    wakePosts: posting.wake,
  });
  const { cards, homes, lists, onScreen } = follows;
  const showResult = liveResults({
    batches,
    languages: spoken,
    clock,
    clientFor: workspace.client,
    onError: (error) => failed('a result could not be shown')(error, undefined),
  });
  const sending = deliverer({
    ...shared,
    batchSize: roq.batchSize,
    later: laterFor(shared),
    maxInFlight: config.roq.maxInFlight,
    changed: (batch) => {
      showResult(batch);
      posting.wake();
      onScreen.moved(batch.tenantId);
    },
    onError: failed('sending failed'),
  });
  const keepers = wireKeepers({
    ...shared,
    failed,
    ...{ findInSlack, quietEnds, leftOut: leftOut(snoozes), moved: onScreen.moved },
    saw: follows.saw,
    wakeSender: sending.wake,
    wakePosts: posting.wake,
    tenantName: names.of,
    tellWorkflow: workflowTeller({
      ...{ clientFor: workspace.backgroundClient, languages: spoken, onError: failed('a workflow was not told') },
    }),
  });
  const { auditDownloads, drafts } = store;
  const auditTrail = auditing({
    ...shared,
    ...{ auditDownloads, drafts, homes: store.homes, publicUrl: config.http.publicUrl, wakePosts: posting.wake },
    onError: (error) => failed('the audit log was not tended')(error, undefined),
  });
  const daily = {
    ...{ settings, ownDigests, runs: store.digestRuns, slack: directory, clock, serves: workspace.serves },
    wakePosts: posting.wake,
    onError: failed('a digest failed'),
  };
  const ticking = schedule([channelRound(daily), ownRound(daily)], (error) => daily.onError(error, undefined));

  const slack = slackSide(
    { ...config.slack, api, acked: metrics.acked },
    {
      ...shared,
      linking: links,
      drafts: store.drafts,
      languages: spoken,
      digests,
      ownDigests,
      snoozes,
      api,
      tenantNames: names,
      ...{ homes, lists, moved: onScreen.moved },
      whoCould: whoCould({ ...shared, clock }),
      auditLink: auditTrail.link,
      webhookState: cards.webhookState,
      scopes: workspace.scopes,
      usualCooldownMs: config.cooldownMs,
      log,
      saw: follows.saw,
      followResult: showResult,
      wakeSender: sending.wake,
      wakeActs: keepers.acts.wake,
      wakePosts: posting.wake,
      wakeConsents: keepers.consents.wake,
      wakeSteps: keepers.steps.wake,
      postingClient: workspace.backgroundClient,
    },
    connection,
    boltLogger(log, slackLogLevel),
  );

  const routes = routesOf({ config, clock, log, store, roq, connection, slack, cards, auditTrail, metrics });
  const server = httpServer(routes, (error) => failed('a request failed')(error, undefined));
  const port = await listen(server, config.http.port, config.http.host);
  workspace.ready().catch((error) => failed('Slack does not answer, or refuses the token')(error, undefined));
  await slack.start();
  const workers = [
    sending,
    ...Object.values(keepers),
    ...cards.workers,
    onScreen.worker,
    ...auditTrail.workers,
    posting,
  ];
  for (const each of workers) each.start();
  ticking.start();
  log.info({ port, mode: config.slack.mode, store: store.engine, command: config.slack.command }, 'started');

  return {
    url: `http://${config.http.host}:${port}`,
    tick: ticking.tick,
    followStats: cards.stats,
    async stop() {
      log.info({}, 'stopping');
      const handling = [close(server, config.drainMs), slack.stop(config.drainMs)];
      const ended = Promise.all([ticking.stop(), ...handling, ...workers.map((each) => each.stop())]);
      if (!(await endsWithin(ended, config.drainMs))) {
        log.warn({}, 'what is still under way is cut off');
        roq.callOff();
        await endsWithin(ended, cutOffMs);
      }
      await beating.stop();
      await endsWithin(roq.close(), cutOffMs);
      await endsWithin(store.close(), cutOffMs);
      log.info({}, 'stopped');
    },
  };
}
