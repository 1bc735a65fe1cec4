import { afterEach, describe, expect, it } from 'vitest';
import { type Answer, lastPayload, slackWithStub } from './slack-stub-app.ts';

let stop = async () => {};
afterEach(() => stop());

const plain = (text: string) => ({ type: 'plain_text' as const, text });
const input = (block_id: string, element: object, extra: object = {}) => ({
  type: 'input',
  block_id,
  label: plain(block_id),
  element: { action_id: 'value', ...element },
  ...extra,
});
const form = (blocks: object[], extra: object = {}) => ({
  type: 'modal',
  callback_id: 'form',
  title: plain('Form'),
  submit: plain('Send'),
  blocks,
  ...extra,
});
const text = { type: 'plain_text_input' };

async function opened(blocks: object[], answer: (type: unknown) => Answer = () => ({}), extra: object = {}) {
  const sandbox = await slackWithStub(({ payload }) => (payload.command ? {} : answer(payload.type)));
  stop = sandbox.stop;
  const { slack, client, received } = sandbox;
  await slack.types('U1', 'C1', '/invite');
  const trigger_id = String(lastPayload(received).trigger_id);
  const { view } = await client.views.open({ trigger_id, view: form(blocks, extra) as never });
  return { ...sandbox, id: view?.id ?? '', modals: () => slack.sees('U1').modals };
}

describe('Slack’s own checks', () => {
  it.each([
    [text, '', 'Please complete this required field.'],
    [{ ...text, min_length: 3 }, 'ab', 'Must be at least 3 characters.'],
    [{ ...text, max_length: 3 }, 'abcd', 'Must be at most 3 characters.'],
    [{ type: 'email_text_input' }, 'ada', 'Please enter a valid email address.'],
    [{ type: 'email_text_input' }, 'a@x.io, b@x.io', 'Please enter a valid email address.'],
    [{ type: 'url_text_input' }, 'x.io', 'Please enter a valid URL.'],
    [{ type: 'number_input', is_decimal_allowed: false }, '1.5', 'Please enter a whole number.'],
    [{ type: 'number_input', is_decimal_allowed: true, max_value: '2' }, '2.5', 'Must be 2 or less.'],
    [{ type: 'multi_users_select' }, [], 'Please complete this required field.'],
  ])('stop a form with %j holding %j', async (element, value, said) => {
    const { slack, id, received, modals } = await opened([input('field', element)]);
    await slack.fill('U1', id, { field: value });
    expect(await slack.submit('U1', id)).toMatchObject({ ack: null, errors: { field: said } });
    expect(modals()).toMatchObject([{ errors: { field: said } }]);
    expect(received).toHaveLength(1);
  });

  it('let an optional field be empty', async () => {
    const { slack, id, received } = await opened([input('field', { type: 'email_text_input' }, { optional: true })]);
    await slack.submit('U1', id);
    expect(lastPayload(received)).toMatchObject({ view: { state: { values: { field: { value: { value: null } } } } } });
  });
});

