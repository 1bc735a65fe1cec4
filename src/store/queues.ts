import type { Database } from './database.ts';

const queues = {
  invites: 'recipients',
  acts: 'acts',
  posts: 'posts',
  approvals: 'approvals',
  consents: 'consents',
  nudges: 'nudges',
  reminders: 'reminders',
  step_runs: 'step_runs',
} as const;
export type QueueName = keyof typeof queues;
/** `oldestMs`: how long the oldest item that is due has been waiting for somebody to take it. */
export type Queues = Record<QueueName, { depth: number; oldestMs: number }>;

/** What waits: to be sent, settled or posted, for somebody's answer, or for its day. */
export async function readQueues(db: Database): Promise<Queues> {
  const now = await db.now();
  const read = async (name: QueueName) => {
    const { depth, first } = await db.read
      .selectFrom(queues[name])
      .select((eb) => [eb.fn.countAll<number>().as('depth'), eb.fn.min('due_at').as('first')])
      .where('due_at', 'is not', null)
      .executeTakeFirstOrThrow();
    return { depth: Number(depth), oldestMs: typeof first === 'number' ? Math.max(0, now - first) : 0 };
  };
  return {
    invites: await read('invites'),
    acts: await read('acts'),
    posts: await read('posts'),
    approvals: await read('approvals'),
    consents: await read('consents'),
    nudges: await read('nudges'),
    reminders: await read('reminders'),
    step_runs: await read('step_runs'),
  };
}
