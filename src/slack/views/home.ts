import type { Button, HomeView, KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { Approval } from '../../invites/approval.ts';
import { maskEmail } from '../../invites/mask.ts';
import type { Overview } from '../../invites/overview.ts';
import type { Person } from '../../people/person.ts';
import type { Words } from '../../words/words.ts';
import type { HomeChoice } from '../../workspaces/home.ts';
import { actions, buttonRef, context, divider, escaped, header, limits, named, section, when } from '../kit.ts';
import { attention } from './home-attention.ts';
import { homeList } from './home-list.ts';
import { linkButton } from './link.ts';

export const homeId = 'home';
const nothing = z.object({});
export const homeInvite = buttonRef('home.invite', nothing);
export const homeRefresh = buttonRef('home.refresh', nothing);
export const homeSettings = buttonRef('home.settings', nothing);
export const homeOwnDigest = buttonRef('home.own_digest', nothing);
export const homeHelp = buttonRef('home.help', nothing);

export type HomeData = {
  person: Person;
  tenantName: string;
  may: { invite: boolean; set: boolean; seeEverybodys: boolean };
  /** Absent for those whom ROQ lets see no invites. */
  overview: Overview | undefined;
  /** Requests that wait for this person, or that this person made. */
  requests: readonly Approval[];
  /** Of when their own digest is that may not have reached them, ms. */
  lostDigest?: number | undefined;
  choice: HomeChoice;
  command: string;
};

export const homeView = (blocks: readonly KnownBlock[]): HomeView => ({
  type: 'home',
  callback_id: homeId,
  blocks: blocks.slice(0, limits.modalBlocks),
});

/** Everything a person does with this app, in one place. */
export function home(words: Words, data: HomeData): KnownBlock[] {
  const { home: say, link, ownDigest } = words;
  const { person, tenantName, overview, lostDigest, command } = data;
  const read = overview ? ` ${say.readAt(when(overview.readAt))}` : '';
  return [
    header(say.title(tenantName)),
    actions(doors(words, data), 'home_doors'),
    context(`${link.actsFor(escaped(maskEmail(person.email)), named(tenantName))}${read}`),
    ...(data.may.invite ? [] : [context(say.mayNotInvite)]),
    ...(lostDigest === undefined ? [] : [context(ownDigest.unsure(when(lostDigest), command))]),
    ...attention(words, data),
    ...(overview ? homeList(words, data, overview) : [section(say.mayNotSee)]),
    divider,
    context(say.howElse(command)),
  ];
}

function doors({ home: say, ownDigest }: Words, { may, overview }: HomeData): Button[] {
  return [
    ...(may.invite ? [homeInvite.button(say.invite, {}, { style: 'primary' })] : []),
    homeRefresh.button(say.refresh, {}, { says: say.refreshSays }),
    ...(may.set ? [homeSettings.button(say.settings, {}, { says: say.settingsSays })] : []),
    ...(overview && !may.set ? [homeOwnDigest.button(ownDigest.title, {})] : []),
    linkButton.button(say.account, {}),
    homeHelp.button(say.help, {}, { says: say.helpSays }),
  ];
}

/** While nothing is known yet. */
export const homeReading = ({ home: say }: Words): KnownBlock[] => [section(say.reading)];

/** For whoever has no account here: what this is, and how to start. `why` says why not, where a link would not help. */
export function homeStart({ home: say, link }: Words, start: { why: string; linkHelps: boolean }): KnownBlock[] {
  if (start.linkHelps) {
    return [
      section(say.start),
      actions([linkButton.button(link.offer, {}, { style: 'primary' })], 'home_start'),
      context(start.why),
    ];
  }
  return [section(say.what), section(start.why), actions([homeRefresh.button(say.tryAgain, {})], 'home_again')];
}

/** ROQ or we failed: what was read before stays, below what happened. */
export function homeAway({ home: say }: Words, sentence: string, before: readonly KnownBlock[]): KnownBlock[] {
  if (before.length === 0) return [section(sentence), actions([homeRefresh.button(say.tryAgain, {})], 'home_again')];
  return [section(say.away(sentence)), divider, ...before];
}

/** How something ended that was done here, above all else. */
export const withNote = (note: readonly KnownBlock[], blocks: readonly KnownBlock[]): KnownBlock[] =>
  note.length > 0 ? [...note, divider, ...blocks] : [...blocks];
