import { createHmac } from 'node:crypto';
import { stringify } from 'node:querystring';
import { Pool } from 'undici';
import { channelOf, numberIn, personOf, secrets, teamOf } from './far-ends/numbers.ts';

/** Who does something, and in which channel: all by number. */
export type Place = { team: number; person: number; channel: number };
export type Answer = { status: number; body: string; ms: number };

/** Slack, as far as it sends what people do to the app: signed, over connections that are kept. */
export interface SlackSender {
  /** `id` becomes the trigger, and the end of the response_url. */
  command(place: Place, text: string, id: string): Promise<Answer>;
  press(place: Place, action: { action_id: string; value: string }, id: string): Promise<Answer>;
  submit(place: Place, view: { id: string; callbackId: string; metadata: string; values?: object }): Promise<Answer>;
  /** A webhook of ROQ goes to the same address. */
  webhook(event: object): Promise<Answer>;
  close(): Promise<void>;
}

export function slackSender(appUrl: string, slackUrl: string): SlackSender {
  const pool = new Pool(appUrl, { connections: 400, keepAliveTimeout: 60_000 });
  const post = async (path: string, headers: Record<string, string>, body: string): Promise<Answer> => {
    const began = performance.now();
    const answer = await pool.request({ path, method: 'POST', headers, body });
    const text = await answer.body.text();
    return { status: answer.statusCode, body: text, ms: performance.now() - began };
  };
  const signed = (form: Record<string, string>): Promise<Answer> => {
    const body = stringify(form);
    const timestamp = String(Math.floor(Date.now() / 1_000));
    const digest = createHmac('sha256', secrets.signing).update(`v0:${timestamp}:${body}`).digest('hex');
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': timestamp,
      'x-slack-signature': `v0=${digest}`,
    };
    return post('/slack/events', headers, body);
  };
  const interaction = (payload: object) => signed({ payload: JSON.stringify(payload) });
  const who = ({ team, person }: Place) => ({
    team: { id: teamOf(team), domain: 'bench' },
    user: { id: personOf(person), team_id: teamOf(team), username: 'bench', name: 'bench' },
    api_app_id: 'A0BENCH',
    token: 'bench',
  });

  return {
    command: ({ team, person, channel }, text, id) =>
      signed({
        token: 'bench',
        team_id: teamOf(team),
        team_domain: 'bench',
        channel_id: channelOf(channel),
        channel_name: `channel-${channel}`,
        user_id: personOf(person),
        user_name: `person-${person}`,
        command: '/invite',
        text,
        api_app_id: 'A0BENCH',
        is_enterprise_install: 'false',
        response_url: `${slackUrl}/response/${id}`,
        trigger_id: id,
      }),
    press: (place, action, id) =>
      interaction({
        type: 'block_actions',
        ...who(place),
        container: {
          type: 'message',
          message_ts: '1.000001',
          channel_id: channelOf(place.channel),
          is_ephemeral: false,
        },
        channel: { id: channelOf(place.channel), name: `channel-${place.channel}` },
        response_url: `${slackUrl}/response/${id}`,
        trigger_id: id,
        actions: [
          { type: 'button', block_id: 'b', action_ts: '1.1', text: { type: 'plain_text', text: 'b' }, ...action },
        ],
      }),
    submit: (place, { id, callbackId, metadata, values = {} }) =>
      interaction({
        type: 'view_submission',
        ...who(place),
        trigger_id: `${numberIn(id)}.submitted`,
        response_urls: [],
        view: { id, type: 'modal', callback_id: callbackId, private_metadata: metadata, hash: '1', state: { values } },
      }),
    webhook: (event) =>
      post(
        '/roq/webhooks',
        { 'content-type': 'application/json', 'roq-platform-webhook-key': secrets.webhook },
        JSON.stringify(event),
      ),
    close: () => pool.close(),
  };
}
