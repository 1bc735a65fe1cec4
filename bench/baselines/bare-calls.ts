import type { BlockAction } from '@slack/bolt';
import { tenantId, userId } from '../far-ends/numbers.ts';
import { bareDetail, bareForm, bareSummary } from './bare-views.ts';
import { bareBolt } from './serve.ts';

/**
 * Bare calls: acks, and makes the calls without which nobody would see anything, with the two SDKs and nothing else: no
 * store, no check of who it is, no retries, no log. The limit for throughput.
 */
const { app, platform, start } = bareBolt();
const statuses = ['pending', 'accepted', 'expired', 'canceled'];
const everyone = { tenantId: { equalTo: tenantId(1) } };

app.command(/.*/, async ({ ack, body, client, respond }) => {
  await ack();
  if (body.text !== 'status') return void (await client.views.open({ trigger_id: body.trigger_id, view: bareForm }));
  const roq = platform.asUser(userId(1, 1));
  const pages = await Promise.all(
    statuses.map((equalTo) =>
      roq.userInvites({ filter: { ...everyone, status: { valueIn: [equalTo] } }, limit: 1, offset: 0 }),
    ),
  );
  await respond(bareSummary(statuses.map((status, at) => `${status}: *${pages[at]?.userInvites.totalCount ?? 0}*`)));
});

app.action<BlockAction>(/.*/, async ({ ack, body, client }) => {
  await ack();
  await client.views.open({ trigger_id: body.trigger_id, view: bareDetail });
});

await start();
