import type { HomeChoice, HomeTab } from '../workspaces/home.ts';
import type { Press, PressHandler } from './buttons.ts';
import { helpText } from './commands.ts';
import type { SlackDeps } from './deps.ts';
import { startInvite } from './invite-flow.ts';
import { drawOwnSettings } from './own-settings-flow.ts';
import type { Scene } from './scene.ts';
import { confirmSelected } from './selected-flow.ts';
import { showSettings } from './settings-flow.ts';
import { homeHelp, homeInvite, homeOwnDigest, homeRefresh, homeSettings } from './views/home.ts';
import {
  homeCancel,
  homeClear,
  homeEverybodys,
  homeFindAction,
  homeMine,
  homeNext,
  homePickAction,
  homePrevious,
  homeResend,
  homeTabs,
  readTicked,
} from './views/home-list.ts';
import { ending, waiting } from './views/plain.ts';

const choosing =
  (change: (before: HomeChoice, press: Press) => HomeChoice): PressHandler =>
  (deps, here, press) =>
    deps.homes.choose(here.identity, (before) => change(before, press));

const showTab = (tab: HomeTab) => choosing((before) => ({ ...before, tab, page: 0 }));
const turnTo = choosing((before, press) => ({ ...before, page: homeNext.read(press.value).p }));
const find = choosing((before, { value = '' }) => ({ ...before, text: value.trim().slice(0, 100), page: 0 }));

const onTicked =
  (kind: 'resend' | 'cancel'): PressHandler =>
  (deps, here, { request }) =>
    confirmSelected(deps, here, kind, readTicked(request.view?.state?.values ?? {}));

async function showHelp(_deps: SlackDeps, here: Scene): Promise<void> {
  const { words, command } = here;
  await here.open(ending(words, helpText(words, command), words.help.title));
}

/** For those whose own digest is all that is theirs to set. */
async function showOwnDigest(deps: SlackDeps, here: Scene): Promise<void> {
  const { words } = here;
  await here.open(waiting(words, words.surfaces.oneMoment, words.ownDigest.title));
  await drawOwnSettings(deps, here);
}

/** What can be pressed on Home and nowhere else. */
export const homeButtons: Record<string, PressHandler> = {
  [homeInvite.actionId]: (deps, here) => startInvite(deps, here, { recipients: [] }, undefined),
  [homeRefresh.actionId]: (deps, here) => deps.homes.redraw(here.identity),
  [homeSettings.actionId]: (deps, here) => showSettings(deps, here),
  [homeOwnDigest.actionId]: showOwnDigest,
  [homeHelp.actionId]: showHelp,
  [homeTabs.recent.actionId]: showTab('recent'),
  [homeTabs.pending.actionId]: showTab('pending'),
  [homeTabs.expired.actionId]: showTab('expired'),
  [homeTabs.accepted.actionId]: showTab('accepted'),
  [homeTabs.canceled.actionId]: showTab('canceled'),
  [homeMine.actionId]: choosing((before) => ({ ...before, mine: true, page: 0 })),
  [homeEverybodys.actionId]: choosing((before) => ({ ...before, mine: false, page: 0 })),
  [homeFindAction]: find,
  [homeClear.actionId]: choosing((before) => ({ ...before, text: '', page: 0, round: before.round + 1 })),
  [homePrevious.actionId]: turnTo,
  [homeNext.actionId]: turnTo,
  [homeResend.actionId]: onTicked('resend'),
  [homeCancel.actionId]: onTicked('cancel'),
  // Ticked only, and read when a button is pressed.
  [homePickAction]: async () => {},
};
