import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { eventually, viewText, type World, world } from './cast.ts';
import { homesShown, homeText, ticks } from './home-steps.ts';
import { asked, day, hour, inviteOf, minute, seeded, seedWith, slackWith } from './steps.ts';
import { onBothStores, worldIn } from './surroundings.ts';

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

test.each(onBothStores)(
  'in $name: what needs attention, everything else, and what came of several at once',
  async (where) => {
    const fresh = seeded({ email: 'fresh@x.test', ageMs: minute });
    const stale = seeded({ email: 'stale@x.test', firstName: 'Stan', ageMs: 4 * day });
    const roq = { ...seedWith(fresh, stale), expiryFlipsStatus: false };
    here = await worldIn(where, ['ada'], { roq });
    const ada = here.person('ada');
    await ada.opensHome();
    await ada.seesHome('Invites to Acme');
    expect(homeText(ada)).toMatch(/You act for \*a•••@acme\.test\* in \*Acme\*\. Read from ROQ <!date\^/);
    const inOrder = /Needs attention \(3\)[\s\S]*Expired 29 days ago[\s\S]*Expired 5 days ago[\s\S]*Pending for 4 days/;
    expect(homeText(ada)).toMatch(inOrder);
    for (const tab of ['Pending · 5', 'Expired · 2', 'Accepted · 1', 'Canceled · 1'])
      expect(homeText(ada)).toContain(tab);
    expect(homeText(ada)).toMatch(/fresh@x\.test\nPending · invited 1 minute ago by Ada Owens/);

    await ticks(here, ada, 'fresh@x.test', 'pat@partner.test', 'mia@acme.test');
    await ada.pressesHome('Resend selected');
    await ada.seesModal('*Resend 2 invites?* ROQ mails these people again:');
    expect(viewText(ada.modal())).toMatch(/Left out[\s\S]*Mia Moss\* mia@acme\.test: Accepted/);
    expect(here.roq.mails()).toEqual([]);
    await ada.submits();
    await ada.seesModal('*1 of 2 resent.*');
    await ada.seesModal('Resent: ROQ mails pat@partner.test again');
    await ada.seesModal('fresh@x.test was mailed');
    expect(here.roq.mails().map(({ to }) => to)).toEqual(['pat@partner.test']);
    await ada.closes();
    const ticked = () => JSON.stringify(ada.home()?.values);
    await eventually(() => expect(ticked()).not.toContain(inviteOf(here, 'pat@partner.test').id));

    await ada.pressesHome('Pending · 5');
    await ada.seesHome('*Pending* · 5 invites · page 1 of 1');
    await ticks(here, ada, 'stale@x.test', 'una@uni.test');
    await ada.pressesHome('Cancel selected');
    await ada.seesModal('*Cancel 2 invites?* These people will not be able to join with the mail they have:');
    expect(ada.modal()?.submit).toBe('Cancel 2 invites');
    await ada.submits();
    await ada.seesModal('*2 invites canceled.*');
    await ada.seesHome('*Pending* · 3 invites · page 1 of 1');
    expect(homeText(ada)).toContain('Needs attention (2)');
    for (const email of ['stale@x.test', 'una@uni.test']) expect(inviteOf(here, email).status).toBe('canceled');

    await here.restartApp();
    here.clock.advance(hour);
    await ada.opensHome();
    await ada.seesHome('*Pending* · 3 invites · page 1 of 1');
  },
);

