import { localTime } from '../digests/local-day.ts';
import type { Person } from '../people/person.ts';
import { askFor, type Rule } from '../people/who-could.ts';
import { Problem } from '../problem.ts';
import type { Press } from './buttons.ts';
import type { SlackDeps } from './deps.ts';
import { named } from './kit.ts';
import type { Scene } from './scene.ts';
import { askThemButton, type Favour } from './views/ask-them.ts';
import { ending } from './views/plain.ts';

/** "Ask them": the first who could hears of it by direct message, once per asker, rule and day. */
export async function askThem(deps: SlackDeps, here: Scene, press: Press): Promise<void> {
  const { r: name, k: role } = askThemButton.read(press.value);
  const person = await deps.recognizer.recognize(here.identity);
  const sentence = await ask(deps, here, person, { name, role });
  const inEnding = press.request.view !== undefined && press.request.view.callback_id === '';
  await (inEnding ? here.show(ending(here.words, sentence)) : here.tell(sentence));
}

async function ask(deps: SlackDeps, here: Scene, person: Person, rule: Rule): Promise<string> {
  const { asking } = here.words;
  if (await mayNow(deps, person, rule)) return asking.mayNow;
  const { teamId, tenantId, slackUserId } = person;
  const now = deps.clock.now();
  const key = ['ask', teamId, tenantId, slackUserId, rule.name, rule.role ?? '', localTime(now, person.timeZone).day];
  const before = await deps.posts.findByKey(key.join(':'));
  if (before?.slackUserId) return asking.askedToday(`<@${before.slackUserId}>`);
  const [first] = await deps.whoCould(person, rule);
  if (!first) return asking.nobody;
  const favour = await favourOf(deps, person, first, rule);
  const subject = JSON.stringify(favour);
  await deps.posts.create({
    key: key.join(':'),
    kind: 'ask',
    subject,
    teamId,
    tenantId,
    slackUserId: first.slackUserId,
  });
  await deps.audit.append([
    {
      ...{ at: now, teamId, tenantId, slackUserId, roqUserId: person.roqUserId, what: 'favour.asked' },
      ...{ after: first.slackUserId, reason: rule.name, requestId: here.requestId, source: here.source },
    },
  ]);
  deps.wakePosts();
  return `:white_check_mark: ${asking.asked(named(first.name))}`;
}

async function mayNow(deps: SlackDeps, person: Person, rule: Rule): Promise<boolean> {
  try {
    await deps.authority.allow(person, askFor(rule, person.tenantId));
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

async function favourOf(deps: SlackDeps, person: Person, first: Person, rule: Rule): Promise<Favour> {
  const [tenant, { roles }] = await Promise.all([deps.tenantNames.of(person.tenantId), deps.authority.powers(first)]);
  const role = roles.find(({ key }) => key === rule.role)?.name;
  return { by: person.slackUserId, name: person.name, rule: rule.name, tenant, ...(role ? { role } : {}) };
}