describe('a submission', () => {
  it('carries the view, every value, and response_urls of chosen channels', async () => {
    const { slack, id, received, modals } = await opened(
      [
        input('name', { ...text, initial_value: 'Ada' }),
        input('where', {
          type: 'conversations_select',
          response_url_enabled: true,
          default_to_current_conversation: true,
        }),
      ],
      undefined,
      { private_metadata: 'm' },
    );
    await slack.submit('U1', id);
    expect(lastPayload(received)).toMatchObject({
      type: 'view_submission',
      team: { id: 'T1' },
      user: { id: 'U1', name: 'ada', team_id: 'T1' },
      trigger_id: expect.any(String),
      view: {
        id,
        callback_id: 'form',
        private_metadata: 'm',
        app_installed_team_id: 'T1',
        state: { values: { name: { value: { value: 'Ada' } }, where: { value: { selected_conversation: 'C1' } } } },
      },
      response_urls: [{ block_id: 'where', action_id: 'value', channel_id: 'C1', response_url: expect.any(String) }],
    });
    expect(modals()).toEqual([]);
  });

  it('answered with errors shows them until the field changes', async () => {
    const { slack, id, modals } = await opened([input('name', text)], () => ({
      body: { response_action: 'errors', errors: { name: 'Taken' } },
    }));
    await slack.fill('U1', id, { name: 'Ada' });
    expect(await slack.submit('U1', id)).toMatchObject({ errors: { name: 'Taken' } });
    expect(modals()).toMatchObject([{ errors: { name: 'Taken' } }]);
    await slack.fill('U1', id, { name: 'Bob' });
    expect(modals()).toMatchObject([{ errors: {} }]);
  });

  it('answered with update, push or clear changes the stack', async () => {
    const other = form([{ type: 'divider' }], { title: plain('Other') });
    let answer: Answer = { body: { response_action: 'push', view: form([{ type: 'divider' }]) } };
    const { slack, id, modals } = await opened([{ type: 'divider' }], () => answer);
    await slack.submit('U1', id);
    const pushed = modals()[1]?.id ?? '';
    expect(modals()).toMatchObject([{ id }, { title: 'Form' }]);
    answer = { body: { response_action: 'update', view: other } };
    await slack.submit('U1', pushed);
    expect(modals()[1]).toMatchObject({ id: pushed, title: 'Other' });
    answer = { body: { response_action: 'clear' } };
    await slack.submit('U1', pushed);
    expect(modals()).toEqual([]);
  });

  it.each([
    [{ response_action: 'errors', errors: { nobody: 'x' } }, 'nobody is no input block here'],
    [{ response_action: 'errors', errors: { plain: 'x' } }, 'plain is no input block here'],
    [{ response_action: 'errors', errors: {} }, 'names no block'],
    [{ response_action: 'update', view: { type: 'home', blocks: [] } }, 'invalid_arguments'],
    [{ response_action: 'dance' }, 'not a response_action'],
    [{ text: 'thanks' }, 'not a response_action'],
    ['thanks', 'not a response_action'],
  ])('answered with %j is a violation and keeps the form open', async (body, detail) => {
    const blocks = [input('name', { ...text, initial_value: 'a' }), { type: 'divider', block_id: 'plain' }];
    const { slack, id, modals } = await opened(blocks, () => ({ body }));
    expect(await slack.submit('U1', id)).toMatchObject({ error: 'We had some trouble connecting. Try again?' });
    expect(slack.violations()).toMatchObject([{ rule: 'bad_ack_body', detail: expect.stringContaining(detail) }]);
    expect(modals()).toHaveLength(1);
  });

  it('answered too late leaves the form open', async () => {
    const { slack, id, clock, modals } = await opened([{ type: 'divider' }], () => 'never');
    const submitted = slack.submit('U1', id);
    clock.advance(3000);
    expect(await submitted).toMatchObject({ error: 'operation_timeout' });
    expect(modals()).toHaveLength(1);
  });
});

describe('closing', () => {
  it('tells the app only when asked, without what was typed', async () => {
    const { slack, id, received } = await opened([input('name', text)], undefined, { notify_on_close: true });
    await slack.fill('U1', id, { name: 'Ada' });
    await slack.close('U1', id);
    expect(lastPayload(received)).toMatchObject({
      type: 'view_closed',
      is_cleared: false,
      view: { id, state: { values: {} } },
    });
    await stop();
    const quiet = await opened([{ type: 'divider' }]);
    expect(await quiet.slack.close('U1', quiet.id)).toMatchObject({ ack: null });
    expect(quiet.received).toHaveLength(1);
  });

  it('with ✕ closes the stack and names its root', async () => {
    const push = { body: { response_action: 'push', view: form([{ type: 'divider' }]) } };
    const { slack, id, received, modals } = await opened(
      [{ type: 'divider' }],
      (type) => (type === 'view_submission' ? push : {}),
      { notify_on_close: true },
    );
    await slack.submit('U1', id);
    await slack.close('U1', modals()[1]?.id ?? '', { all: true });
    expect(lastPayload(received)).toMatchObject({ type: 'view_closed', is_cleared: true, view: { id } });
    expect(modals()).toEqual([]);
  });
});

