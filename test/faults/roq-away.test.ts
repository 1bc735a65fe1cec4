import { afterEach, describe, expect, test } from 'vitest';
import type { Fault } from '../../sandbox/roq/faults.ts';
import { eventually, viewText, type World, world } from '../stories/cast.ts';

let here: World;
afterEach(async () => {
  expect(here.slack.violations()).toEqual([]);
  await here.stop();
});

describe('a form opened while ROQ', () => {
  test.each<[Fault, string]>([
    [{ kind: 'html-502' }, 'ROQ is not answering. Nothing was changed; please try again in a few minutes.'],
    [{ kind: 'html-200' }, 'ROQ is not answering. Nothing was changed'],
    [{ kind: 'redirect' }, 'ROQ is not answering. Nothing was changed'],
    [{ kind: 'down' }, 'ROQ is not answering. Nothing was changed'],
    [{ kind: 'error-before' }, 'ROQ is not answering. Nothing was changed'],
    [{ kind: 'rate-limited', retryAfter: 60 }, 'ROQ is not answering. Nothing was changed'],
    [{ kind: 'token-html' }, 'ROQ is not answering. Nothing was changed'],
    [{ kind: 'token-null' }, 'ROQ is not answering. Nothing was changed'],
    [{ kind: 'token-401' }, 'This app’s access to ROQ does not work. Nothing was changed; please tell whoever runs'],
    [{ kind: 'unauthorized' }, 'This app’s access to ROQ does not work.'],
  ])('has %j says so, with the reference that is in the log, and opens when it is over', async (fault, sentence) => {
    here = await world();
    here.roq.faults.set([fault]);
    const ada = here.person('ada');
    await ada.types('/invite');
    await ada.seesModal(sentence);
    const [, reference] = /\(reference (\w+)\)/.exec(viewText(ada.modal())) ?? [];
    const logged = expect.objectContaining({ level: 'error', requestId: reference });
    await eventually(() => expect(here.log()).toContainEqual(logged));
    here.roq.faults.clear();
    // What was asked beside what failed may still be at its last try, and keep people away from ROQ once more.
    await eventually(async () => {
      if (viewText(ada.modal()).includes('Try again')) {
        here.clock.advance(10_000);
        await ada.presses('Try again');
      }
      ada.seesNow('They join *Acme*');
    });
  });
});
