import { expect, test } from 'vitest';
import { channels, messageText, viewText, world } from './cast.ts';
import { digestComes, everyDay, turnOn } from './digest-steps.ts';
import { day, hour, inTime, nowSays } from './steps.ts';
import { onBothStores, worldIn } from './surroundings.ts';

test.each(onBothStores)(
  'Ed has a digest of his own, and the channel leaves out what it tells, until he stops it, in $name',
  async (where) => {
    const here = await worldIn(where, ['ada', 'ed']);
    try {
      const [ada, ed] = [here.person('ada'), here.person('ed')];
      await turnOn(ada, { Days: everyDay });
      await ed.types('/invite settings');
      await ed.seesModal('Your own digest');
      expect(viewText(ed.modal())).toContain('Settings can be changed by people who');
      await ed.fills({ Digest: 'On', Hour: '09:00', Days: everyDay });
      await ed.submits();
      await ed.seesModal('Saved. Your own digest comes at 09:00, Asia/Tokyo time');
      await ed.closes();
      const own = () => ed.directMessages().filter((each) => messageText(each).includes('of your invites'));
      // Noon in Berlin is 19:00 in Tokyo: nine o'clock there is 14 hours later; una's invite expires at 19 hours.
      here.clock.advance(14 * hour);
      await here.app.tick();
      here.clock.advance(7 * hour);
      await here.app.tick();
      const digest = await digestComes(here, ada);
      expect(messageText(digest)).not.toContain('u•••@uni.test');
      expect(messageText(digest)).toContain('One more is told in its inviter’s own digest.');
      expect(own()).toHaveLength(0);
      here.clock.advance(day - 7 * hour);
      await Promise.all([here.app.tick(), here.app.tick()]);
      await here.restartApp();
      await here.app.tick();
      await inTime(here, () => expect(own()).toHaveLength(1));
      const [mine] = own();
      if (!mine) throw new Error('none');
      expect(messageText(mine)).toContain('1 of your invites to Acme still waiting');
      expect(messageText(mine)).toContain('una@uni.test');
      await ed.pressesIn(mine, here.slack.directMessage(ed.id), 'Show it');
      await ed.seesModal('Your invites to *Acme*');
      expect(viewText(ed.modal())).toMatch(/1 invite · page 1 of 1[\s\S]*una@uni\.test/);
      await ed.closes();
      await ed.pressesIn(mine, here.slack.directMessage(ed.id), 'Stop my digest');
      await inTime(here, () =>
        nowSays(ed, here.slack.directMessage(ed.id), mine, 'You get no digest of your own any more'),
      );
      here.clock.advance(7 * hour);
      await here.app.tick();
      const second = await inTime(here, () => {
        const [message] = ada.messages(channels.general).slice(-1);
        if (!message || message.ts === digest.ts || !message.text.includes('still waiting')) throw new Error('not yet');
        return message;
      });
      expect(messageText(second)).not.toContain('u•••@uni.test');
      expect(here.slack.violations()).toEqual([]);
    } finally {
      await here.stop();
    }
  },
);

test('“Show all” of one’s own digest shows no more than one’s own to whoever may see everybody’s, also filtered', async () => {
  const here = await world();
  try {
    const ada = here.person('ada');
    await ada.types('/invite list');
    await ada.seesModal('una@uni.test');
    await ada.closes();
    await ada.types('/invite settings');
    await ada.seesModal('Daily digest');
    await ada.presses('My own digest');
    await ada.seesModal('Your own digest');
    await ada.fills({ Digest: 'On', Hour: '09:00', Days: everyDay });
    await ada.submits();
    await ada.seesModal('Saved. Your own digest comes');
    await ada.closes();
    here.clock.advance(21 * hour);
    await here.app.tick();
    const mine = await inTime(here, () => {
      const [message] = ada.directMessages().filter((each) => messageText(each).includes('of your invites'));
      if (!message) throw new Error('no digest yet');
      return message;
    });
    await ada.pressesIn(mine, here.slack.directMessage(ada.id), String(/Show all \d+/.exec(messageText(mine))));
    await ada.seesModal('Your invites to *Acme*');
    const shown = viewText(ada.modal());
    expect(shown).not.toContain('una@uni.test');
    expect(shown).toContain('eve@agency.test');
    await ada.chooses({ label: 'Show' }, 'expired');
    await ada.seesModal('Your invites to *Acme*');
    expect(viewText(ada.modal())).not.toContain('una@uni.test');
    expect(here.slack.violations()).toEqual([]);
  } finally {
    await here.stop();
  }
});
