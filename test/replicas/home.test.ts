import { afterEach, expect, test } from 'vitest';
import { eventually } from '../stories/cast.ts';
import { homeText } from '../stories/home-steps.ts';
import { asked, minute } from '../stories/steps.ts';
import { type Replicas, startReplicas } from './replicas.ts';

let here: Replicas;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

const conflicts = (): number =>
  here.slack.calls().filter(({ answer }) => JSON.stringify(answer)?.includes('hash_conflict')).length;

test('a slow replica does not put an older Home over a newer one', async () => {
  here = await startReplicas();
  const ada = here.person('ada');
  await ada.opensHome();
  await ada.seesHome('Needs attention');
  const before = asked(here, 'userInvites');
  here.roq.faults.add({ kind: 'delay', operation: 'userInvites', ms: minute, times: 5 });
  await ada.pressesHome('Refresh');
  await eventually(() => expect(asked(here, 'userInvites')).toBe(before + 5));
  here.through(1);
  await ada.pressesHome('Expired · 2');
  await ada.seesHome('*Expired* · 2 invites');
  expect(conflicts()).toBe(0);
  here.clock.advance(minute);
  await eventually(() => expect(conflicts()).toBe(1));
  await eventually(() => expect(homeText(ada)).toContain('10:01 UTC'));
  expect(homeText(ada)).toContain('*Expired* · 2 invites');
});

test('what one replica hears of, everybody’s Home follows, whichever replica drew it', async () => {
  here = await startReplicas();
  const [ada, alan] = [here.person('ada'), here.person('alan')];
  await ada.opensHome();
  await ada.seesHome('Pending · 3');
  here.through(1);
  await alan.opensHome();
  await alan.seesHome('Pending · 3');
  here.clock.advance(minute);
  here.through(2);
  await ada.pressesHome('Pending · 3');
  await ada.seesHome('*Pending*');
  await ada.fillsHome({ 'Choose invites': ['Pat Park · pat@partner.test'] });
  await ada.pressesHome('Cancel selected');
  await ada.seesModal('Cancel 1 invite?');
  await ada.submits();
  await ada.seesModal('1 invite canceled.');
  await ada.seesHome('Pending · 2');
  here.clock.advance(2_000);
  await alan.seesHome('Pending · 2');
});
