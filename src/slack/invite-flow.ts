import { randomUUID } from 'node:crypto';
import { chosenRole } from '../invites/chosen-role.ts';
import type { Draft, DraftContent } from '../invites/draft.ts';
import { pickedIn, preflightWithPicks } from '../invites/picks.ts';
import type { Sender } from '../invites/send.ts';
import { standingByHeart, standingOf } from '../invites/standing.ts';
import type { Powers } from '../people/authority.ts';
import { Problem } from '../problem.ts';
import type { Place } from '../workspaces/place.ts';
import type { SlackDeps } from './deps.ts';
import { escaped } from './kit.ts';
import type { Scene } from './scene.ts';
import { inviteForm } from './views/invite-form.ts';
import { waiting } from './views/plain.ts';
import { preflightSheet } from './views/preflight.ts';
import { sheetTrouble } from './views/sheet-trouble.ts';

/** Opens the form or, when addresses and role are known, the sheet. Nothing slow comes before the modal. */
export async function startInvite(
  deps: SlackDeps,
  here: Scene,
  content: DraftContent,
  place: Place | undefined,
  note?: string,
): Promise<void> {
  const { teamId, userId: slackUserId } = here.identity;
  const traceparent = deps.trace.traceparent();
  const draft = await deps.drafts.create({ id: randomUUID(), teamId, slackUserId, place, content, traceparent });
  const known = await recalled(deps, here);
  if (known && isEmpty(content)) return here.open(form(here, draft, known, note));
  const { sheet, surfaces } = here.words;
  await here.open(waiting(here.words, isEmpty(content) ? surfaces.oneMoment : sheet.checking));
  await resume(deps, here, draft, note);
}

const isEmpty = (content: DraftContent): boolean => content.recipients.length + pickedIn(content).length === 0;

/** A new draft in the modal that is already open, e.g. to retry what failed. */
export async function continueInvite(
  deps: SlackDeps,
  here: Scene,
  content: DraftContent,
  place: Place | undefined,
): Promise<void> {
  const { teamId, userId: slackUserId } = here.identity;
  const traceparent = deps.trace.traceparent();
  const draft = await deps.drafts.create({ id: randomUUID(), teamId, slackUserId, place, content, traceparent });
  tryAgain(here, draft);
  await here.show(form(here, draft, await inviter(deps, here)));
}

/** `uploads`: whether the app may read files. */
export type Inviter = Sender & { uploads: boolean };

/** The person with the power to invite at all, or at least to ask for it; throws Problem otherwise. */
export async function inviter(deps: SlackDeps, here: Scene): Promise<Inviter> {
  const person = await deps.recognizer.recognize(here.identity);
  const [standing, tenantName, uploads] = await Promise.all([
    deps.rules.of(person).then((rules) => standingOf(deps, person, rules)),
    deps.tenantNames.of(person.tenantId),
    deps.scopes.has(person.teamId, 'files:read'),
  ]);
  return { ...standing, person, tenantName, uploads };
}

/** The same without any call, when all of it was asked a short while ago and allows inviting. */
async function recalled(deps: SlackDeps, here: Scene): Promise<Inviter | undefined> {
  const person = deps.recognizer.recall(here.identity);
  const powers = person && deps.authority.recall(person);
  const tenantName = person && deps.tenantNames.recall(person.tenantId);
  const uploads = deps.scopes.recall(here.identity.teamId, 'files:read');
  if (!person || !powers || tenantName === undefined || uploads === undefined) return undefined;
  const standing = standingByHeart(powers, await deps.rules.of(person));
  return standing && { ...standing, person, tenantName, uploads };
}

/** Goes on with a draft: to the sheet when addresses and role are known, else to the form. */
export async function resume(deps: SlackDeps, here: Scene, draft: Draft, note?: string): Promise<void> {
  tryAgain(here, draft);
  const who = await inviter(deps, here);
  const { content } = draft;
  const roleKey = isEmpty(content) ? undefined : (content.roleKey ?? chosenRole(who.powers.roles, content));
  if (!roleKey) return here.show(form(here, draft, who, unknownRole(here, content, who.powers) ?? note));
  await showSheet(deps, here, { ...draft, content: { ...content, roleKey } });
}

