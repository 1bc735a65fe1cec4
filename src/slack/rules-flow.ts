import type { Person, Role } from '../people/person.ts';
import { Problem } from '../problem.ts';
import { wordsFor } from '../words/words.ts';
import type { PolicySettings } from '../workspaces/rules.ts';
import type { WorkspaceSettings } from '../workspaces/settings.ts';
import type { SlackDeps } from './deps.ts';
import type { SubmissionAck } from './forms.ts';
import { greet } from './greet.ts';
import { named } from './kit.ts';
import type { SubmittedView } from './requests.ts';
import { noted, type Scene } from './scene.ts';
import { currentSettings, settler, storeSettings } from './settings-flow.ts';
import { ending, waiting } from './views/plain.ts';
import { readRules } from './views/read-rules.ts';
import { rulesForm } from './views/rules.ts';

export async function showRules(deps: SlackDeps, here: Scene): Promise<void> {
  await here.show(waiting(here.words, here.words.surfaces.oneMoment, here.words.rules.title));
  const person = await settler(deps, here);
  const { policy } = await currentSettings(deps, person);
  await drawRules(deps, here, person, policy);
}

async function drawRules(
  deps: SlackDeps,
  here: Scene,
  person: Person,
  policy: PolicySettings,
  note?: string,
): Promise<void> {
  const [roles, tenantName] = await Promise.all([rolesOf(deps, person), deps.tenantNames.of(person.tenantId)]);
  await here.show(
    rulesForm(here.words, { policy, tenantName, roles, usualCooldown: deps.usualCooldownMs / 60_000, note }),
  );
}

const rolesOf = async (deps: SlackDeps, person: Person): Promise<Role[]> => (await deps.authority.powers(person)).roles;

export async function saveRules(deps: SlackDeps, here: Scene, view: SubmittedView, ack: SubmissionAck): Promise<void> {
  const answer = readRules(here.words, view.state?.values ?? {});
  if (answer.kind === 'errors') return ack({ response_action: 'errors', errors: answer.errors });
  await ack({
    response_action: 'update',
    view: waiting(here.words, here.words.surfaces.saving, here.words.rules.title),
  });
  const person = await settler(deps, here);
  const before = await currentSettings(deps, person);
  const policy = withRoles(answer.policy, before.policy, await rolesOf(deps, person));
  const refused = await noted(here, deps.log, () => introduce(deps, person, before, policy));
  if (refused) return drawRules(deps, here, person, policy, refused);
  await storeSettings(deps, here, person, before, { ...before, policy });
  await here.show(ending(here.words, here.words.rules.saved, here.words.rules.title));
}

/**
 * Rules on roles that the form did not offer, because whoever filled it in may not give them, stay as they were.
 * Throws Problem when one was chosen all the same.
 */
function withRoles(chosen: PolicySettings, before: PolicySettings, offered: readonly Role[]): PolicySettings {
  const mayChoose = new Set(offered.map((role) => role.key));
  const merged = (keys: readonly string[], kept: readonly string[]): string[] => {
    const strange = keys.find((key) => !mayChoose.has(key));
    if (strange !== undefined) throw new Problem('role_forbidden', { role: strange });
    return [...new Set([...kept.filter((key) => !mayChoose.has(key)), ...keys])];
  };
  return {
    ...chosen,
    roleKeys: merged(chosen.roleKeys, before.roleKeys),
    approval: { ...chosen.approval, roleKeys: merged(chosen.approval.roleKeys, before.approval.roleKeys) },
  };
}

/** A newly chosen channel hears what it is for. Throws Problem when the app may not post there. */
async function introduce(
  deps: SlackDeps,
  { name, teamId, tenantId }: Person,
  before: WorkspaceSettings,
  { approval: { channelId } }: PolicySettings,
): Promise<string> {
  if (!channelId || before.policy.approval.channelId === channelId) return '';
  const { introduction } = wordsFor(before.language).approvals;
  await greet(deps, teamId, channelId, introduction(named(name), named(await deps.tenantNames.of(tenantId))));
  return '';
}
