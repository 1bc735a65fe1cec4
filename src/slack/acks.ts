import type { IncomingMessage } from 'node:http';
import type { App, ReceiverEvent } from '@slack/bolt';

export type AckKind =
  | 'command'
  | 'button'
  | 'form'
  | 'form_closed'
  | 'shortcut'
  | 'suggestion'
  | 'event'
  | 'function'
  | 'other';
/** `ms`: how long Slack waited for it, as seen from here. */
export type Ack = { kind: AckKind; ms: number };

const kinds: Record<string, AckKind> = {
  block_actions: 'button',
  interactive_message: 'button',
  view_submission: 'form',
  view_closed: 'form_closed',
  shortcut: 'shortcut',
  message_action: 'shortcut',
  block_suggestion: 'suggestion',
  event_callback: 'event',
};

/** What somebody did in Slack, in our words; whatever the payload claims to be, it is one of these. */
export function kindOf({ command, type, event }: ReceiverEvent['body']): AckKind {
  if (typeof command === 'string') return 'command';
  if (type === 'event_callback' && event?.type === 'function_executed') return 'function';
  return typeof type === 'string' && Object.hasOwn(kinds, type) ? (kinds[type] ?? 'other') : 'other';
}

const arrivals = new WeakMap<IncomingMessage, number>();
/** Its time counts from now, before its body was read. */
export const arrived = (req: IncomingMessage): void => void arrivals.set(req, performance.now());
/** For Bolt's receiver: hands the time on to `watchAcks`. */
export const arrivalOf = (req: IncomingMessage): { arrivedAt?: number | undefined } => ({
  arrivedAt: arrivals.get(req),
});

/** Tells of every first acknowledgement, whatever the receiver; `acked` must not throw. */
export function watchAcks(app: App, acked: (ack: Ack) => void): void {
  const process = app.processEvent.bind(app);
  app.processEvent = (event) => {
    const arrivedAt = Number(event.customProperties?.arrivedAt ?? performance.now());
    let told = false;
    const ack: ReceiverEvent['ack'] = async (response) => {
      await event.ack(response);
      if (!told) acked({ kind: kindOf(event.body), ms: performance.now() - arrivedAt });
      told = true;
    };
    return process({ ...event, ack });
  };
}