const unknownRole = ({ words }: Scene, content: DraftContent, powers: Powers): string | undefined =>
  content.roleWord && !chosenRole(powers.roles, content)
    ? words.inviteForm.noSuchRole(escaped(content.roleWord.slice(0, 60)))
    : undefined;

export function form({ words }: Scene, draft: Draft, who: Inviter, note?: string) {
  const { person, powers, tenantName, mayOnlyAsk } = who;
  const { id: draftId, content } = draft;
  return inviteForm(words, {
    draftId,
    tenantName,
    roles: powers.roles,
    content,
    locale: person.locale,
    uploads: who.uploads,
    mayOnlyAsk,
    note,
  });
}

/** When ROQ or we fail from here on, the modal offers to go on with the draft. */
export function tryAgain(here: Scene, draft: Draft): void {
  here.trouble = (sentence) => sheetTrouble(here.words, draft.id, sentence);
}

/** Stores what was given before anybody is asked about it; nobody counts as ready until they are checked. */
export async function keep(deps: SlackDeps, here: Scene, draft: Draft): Promise<void> {
  const picks = pickedIn(draft.content).map((userId) => ({ userId }));
  const kept = await deps.drafts.update(draft.id, { content: { ...draft.content, picks, kinds: [] } });
  if (!kept) throw new Problem('draft_gone');
  tryAgain(here, draft);
}

/** Checks every recipient with ROQ, keeps who is ready in the draft, and shows the sheet. */
export async function showSheet(deps: SlackDeps, here: Scene, draft: Draft, note?: string): Promise<void> {
  await keep(deps, here, draft);
  const who = await inviter(deps, here);
  const { roleKey } = draft.content;
  if (!roleKey) return here.show(form(here, draft, who, note));
  await demandRole(deps, who, roleKey);
  const { sheet, picks } = await preflightWithPicks(deps, who.person, { ...draft.content, roleKey }, who);
  const content = { ...draft.content, picks, kinds: sheet.lines.map((line) => line.kind) };
  const saved = await deps.drafts.update(draft.id, { content, tenantId: who.person.tenantId });
  if (!saved) throw new Problem('draft_gone');
  const roleName = who.powers.roles.find((role) => role.key === roleKey)?.name ?? roleKey;
  await here.show(
    preflightSheet(here.words, {
      draftId: draft.id,
      tenantName: who.tenantName,
      roleName,
      sheet,
      picks,
      now: deps.clock.now(),
      file: draft.content.file,
      reason: draft.content.reason,
      note,
    }),
  );
}

async function demandRole(deps: SlackDeps, { person, powers, mayOnlyAsk }: Inviter, roleKey: string): Promise<void> {
  if (!mayOnlyAsk) return deps.authority.allow(person, { act: 'invite', roleKeys: [roleKey] });
  if (!powers.roles.some((role) => role.key === roleKey)) throw new Problem('role_forbidden', { role: roleKey });
}

/** The draft a view speaks of, if it is this person's and still open; whatever else came back is refused. */
export async function ownDraft(deps: SlackDeps, here: Scene, draftId: string): Promise<Draft> {
  const draft = await anyOwnDraft(deps, here, draftId);
  if (draft.state !== 'open') throw new Problem('draft_gone');
  return draft;
}

/** As `ownDraft`, but it may have been sent. */
export async function anyOwnDraft(deps: SlackDeps, here: Scene, draftId: string): Promise<Draft> {
  const draft = await deps.drafts.find(draftId);
  const mine = draft?.teamId === here.identity.teamId && draft.slackUserId === here.identity.userId;
  if (!draft || !mine) throw new Problem('draft_gone');
  deps.trace.goesOn(draft.traceparent);
  return draft;
}