describe('Home', () => {
  beforeEach(async () => {
    here = await world();
  });

  test('is there at once and becomes fresh; while ROQ is away it says so above what was read before', async () => {
    const ada = here.person('ada');
    here.roq.faults.add({ kind: 'delay', operation: 'userInvites', ms: minute, times: 1 });
    await ada.opensHome();
    await ada.seesHome('Reading your invites from ROQ…');
    expect(homesShown(here, ada)).toHaveLength(1);
    await eventually(() => expect(asked(here, 'userInvites')).toBe(5));
    here.clock.advance(minute);
    await ada.seesHome('Needs attention (2)');
    here.clock.advance(minute);
    here.roq.faults.add({ kind: 'down' });
    await ada.opensHome();
    await ada.seesHome(/ROQ is not answering.*What you see below was read before that\./);
    expect(homeText(ada)).toContain('Needs attention (2)');
    expect(homeText(ada)).toContain('2026-10-06 10:00 UTC');
    await ada.pressesHome('Pending · 3');
    await eventually(() => expect(homesShown(here, ada)).toHaveLength(4));
    expect(homeText(ada)).toContain('ROQ is not answering');
    here.roq.faults.clear();
    here.clock.advance(minute);
    await ada.pressesHome('Refresh');
    await ada.seesHome('*Pending* · 3 invites');
    expect(homeText(ada)).not.toContain('ROQ is not answering');
  });

  test('is searched, turned and narrowed; what was chosen is still so the next day', async () => {
    await here.stop();
    const many = Array.from({ length: 23 }, (_, n) => seeded({ email: `p${n}@many.test`, ageMs: hour + n * minute }));
    here = await world({ roq: seedWith(...many) });
    const ada = here.person('ada');
    await ada.opensHome();
    await ada.seesHome('*Recent* · 30 invites · page 1 of 3');
    await ada.pressesHome('Next');
    await ada.seesHome('page 2 of 3');
    await ada.pressesHome('Next');
    await ada.seesHome('page 3 of 3');
    await ada.pressesHome('Previous');
    await ada.seesHome('page 2 of 3');
    await ada.choosesHome('Find by address or name', 'P1');
    await ada.seesHome('*Recent* with “P1” · 11 invites · page 1 of 2');
    await ada.pressesHome('Expired · 2');
    await ada.seesHome('*Expired* with “P1” · 0 invites');
    await ada.seesHome('No invites match.');
    await ada.pressesHome('Clear the search');
    await ada.seesHome('*Expired* · 2 invites');
    expect(JSON.stringify(ada.home()?.values)).not.toContain('P1');
    await ada.pressesHome('Only mine');
    await ada.seesHome('*Expired* · 1 invite · page 1 of 1');
    expect(homeText(ada)).toContain('Your invites');
    expect(homeText(ada)).not.toContain('otto@old.test');
    here.clock.advance(day);
    await ada.opensHome();
    await ada.seesHome('*Expired* · 25 invites · page 1 of 3');
    await ada.pressesHome('Everybody’s');
    await ada.seesHome('*Expired* · 28 invites');
  });

  test('shows each person what ROQ lets them see, and offers what they may do', async () => {
    const [ed, mia, olga] = [here.person('ed'), here.person('mia'), here.person('olga')];
    await ed.opensHome();
    await ed.seesHome('*Recent* · 1 invite');
    expect(homeText(ed)).toContain('una@uni.test');
    expect(homeText(ed)).toContain('Your invites');
    for (const absent of ['Settings', 'Only mine', 'pat@partner.test']) expect(homeText(ed)).not.toContain(absent);
    await ed.pressesHome('My own digest');
    await ed.seesModal('My own digest');
    await ed.closes();
    await mia.opensHome();
    await mia.seesHome('Your role in ROQ does not let you invite people.');
    await mia.seesHome('There are no invites yet.');
    expect(homeText(mia)).not.toContain('Invite people');
    await olga.opensHome();
    await olga.seesHome('Invites to Globex');
    expect(homeText(olga)).toContain('gil@globex.test');
    expect(homeText(olga)).not.toContain('acme');
  });

  test('is drawn again from the newest state when Slack shows another, and not for ever', async () => {
    const ada = here.person('ada');
    await ada.opensHome();
    await ada.seesHome('Needs attention');
    here.slack.addFaults({ kind: 'error', error: 'hash_conflict', method: 'views.publish', times: 1 });
    await ada.pressesHome('Pending · 3');
    await ada.seesHome('*Pending* · 3 invites');
    const before = homesShown(here, ada).length;
    here.slack.addFaults({ kind: 'error', error: 'hash_conflict', method: 'views.publish' });
    await ada.pressesHome('Expired · 2');
    await eventually(() => expect(here.log().map(({ msg }) => msg)).toContain('a Home could not be shown'));
    expect(homesShown(here, ada)).toHaveLength(before);
    expect(publishes(here)).toBeLessThanOrEqual(8);
  });

  test('speaks the language of who reads it', async () => {
    await here.stop();
    here = await world(slackWith('ada', { locale: 'de-DE' }));
    const ada = here.person('ada');
    await ada.opensHome();
    await ada.seesHome('Einladungen zu Acme');
    expect(homeText(ada)).toMatch(/Zu erledigen \(2\)[\s\S]*Abgelaufen seit 29 Tagen/);
    await ada.fillsHome({ 'Einladungen auswählen': [inviteOf(here, 'pat@partner.test').id] });
    await ada.pressesHome('Ausgewählte neu senden');
    await ada.seesModal('*1 Einladung erneut senden?* ROQ schickt dieser Person noch eine E-Mail:');
    await ada.submits();
    await ada.seesModal('*1 Einladung erneut gesendet.*');
  });
});

const publishes = ({ slack }: Pick<World, 'slack'>): number =>
  slack.calls().filter(({ method }) => method === 'views.publish').length;

describe.each(onBothStores)('Home in $name,', (where) => {
  test('opened twenty times in a second is read twice at most', async () => {
    here = await worldIn(where, ['ada']);
    const ada = here.person('ada');
    await Promise.all(Array.from({ length: 20 }, () => ada.opensHome()));
    await ada.seesHome('Needs attention');
    // A stop waits for everything under way.
    await here.restartApp();
    expect(asked(here, 'userInvites')).toBeLessThanOrEqual(10);
    expect(homesShown(here, ada).length).toBeLessThanOrEqual(3);
    const [reads, shown] = [asked(here, 'userInvites'), homesShown(here, ada).length];
    for (let n = 0; n < 20; n += 1) await ada.opensHome();
    await here.restartApp();
    expect([asked(here, 'userInvites'), homesShown(here, ada).length]).toEqual([reads, shown]);
  });

  test('of 3,000 pending invites: they are counted by totals and shown page by page, in a view that Slack takes', async () => {
    const long = `${'x'.repeat(60)}@${'y'.repeat(60)}.test`;
    const many = Array.from({ length: 3_000 }, (_, n) =>
      seeded({
        email: `p${n}-${long}`,
        firstName: 'N'.repeat(90),
        lastName: 'M'.repeat(90),
        ageMs: 4 * day + n * 60_000,
      }),
    );
    here = await worldIn(where, ['ada'], { roq: { ...seedWith(...many), expiryFlipsStatus: false } });
    const ada = here.person('ada');
    await ada.opensHome();
    await ada.seesHome('Pending · 3,003');
    await ada.seesHome('Needs attention (52 or more)');
    const read = asked(here, 'userInvites');
    expect(read).toBeLessThanOrEqual(6);
    await ada.pressesHome('Pending · 3,003');
    await ada.seesHome('*Pending* · 3,003 invites · page 1 of 301');
    await ada.pressesHome('Next');
    await ada.seesHome('page 2 of 301');
    expect(asked(here, 'userInvites') - read).toBeLessThanOrEqual(12);
    expect(ada.home()?.blocks.length).toBeLessThan(60);
  });
});
