import { afterEach, describe, expect, it } from 'vitest';
import { lastPayload, slackWithStub } from './slack-stub-app.ts';

let stop = async () => {};
afterEach(() => stop());

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const divider = { type: 'divider' };
const modal = (extra: object = {}) => ({ type: 'modal' as const, title: plain('T'), blocks: [divider], ...extra });
const nameInput = (initial?: string) => ({
  type: 'input',
  block_id: 'name',
  label: plain('Name'),
  element: { type: 'plain_text_input', action_id: 'value', ...(initial ? { initial_value: initial } : {}) },
});
const more = {
  type: 'actions',
  block_id: 'more',
  elements: [{ type: 'button', action_id: 'more', text: plain('More') }],
};
const refused = (error: string) => ({ data: { error } });

async function started() {
  const sandbox = await slackWithStub();
  stop = sandbox.stop;
  const { slack, client, received } = sandbox;
  const trigger = async () => {
    await slack.types('U1', 'C1', '/invite');
    return String(lastPayload(received).trigger_id);
  };
  const open = async (view: object = modal()) =>
    (await client.views.open({ trigger_id: await trigger(), view: view as never })).view;
  const inner = async () => {
    await slack.press('U1', { viewId: slack.sees('U1').modals.at(-1)?.id ?? '', actionId: 'more' });
    return String(lastPayload(received).trigger_id);
  };
  return { ...sandbox, trigger, open, inner };
}

describe('a trigger', () => {
  it('opens a modal until 3 s have passed on the clock', async () => {
    const { client, clock, trigger, slack } = await started();
    const early = await trigger();
    clock.advance(2999);
    await client.views.open({ trigger_id: early, view: modal() });
    const late = await trigger();
    clock.advance(3000);
    await expect(client.views.open({ trigger_id: late, view: modal() })).rejects.toMatchObject(
      refused('expired_trigger_id'),
    );
    expect(slack.violations()).toMatchObject([{ rule: 'expired_trigger_id' }]);
  });

  it('is spent by use, but not by a refused view', async () => {
    const { client, trigger, slack } = await started();
    const trigger_id = await trigger();
    const broken = modal({ title: plain('x'.repeat(25)) });
    await expect(client.views.open({ trigger_id, view: broken })).rejects.toMatchObject(refused('invalid_arguments'));
    await client.views.open({ trigger_id, view: modal() });
    await expect(client.views.open({ trigger_id, view: modal() })).rejects.toMatchObject(
      refused('exchanged_trigger_id'),
    );
    expect(slack.violations()).toMatchObject([{ rule: 'invalid_arguments' }, { rule: 'exchanged_trigger_id' }]);
  });

  it('must be one that Slack gave', async () => {
    const { client } = await started();
    const open = (trigger_id: string) => client.views.open({ trigger_id, view: modal() });
    await expect(open('12345.98765.abcd2358fdea')).rejects.toMatchObject(refused('invalid_trigger_id'));
    await expect(open('nonsense')).rejects.toMatchObject({
      data: {
        error: 'invalid_arguments',
        response_metadata: { messages: ['[ERROR] invalid `trigger_id` [json-pointer:/trigger_id]'] },
      },
    });
  });
});

describe('a modal', () => {
  it('comes back with everything Slack adds', async () => {
    const { open, slack } = await started();
    const view = await open(modal({ private_metadata: 'm', callback_id: 'c', external_id: 'e' }));
    expect(view).toMatchObject({
      id: expect.stringMatching(/^V/),
      team_id: 'T1',
      app_installed_team_id: 'T1',
      app_id: 'A1',
      root_view_id: view?.id ?? '',
      previous_view_id: null,
      private_metadata: 'm',
      callback_id: 'c',
      external_id: 'e',
      hash: expect.stringMatching(/^\d+\.\w+$/),
      state: { values: {} },
      close: null,
      submit: null,
    });
    expect(slack.sees('U1').modals).toMatchObject([{ id: view?.id, title: 'T', privateMetadata: 'm' }]);
    expect(slack.sees('U2').modals).toEqual([]);
  });

  it('is refused when too large, and when its external_id is taken', async () => {
    const { client, trigger, open } = await started();
    const blocks = Array.from({ length: 100 }, () => ({ type: 'section', text: plain('x'.repeat(2900)) }));
    await expect(client.views.open({ trigger_id: await trigger(), view: modal({ blocks }) })).rejects.toMatchObject(
      refused('view_too_large'),
    );
    await open(modal({ external_id: 'e' }));
    await expect(open(modal({ external_id: 'e' }))).rejects.toMatchObject(refused('duplicate_external_id'));
  });

  it('stacks three deep', async () => {
    const { client, open, inner, slack } = await started();
    const first = await open(modal({ blocks: [more] }));
    const second = await client.views.push({ trigger_id: await inner(), view: modal({ blocks: [more] }) });
    expect(second.view).toMatchObject({ root_view_id: first?.id, previous_view_id: first?.id });
    await client.views.push({ trigger_id: await inner(), view: modal({ blocks: [more] }) });
    expect(slack.sees('U1').modals).toHaveLength(3);
    await expect(client.views.push({ trigger_id: await inner(), view: modal() })).rejects.toMatchObject(
      refused('push_limit_reached'),
    );
  });

  it('cannot be pushed with a trigger from outside a modal', async () => {
    const { client, trigger } = await started();
    await expect(client.views.push({ trigger_id: await trigger(), view: modal() })).rejects.toMatchObject(
      refused('not_found'),
    );
  });

  it('lets only what is on top be used', async () => {
    const { client, open, inner, slack } = await started();
    const first = await open(modal({ blocks: [more] }));
    await client.views.push({ trigger_id: await inner(), view: modal() });
    await expect(slack.press('U1', { viewId: first?.id ?? '', actionId: 'more' })).rejects.toThrow(/is covered by/);
  });
});

