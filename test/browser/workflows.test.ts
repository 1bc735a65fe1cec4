import { afterEach, beforeEach, expect, test } from 'vitest';
import { describeInBrowser, type SandboxInBrowser, sandboxInBrowser } from './sandbox-in-browser.ts';

describeInBrowser('a workflow of Mia’s', () => {
  let here: SandboxInBrowser;
  beforeEach(async () => {
    here = await sandboxInBrowser({ workflow: true });
  });
  afterEach((context) => here.close(context));

  test('wants an invite in Ada’s name: Ada is asked, and the run shows what came of it', async () => {
    const [mia, ada] = await Promise.all([here.window('mia'), here.window('ada')]);
    await mia.page.getByRole('tab', { name: 'Workflows' }).click();
    const panel = mia.page.getByRole('tabpanel');
    const fill = async (address: string, role: string) => {
      await panel.getByLabel('E-mail address').fill(address);
      await panel.getByLabel('Role').fill(role);
      await panel.getByLabel('On behalf of').selectOption('Ada Owens');
      await panel.getByRole('button', { name: 'Run the step' }).click();
    };
    await panel.getByLabel(/^Why/).fill('Mia filled in the form for freelancers');
    await fill('Zoe Zed <zoe@x.io>', 'Editor');
    await mia.sees('Running: the workflow waits', panel);
    await ada.goesTo('ROQ Invites');
    const question = ada.message('A workflow in this Slack would like to invite');
    await ada.sees('zoe@x.io', question);
    await ada.picture('workflow question');
    await ada.presses(/^Send the invite/, question);
    await ada.sees('You agreed: ROQ accepted the invite to Acme', ada.message('You agreed'));
    await mia.sees('Completed', panel);
    await mia.sees('ROQ accepted the invite and mails it.', panel);
    await fill('zoe at home', 'Editor');
    await mia.sees('is none. Please check it.', panel);
    await mia.picture('workflow runs');
    await ada.picture('workflow answered');
    expect(here.roq.mails().map(({ to }) => to)).toEqual(['zoe@x.io']);
  });
});
