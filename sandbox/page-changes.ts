import type { Behind } from './behind.ts';
import type { Exchange, Reply } from './slack/http-exchange.ts';
import { stepRunChange } from './slack/steps.ts';

/** What a page may want to read again. */
export type Topic = 'screen' | 'roq' | 'mails' | 'inspector' | 'workflows' | 'weather';

export interface Changes {
  note(topic: Topic): void;
  /** Server-sent events: the topics that changed, gathered for a moment. */
  stream(exchange: Exchange): Reply;
  close(): void;
}

const gatherMs = 30;

export function changes({ slack, roq }: Behind): Changes {
  const listeners = new Set<(topics: Topic[]) => void>();
  const gathered = new Set<Topic>();
  let timer: NodeJS.Timeout | undefined;
  const flush = () => {
    timer = undefined;
    const topics = [...gathered];
    gathered.clear();
    for (const listener of listeners) listener(topics);
  };
  const note = (topic: Topic) => {
    gathered.add(topic);
    timer ??= setTimeout(flush, gatherMs);
  };
  const stops = [
    slack?.onChange(({ kind, what }) =>
      note(kind !== 'state' ? 'inspector' : what === stepRunChange ? 'workflows' : 'screen'),
    ),
    roq?.onChange(({ what }) => {
      note('roq');
      if (what !== 'request') note('mails');
    }),
  ];
  return {
    note,
    stream({ response }) {
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store' });
      response.write(': open\n\n');
      const send = (topics: Topic[]) => response.write(`data: ${JSON.stringify(topics)}\n\n`);
      listeners.add(send);
      response.on('close', () => listeners.delete(send));
      return { streaming: true };
    },
    close() {
      clearTimeout(timer);
      for (const stop of stops) stop?.();
    },
  };
}