describe('views.update', () => {
  it('finds a view by id or external_id, and refuses an old hash', async () => {
    const { client, open } = await started();
    const view = await open(modal({ external_id: 'e' }));
    const changed = await client.views.update({
      view_id: view?.id ?? '',
      hash: view?.hash,
      view: modal({ external_id: 'e' }),
    });
    expect(changed.view?.hash).not.toBe(view?.hash);
    await expect(
      client.views.update({ view_id: view?.id ?? '', hash: view?.hash, view: modal() }),
    ).rejects.toMatchObject(refused('hash_conflict'));
    const titled = await client.views.update({
      external_id: 'e',
      view: modal({ title: plain('New'), external_id: 'e' }),
    });
    expect(titled.view).toMatchObject({ id: view?.id, title: { text: 'New' } });
  });

  it('does not find a view that was closed', async () => {
    const { client, open, slack } = await started();
    const view = await open();
    await slack.close('U1', view?.id ?? '');
    await expect(client.views.update({ view_id: view?.id ?? '', view: modal() })).rejects.toMatchObject(
      refused('not_found'),
    );
  });

  it('keeps what was typed where block_id and action_id stay, even against a new initial value', async () => {
    const { client, open, slack } = await started();
    const view = await open(modal({ submit: plain('S'), blocks: [nameInput()] }));
    const id = view?.id ?? '';
    await slack.fill('U1', id, { Name: 'Ada' });
    const values = () => slack.sees('U1').modals[0]?.values.name?.value;
    await client.views.update({
      view_id: id,
      view: modal({ submit: plain('S'), blocks: [divider, nameInput('Bob')] }),
    });
    expect(values()).toMatchObject({ value: 'Ada' });
    const renamed = { ...nameInput('Bob'), element: { ...nameInput('Bob').element, action_id: 'other' } };
    await client.views.update({ view_id: id, view: modal({ submit: plain('S'), blocks: [renamed] }) });
    expect(slack.sees('U1').modals[0]?.values.name).toEqual({ other: { type: 'plain_text_input', value: 'Bob' } });
  });
});

describe('views.publish', () => {
  const home = (text: string) => ({ type: 'home' as const, blocks: [{ type: 'section', text: plain(text) }] });

  it('gives each person a Home of their own and keeps its id', async () => {
    const { client, slack } = await started();
    const first = await client.views.publish({ user_id: 'U1', view: home('one') });
    await client.views.publish({ user_id: 'U2', view: home('two') });
    const again = await client.views.publish({ user_id: 'U1', hash: first.view?.hash, view: home('three') });
    expect(again.view?.id).toBe(first.view?.id);
    expect(slack.sees('U1').home?.blocks).toMatchObject([{ text: { text: 'three' } }]);
    expect(slack.sees('U2').home?.blocks).toMatchObject([{ text: { text: 'two' } }]);
    await expect(
      client.views.publish({ user_id: 'U1', hash: first.view?.hash, view: home('x') }),
    ).rejects.toMatchObject(refused('hash_conflict'));
  });

  it('takes neither a modal nor a stranger', async () => {
    const { client } = await started();
    await expect(client.views.publish({ user_id: 'U1', view: modal() as never })).rejects.toMatchObject(
      refused('invalid_arguments'),
    );
    await expect(client.views.publish({ user_id: 'U404', view: home('x') })).rejects.toMatchObject(
      refused('invalid_arguments'),
    );
  });
});

describe('blocks.validate', () => {
  it('judges blocks and views without a token', async () => {
    const { slack } = await started();
    const ask = (args: object) =>
      fetch(`${slack.url}/api/blocks.validate`, {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(args),
      }).then((r) => r.json());
    expect(await ask({ blocks: [divider] })).toEqual({ ok: true });
    expect(await ask({ view: modal({ title: undefined }) })).toMatchObject({
      ok: false,
      error: 'invalid_blocks',
      errors: ['missing required field: title [json-pointer:/view]'],
    });
  });
});
