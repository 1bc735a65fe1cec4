import { afterEach, beforeEach, expect, test } from 'vitest';
import { inTime } from '../stories/steps.ts';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';
import { sends } from './steps.ts';

describeInBrowser('behind the scenes', () => {
  let here: SandboxInBrowser;
  beforeEach(async () => {
    here = await sandboxInBrowser();
  });
  afterEach((context) => here.close(context));

  test('a mail is ignored or left to expire, ROQ’s tables follow, and everything that passed is there to be read', async () => {
    const ada = await here.window('ada');
    const card = await sends(ada, 'Zoe Zed <zoe@x.io>, bob@y.io as editor');
    await ada.presses('Ignore the mail to bob@y.io', ada.tools);
    await ada.sees('Ignored', ada.tools);
    await ada.presses('Look again at the mail to bob@y.io', ada.tools);
    await ada.presses('Let it expire: the invite to zoe@x.io', ada.tools);
    await ada.presses('Refresh: read these invites from ROQ again', card);
    await ada.sees('1 pending, 1 expired', card);
    await ada.presses(/^Invite again: Zoe Zed/, card);
    await ada.sees(/zoe@x\.io was mailed/);
    await ada.picture('mailbox-expired');

    await ada.opens('ROQ');
    const row = (text: string | RegExp) => ada.tools.getByRole('row').filter({ hasText: text }).first();
    await ada.sees('expired', row('zoe@x.io'));
    await ada.presses('Users', ada.tools);
    await ada.sees('Owner', row('ada@acme.test'));
    await ada.presses('Roles', ada.tools);
    await ada.sees('Editor, Member', row('Admin'));
    await ada.presses('Tenants', ada.tools);
    await row('Globex').waitFor();
    await ada.presses('Asked by the app', ada.tools);
    await ada.sees('Ada Owens', row('sendUserInvites'));
    await ada.sees(/ms$/, row('sendUserInvites'));
    await ada.picture('roq-asked');

    await ada.opens('Inspector');
    await ada.sees('No rule of Slack broken', ada.tools);
    const command = ada.tools.getByRole('listitem').filter({ hasText: 'slash commands' }).first();
    await ada.sees(/^ack \d+ ms/, command);
    await command.getByText('slash commands').click();
    await ada.sees('"command": "/invite"', command);
    await ada.picture('inspector');
  });

  test('in bad weather the app keeps its word: nothing is lost, and nothing is sent twice', async () => {
    const ada = await here.window('ada');
    const weather = async (name: RegExp, on: boolean) => {
      const control = ada.tools.getByRole('switch', { name });
      await (on ? control.check() : control.uncheck());
    };
    await ada.opens('Weather');
    await weather(/ROQ loses answers/, true);
    await ada.types('/invite zoe@x.io as editor');
    await ada.presses('Send 1 invite');
    await inTime(here, async () => expect(await ada.dialog.getByText('1 sent').count()).toBe(1));
    await ada.picture('weather-lossy');
    await ada.presses('Done');
    await weather(/ROQ loses answers/, false);
    expect(here.roq.mailsTo('zoe@x.io')).toHaveLength(1);
    const card = ada.message('Ada Owens invited 1 person');
    await inTime(here, async () => expect(await card.count()).toBe(1));

    await weather(/Slack limits posting/, true);
    await weather(/Slack fails/, true);
    await here.roq.accept('zoe@x.io');
    await ada.sees('Pending', card);
    await ada.picture('weather-slack');
    await weather(/Slack limits posting/, false);
    await weather(/Slack fails/, false);
    await inTime(here, async () => expect(await card.getByText('Accepted').count()).toBe(1));

    await weather(/ROQ is slow/, true);
    await ada.types('/invite list');
    await ada.seesModal('Reading the invites from ROQ…');
    await ada.seesModal('pat@partner.test');
    await ada.picture('weather-slow');
  });
});
