import { Agent, type Dispatcher } from 'undici';

export type OutgoingPost = {
  url: string;
  headers?: Record<string, string> | undefined;
  body?: string | undefined;
  signal?: AbortSignal | undefined;
};
export type OutgoingAnswer = Dispatcher.ResponseData;

export type Outgoing = {
  /**
   * One POST, once its head is answered; whoever reads the body reads it to its end. Throws what the network throws,
   * or the signal's reason; never follows a redirect.
   */
  post(request: OutgoingPost): Promise<OutgoingAnswer>;
  /** Waits for what is on its way. */
  close(): Promise<void>;
};

/** How far ends are called. Not by `fetch`, whose streams and copies of every answer take three times the work. */
export function outgoing(): Outgoing {
  const agent = new Agent();
  return {
    async post({ url, headers = {}, body = '', signal = null }) {
      const { origin, pathname, search } = new URL(url);
      const answer = await agent.request({ origin, path: pathname + search, method: 'POST', headers, body, signal });
      if (answer.statusCode < 300 || answer.statusCode >= 400) return answer;
      await answer.body.dump();
      throw new Error('The answer is a redirect');
    },
    close: () => agent.close(),
  };
}