describe('inputs that ask the app', () => {
  it('dispatch on Enter, or on each character, only when told to', async () => {
    const config = { trigger_actions_on: ['on_character_entered'] };
    const { slack, id, received } = await opened([
      input('quiet', text),
      input('enter', text, { dispatch_action: true }),
      input('each', { ...text, dispatch_action_config: config }, { dispatch_action: true }),
    ]);
    await slack.fill('U1', id, { quiet: 'a', enter: 'b' });
    expect(received).toHaveLength(1);
    await slack.fill('U1', id, { each: 'c' });
    expect(lastPayload(received)).toMatchObject({
      type: 'block_actions',
      container: { type: 'view', view_id: id },
      actions: [{ block_id: 'each', value: 'c' }],
    });
    expect(lastPayload(received)).not.toHaveProperty('response_url');
    await slack.choose('U1', { viewId: id, blockId: 'enter' }, 'd');
    expect(lastPayload(received)).toMatchObject({ actions: [{ block_id: 'enter', value: 'd' }] });
  });

  it('get options for an external select, which can then be chosen', async () => {
    const options = [{ text: plain('Acme'), value: 'acme' }];
    const { slack, id, received } = await opened(
      [input('tenant', { type: 'external_select', min_query_length: 1 })],
      () => ({ body: { options } }),
    );
    const target = { viewId: id, blockId: 'tenant' };
    expect(await slack.suggestions('U1', target, '')).toMatchObject({ ack: null, options: [] });
    expect((await slack.suggestions('U1', target, 'ac')).options).toEqual(options);
    expect(lastPayload(received)).toMatchObject({
      type: 'block_suggestion',
      block_id: 'tenant',
      action_id: 'value',
      value: 'ac',
      view: { id },
    });
    await slack.fill('U1', id, { tenant: 'acme' });
    await expect(slack.fill('U1', id, { tenant: 'other' })).rejects.toThrow('offers no "other"');
  });

  it('complain about options Slack would not show', async () => {
    const { slack, id } = await opened([input('tenant', { type: 'external_select' })], () => ({
      body: { options: ['acme'] },
    }));
    expect((await slack.suggestions('U1', { viewId: id, blockId: 'tenant' }, 'acme')).options).toEqual([]);
    expect(slack.violations()).toMatchObject([{ rule: 'bad_ack_body' }]);
  });
});

describe('an upload', () => {
  it('can be fetched with the bot’s token alone', async () => {
    const { slack, id, client, received } = await opened([
      input('list', { type: 'file_input', filetypes: ['csv'], max_files: 1 }),
    ]);
    const file = await slack.uploads('U1', id, 'list', { name: 'people.csv', bytes: Buffer.from('ada@x.io') });
    await slack.submit('U1', id);
    expect(lastPayload(received)).toMatchObject({
      view: { state: { values: { list: { value: { files: [{ id: file.id, name: 'people.csv' }] } } } } },
    });
    const url = String(file.url_private);
    const get = (token: string) => fetch(url, { headers: { authorization: `Bearer ${token}` } }).then((r) => r.text());
    expect(await get('xoxb-acme')).toBe('ada@x.io');
    expect(await get('xoxb-wrong')).toContain('Sign in');
    expect((await client.files.info({ file: String(file.id) })).file).toMatchObject({ mimetype: 'text/csv', size: 8 });
  });

  it('keeps to the types, the size and the count of the element', async () => {
    const { slack, id } = await opened([input('list', { type: 'file_input', filetypes: ['csv'], max_files: 1 })]);
    const upload = (name: string, size = 1) => slack.uploads('U1', id, 'list', { name, bytes: new Uint8Array(size) });
    await expect(upload('a.exe')).rejects.toThrow('only csv');
    await expect(upload('a.csv', 10 * 1024 * 1024 + 1)).rejects.toThrow('10 MB');
    await upload('a.csv');
    await expect(upload('b.csv')).rejects.toThrow('no more files');
  });
});
