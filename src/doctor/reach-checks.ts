import { createHmac } from 'node:crypto';
import type { Config } from '../config.ts';
import { bad, codeOf, type Finding, good, look } from './finding.ts';

const timeoutMs = 10_000;

/** What Slack, ROQ and people reach from outside, asked through PUBLIC_URL. The app must run. */
export async function checkReach({ http, slack, roq }: Config): Promise<Finding[]> {
  const { publicUrl } = http;
  const isSocket = slack.mode === 'socket';
  if (!publicUrl) {
    const todo = 'Set PUBLIC_URL to the address that Slack and ROQ call, such as https://invites.example.com';
    return [look(`Without PUBLIC_URL ${isSocket ? 'webhooks cannot' : 'nothing can'} be tried from outside`, todo)];
  }
  const answer = await ask(publicUrl);
  if (typeof answer === 'string') {
    const todo = 'Start the app, and let the proxy pass this address on to its HOST and PORT';
    return [bad(`PUBLIC_URL does not answer (${answer})`, todo)];
  }
  return [
    ...(isSocket ? [] : [await checkEvents(publicUrl, slack.signingSecret ?? '')]),
    await checkWebhook(publicUrl, roq.webhookKey),
    await checkMetrics(publicUrl),
  ];
}

/** As Slack does when the address is entered: signed, and to be answered with the same word. */
async function checkEvents(publicUrl: string, signingSecret: string): Promise<Finding> {
  const body = JSON.stringify({ type: 'url_verification', challenge: 'doctor' });
  const at = String(Math.floor(Date.now() / 1_000));
  const signature = createHmac('sha256', signingSecret).update(`v0:${at}:${body}`).digest('hex');
  const answer = await ask(`${publicUrl}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-slack-request-timestamp': at,
      'x-slack-signature': `v0=${signature}`,
    },
    body,
  });
  if (typeof answer !== 'string' && answer.status === 200 && (await answer.text()).includes('doctor')) {
    return good('Requests signed with SLACK_SIGNING_SECRET come through to /slack/events');
  }
  const why = typeof answer === 'string' ? answer : answer.status;
  const todo =
    'Does the app run with this same SLACK_SIGNING_SECRET, and does the proxy pass body and headers unchanged?';
  return bad(`A signed request to /slack/events was not taken (${why})`, todo);
}

/** An empty list of events: it changes nothing. */
async function checkWebhook(publicUrl: string, key: string | undefined): Promise<Finding> {
  const roqConsole = 'console.roq.tech > your project > the environment > Developer Tools > Webhooks';
  const url = `${publicUrl}/roq/webhooks`;
  if (key === undefined) {
    return look('Without ROQ_WEBHOOK_KEY cards follow ROQ more slowly', `${roqConsole}: enter ${url} and copy the key`);
  }
  const headers = { 'content-type': 'application/json', 'roq-platform-webhook-key': key };
  const answer = await ask(url, { method: 'POST', headers, body: '[]' });
  if (typeof answer !== 'string' && answer.status === 204) return good(`The app takes webhooks at ${url}`);
  const why = typeof answer === 'string' ? answer : answer.status;
  const todo = 'Does the app run there with this same ROQ_WEBHOOK_KEY, and does the proxy pass that path on?';
  return bad(`A webhook to /roq/webhooks was not taken (${why})`, todo);
}

async function checkMetrics(publicUrl: string): Promise<Finding> {
  const answer = await ask(`${publicUrl}/metrics`);
  const isOpen = typeof answer !== 'string' && answer.status === 200 && (await answer.text()).includes('roq_invite_');
  if (!isOpen) return good('/metrics is not to be seen from outside');
  return look('/metrics can be read by anybody', 'Let the proxy refuse that path: see deploy/Caddyfile');
}

/** The answer, or why there is none. */
async function ask(url: string, init: RequestInit = {}): Promise<Response | string> {
  try {
    return await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) });
  } catch (error) {
    return codeOf(error);
  }
}
