import { afterEach, expect, test } from 'vitest';
import type { Transport, World } from './cast.ts';
import { homeText } from './home-steps.ts';
import { installable, installs } from './install-steps.ts';
import { inviteOf, minute } from './steps.ts';

let here: World;
afterEach(() => here.stop());

const published = (of: string): number =>
  here.slack.calls().filter(({ method, team }) => method === 'views.publish' && team === of).length;

const teams = (): (string | null)[] => [
  ...new Set(
    here.slack
      .calls()
      .filter(({ method }) => method === 'views.publish')
      .map(({ team }) => team),
  ),
];

test.each<Transport>(['http', 'socket'])(
  'over %s each workspace has its Homes, and one that is gone has none any more',
  async (transport) => {
    here = await installable(transport);
    await installs(here, 'ada');
    await installs(here, 'sam');
    const [ada, sam, olga] = [here.person('ada'), here.person('sam'), here.person('olga')];
    await ada.opensHome();
    await ada.seesHome('Invites to Acme');
    expect(teams()).toEqual(['T0ACME']);
    await sam.opensHome();
    await sam.seesHome('Invites to Globex');
    expect(teams()).toEqual(['T0ACME', 'T0OTHER']);
    await olga.opensHome();
    await olga.seesHome('gil@globex.test');

    here.clock.advance(minute);
    await sam.pressesHome('Pending · 1');
    await sam.seesHome('*Pending* · 1 invite');
    await sam.fillsHome({ 'Choose invites': [inviteOf(here, 'gil@globex.test').id] });
    await sam.pressesHome('Cancel selected');
    await sam.seesModal('Cancel 1 invite?');
    await sam.submits();
    await sam.seesModal('1 invite canceled.');
    here.clock.advance(2_000);
    await olga.seesHome('Canceled · 1');
    expect(homeText(ada)).toContain('Canceled · 1');

    await here.slack.uninstall('T0OTHER');
    const before = published('T0OTHER');
    here.clock.advance(minute);
    await olga.pressesHome('Refresh');
    await olga.seesHome('2026-10-06 10:02 UTC');
    expect(published('T0OTHER')).toBe(before);
    expect(here.slack.violations()).toEqual([]);
  },
);

test('one install for an organisation serves the Homes of each of its workspaces', async () => {
  here = await installable('http', { enterpriseId: 'E0CORP' });
  await installs(here, 'ada', { org: '1' });
  const [ada, sam] = [here.person('ada'), here.person('sam')];
  await ada.opensHome();
  await ada.seesHome('Invites to Acme');
  await sam.opensHome();
  await sam.seesHome('Invites to Globex');
  const of = here.slack.calls().flatMap(({ method, args }) => (method === 'views.publish' ? [args.team_id] : []));
  expect([...new Set(of)].sort()).toEqual(['T0ACME', 'T0OTHER']);
  expect(here.slack.violations()).toEqual([]);
});
