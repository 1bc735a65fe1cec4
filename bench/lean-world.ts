import type { SlackMessage } from './far-ends/lean-slack.ts';
import { secrets, tokenOf } from './far-ends/numbers.ts';
import type { Tally } from './far-ends/tally.ts';
import { type Running, run, type Workshop } from './processes.ts';

/** The lean far ends, in a process of their own. */
export interface LeanWorld {
  slackUrl: string;
  /** The environment by which the app, or a baseline, talks to them. */
  env: Record<string, string>;
  latency(ms: { slack: number; roq: number }): Promise<void>;
  /** What was asked of them since the last time. */
  take(): Promise<{ slack: Tally; roq: Tally }>;
  /** 50 edits per minute and workspace, as Slack has it. */
  limitEdits(on: boolean): Promise<void>;
  keepFile(file: { id: string; content: string }): Promise<void>;
  view(id: string): Promise<{ callbackId: string; metadata: string; text: string; updates: number } | undefined>;
  messages(): Promise<SlackMessage[]>;
  messageCount(): Promise<number>;
  /** Every tenant has so many pending invites. */
  standFor(each: number): Promise<void>;
  acceptAll(tenants: readonly number[]): Promise<{ id: string; tenantId: string }[]>;
  clear(): Promise<void>;
  /** Resolves when the person behind this trigger, or response_url, sees what they waited for. */
  shown(id: string): Promise<void>;
  stop(): Promise<void>;
}

export async function leanWorld(workshop: Workshop): Promise<LeanWorld> {
  const farEnds = run(workshop, { name: 'far-ends', file: 'far-ends/lean.js', env: {} });
  const { slack, roq } = await farEnds.ask<{ slack: string; roq: string }>('where');
  return {
    slackUrl: slack,
    env: {
      SLACK_API_URL: `${slack}/api/`,
      SLACK_BOT_TOKEN: tokenOf(1),
      SLACK_SIGNING_SECRET: secrets.signing,
      ROQ_PLATFORM_URL: roq,
      ROQ_ENVIRONMENT_ID: secrets.environmentId,
      ROQ_API_KEY: secrets.apiKey,
      ROQ_WEBHOOK_KEY: secrets.webhook,
    },
    latency: (ms) => farEnds.ask('latency', ms),
    take: () => farEnds.ask('take'),
    limitEdits: (on) => farEnds.ask('limitEdits', on),
    keepFile: (file) => farEnds.ask('keepFile', file),
    view: (id) => farEnds.ask('view', id),
    messages: () => farEnds.ask('messages'),
    messageCount: () => farEnds.ask('messageCount'),
    standFor: (each) => farEnds.ask('standFor', each),
    acceptAll: (tenants) => farEnds.ask('acceptAll', tenants),
    clear: () => farEnds.ask('clear'),
    shown: hearing(farEnds),
    stop: farEnds.stop,
  };
}

function hearing(farEnds: Running): LeanWorld['shown'] {
  const waiting = new Map<string, () => void>();
  farEnds.onNews(({ news, value }) => {
    if (news !== 'shown') return;
    for (const id of value as string[]) {
      waiting.get(id)?.();
      waiting.delete(id);
    }
  });
  return (id) => new Promise<void>((resolve) => void waiting.set(id, resolve));
}

/** Calls by method, most first: "views.open 1, userInvites 4"; fails for one that the far ends do not know. */
export function callsMade({ slack, roq }: { slack: Tally; roq: Tally }): Record<string, number> {
  const calls = { ...slack.calls, ...roq.calls };
  const unknown = Object.keys(calls).filter((name) => name.startsWith('unknown'));
  if (unknown.length > 0) throw new Error(`the lean far ends lack ${unknown.join(', ')}`);
  return calls;
}
