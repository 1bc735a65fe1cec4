import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { DigestContent, DigestRow } from '../../src/digests/digest.ts';
import { consentRefusals } from '../../src/invites/consent.ts';
import type { Draft, DraftRecipient } from '../../src/invites/draft.ts';
import { inviteStatuses } from '../../src/invites/invite.ts';
import type { PickLine } from '../../src/invites/picks.ts';
import type { Sheet, SheetLine } from '../../src/invites/preflight.ts';
import { stepStatuses, stepWhys } from '../../src/invites/step-run.ts';
import { ruleNames } from '../../src/people/who-could.ts';
import * as approvals from '../../src/slack/views/approval.ts';
import * as approvalForms from '../../src/slack/views/approval-forms.ts';
import { askThemOffer, couldSentence, favourMessage } from '../../src/slack/views/ask-them.ts';
import { auditCsvPart, auditLines } from '../../src/slack/views/audit-lines.ts';
import { batchDetail } from '../../src/slack/views/batch-detail.ts';
import { type Asked, consentsMessage, otherAddressForm, questionMessage } from '../../src/slack/views/consent.ts';
import { digestMessage, ownDigestGone } from '../../src/slack/views/digest.ts';
import { digestChargeMessage } from '../../src/slack/views/digest-charge.ts';
import { historyView } from '../../src/slack/views/history.ts';
import * as homes from '../../src/slack/views/home.ts';
import { actEnd, batchEnd, inviteCard, type Message } from '../../src/slack/views/invite-card.ts';
import { type InviteFormData, inviteForm } from '../../src/slack/views/invite-form.ts';
import { inviteList } from '../../src/slack/views/invite-list.ts';
import { inviteResult } from '../../src/slack/views/invite-result.ts';
import { joinedMessage, mostNamed } from '../../src/slack/views/joined.ts';
import * as links from '../../src/slack/views/link.ts';
import { nudgeEndMessage, nudgeMessage } from '../../src/slack/views/nudge.ts';
import { ownSettingsForm, usualOwn } from '../../src/slack/views/own-settings.ts';
import { ending, waiting } from '../../src/slack/views/plain.ts';
import { preflightSheet } from '../../src/slack/views/preflight.ts';
import { privacyForm } from '../../src/slack/views/privacy.ts';
import { remindersForm } from '../../src/slack/views/reminders.ts';
import { rulesForm } from '../../src/slack/views/rules.ts';
import { selectedEnd, selectedForm } from '../../src/slack/views/selected.ts';
import { settingsForm } from '../../src/slack/views/settings.ts';
import { sheetDetail } from '../../src/slack/views/sheet-detail.ts';
import { sheetTrouble } from '../../src/slack/views/sheet-trouble.ts';
import { type SeenStep, stepMessage } from '../../src/slack/views/step.ts';
import { summaryMessage } from '../../src/slack/views/summary.ts';
import { welcome } from '../../src/slack/views/welcome.ts';
import type { Words } from '../../src/words/words.ts';
import { homeChoice } from '../../src/workspaces/home.ts';
import { defaultPolicy } from '../../src/workspaces/rules.ts';
import { defaultPrivacy, defaultSettings } from '../../src/workspaces/settings.ts';
import {
  act,
  approval,
  batch,
  browsed,
  command,
  consent,
  countsOf,
  id,
  invite,
  inviterName,
  now,
  oneOfEach,
  overview,
  person,
  recipient,
  recipients,
  roleName,
  statuses,
  stepRun,
  tenantName,
} from './drawn-with.ts';

/** A view or message as somebody gets it; `of` is the function that draws it. */
export type Drawing = { of: string; view: ModalView | HomeView } | { of: string; message: Message };

const view = (of: string, ...views: ModalView[]): Drawing[] => views.map((each) => ({ of, view: each }));
const home = (of: string, ...all: KnownBlock[][]): Drawing[] =>
  all.map((blocks) => ({ of, view: homes.homeView(blocks) }));
const message = (of: string, ...messages: (Message | undefined)[]): Drawing[] =>
  messages.flatMap((each) => (each ? [{ of, message: each }] : []));

/** Everything that the product shows in Slack, in each of the states that look different. */
export const everyView = (words: Words): Drawing[] => [
  ...steps(words),
  ...forms(words),
  ...sheets(words),
  ...cards(words),
  ...requests(words),
  ...picks(words),
  ...digests(words),
  ...tabs(words),
  ...settings(words),
  ...lists(words),
  ...firstWords(words),
];

const role = { key: 'ρ', name: roleName };
const formData: InviteFormData = {
  ...{ draftId: id(1), tenantName, roles: [role], content: { recipients: [] }, locale: 'el-GR' },
  ...{ uploads: true, mayOnlyAsk: true },
};

function forms(words: Words): Drawing[] {
  const many = { recipients: Array.from({ length: 2_000 }, (_, n) => written(n)) };
  const { inviteForm: say, surfaces, sheet } = words;
  return [
    ...view('inviteForm', inviteForm(words, formData), inviteForm(words, { ...formData, content: many })),
    ...view('inviteForm', inviteForm(words, { ...formData, note: say.nobodyInMessage })),
    ...view('waiting', waiting(words, surfaces.oneMoment), waiting(words, sheet.handingOver, sheet.sending)),
    ...view(
      'ending',
      ending(words, words.problems.roq_unavailable()),
      ending(words, asked(words), undefined, offer(words)),
    ),
    ...view('linkAddressForm', links.linkAddressForm(words)),
    ...view('linkCodeForm', links.linkCodeForm(words), links.linkCodeForm(words, words.problems.link_code_closed())),
    ...view(
      'linkShown',
      ...(['code', 'email'] as const).map((proof) =>
        links.linkShown(
          words,
          { email: person.email, tenantId: 'Τ', proof, linkedAt: now },
          tenantName,
          words.link.linked,
        ),
      ),
    ),
  ];
}
const asked = (words: Words): string => couldSentence(words, [inviterName, 'Οδυσσέας']);
const offer = (words: Words): KnownBlock[] => [
  ...links.linkOffer(words),
  ...askThemOffer(words, { name: 'role', role: 'ρ' }, 2),
];

const written = (n: number, more: Partial<DraftRecipient> = {}): DraftRecipient => ({
  ...{ email: `αλέξανδρος.${n}@παράδειγμα.δοκιμή`, firstName: '', lastName: '', line: n + 1 },
  ...more,
});
const faults = ['no_email', 'bad_quotes', 'line_too_long', 'no_at', 'no_domain', 'bad_domain', 'bad_local'];
const bad = (n: number): SheetLine => ({
  ...{ kind: 'bad', recipient: written(n, { spelled: `κακό${n}`, fault: faults[n % faults.length] }) },
});
/** So many of each kind that some are only counted; `times` 1: one of each. */
const linesOfAllKinds = (times: number): SheetLine[] =>
  Array.from({ length: times }, (_, n): SheetLine[] => [
    { kind: 'ready', recipient: written(n) },
    { kind: 'ready', recipient: written(n), suspect: 'άλλο@παράδειγμα.δοκιμή' },
    { kind: 'ready', recipient: written(n), warned: true },
    ...(['domain', 'outside', 'role'] as const).map(
      (why): SheetLine => ({ kind: 'denied', recipient: written(n), why }),
    ),
    ...(['person', 'role', 'outside', 'many'] as const).map(
      (why): SheetLine => ({ kind: 'approval', recipient: written(n), why }),
    ),
    ...(['quota', 'cap'] as const).map((limit): SheetLine => ({ kind: 'over', recipient: written(n), limit })),
    { kind: 'member', recipient: written(n) },
    { kind: 'pending', recipient: written(n), invite: invite(n, 'pending'), invitedBy: inviterName },
    { kind: 'ended', recipient: written(n), invite: invite(n, n % 2 ? 'expired' : 'canceled') },
    { kind: 'cooling', recipient: written(n), mailedAt: now - 60_000 },
    { kind: 'role', recipient: written(n) },
    bad(n),
  ]).flat();
const everyPick: PickLine[] = (
  ['ask', 'typed', 'open', 'no', 'bot', 'guest', 'stranger', 'deactivated', 'no_address', 'member', 'pending'] as const
).map((kind, n) => ({ userId: `U${n}`, kind }));
const morePicks: PickLine[] = (['cooling', 'role', 'denied', 'over', 'bad'] as const).map((kind, n) => ({
  ...{ userId: `U2${n}`, kind },
}));

function sheets(words: Words): Drawing[] {
  const sheet = (lines: SheetLine[]): Sheet => ({ lines, roleKey: 'ρ', readAt: now, left: { quota: 1, cap: 2 } });
  const draw = (lines: SheetLine[], of: PickLine[], file?: string) =>
    preflightSheet(words, {
      ...{ draftId: id(1), tenantName, roleName, sheet: sheet(lines), picks: of, now, file, reason: 'Επειδή.' },
      note: words.inviteForm.noSuchRole('ρ'),
    });
  const some = linesOfAllKinds(1);
  const ready = some.slice(0, 1);
  const kinds = some.map(({ kind }) => kind);
  const draft: Draft = {
    ...{ id: id(1), teamId: 'T1', slackUserId: 'U1', revision: 1, state: 'open', createdAt: now },
    content: {
      recipients: Array.from({ length: 100 }, (_, n) => written(n, { fault: 'no_at' })),
      kinds: Array(100).fill('bad'),
    },
  };
  return [
    ...view('preflightSheet', draw(some, [...everyPick, ...morePicks]), draw(linesOfAllKinds(2), [], 'λίστα')),
    ...view('preflightSheet', draw(ready, []), draw(ready, everyPick), draw([], everyPick), draw([bad(1)], [])),
    ...view(
      'preflightSheet',
      draw(
        some.filter(({ kind }) => kind === 'approval'),
        [],
      ),
    ),
    ...view(
      'preflightSheet',
      ...[...new Set(kinds)].map((kind) =>
        draw(
          linesOfAllKinds(30).filter((line) => line.kind === kind),
          [],
        ),
      ),
    ),
    ...view('sheetDetail', ...[0, 1, 2].map((page) => sheetDetail(words, draft, 'bad', page))),
    ...view(
      'sheetDetail',
      ...kinds.map((kind) => sheetDetail(words, draft, kind, 0)),
      sheetDetail(words, draft, 'άλλο', 0),
    ),
    ...view('sheetTrouble', sheetTrouble(words, id(1), words.problems.roq_unavailable())),
  ];
}

const acts = new Map(
  (['done', 'unsure', 'refused', 'open', 'called'] as const).map((state, n) => [
    id(n),
    act(n, n % 2 ? 'cancel' : 'resend', state),
  ]),
);

function cards(words: Words): Drawing[] {
  const one = [recipient(1, 'sent')];
  const card = (audience: 'channel' | 'person', some = recipients, more = {}) =>
    inviteCard(words, {
      ...{
        batch: batch(more),
        counts: countsOf(some, some.length + 5),
        statuses: statuses(2),
        recipients: some,
        acts,
        audience,
      },
      moved: { channelId: 'C1', because: 'κλειστό' },
    });
  const sending = batch({ state: 'sending', requestedBy: 'Οδυσσέας' });
  const result = (some = recipients, of = batch()) =>
    inviteResult(words, { batch: of, counts: countsOf(some, some.length + 200), recipients: some });
  const detail = (filter: string, page: number, total: number) =>
    batchDetail(words, { batch: batch(), counts: countsOf(recipients, total), filter, page, recipients });
  const newcomers = (n: number) =>
    Array.from({ length: n }, (_, at) => recipient(at, 'sent', { firstName: 'Ζωή', acceptedAt: now }));
  const joined = (n: number) =>
    joinedMessage(words, {
      tenantName,
      joined: { people: newcomers(Math.min(n, mostNamed)), total: n, latestAt: now },
      found: new Map([[recipient(0, 'sent').email, { teamId: 'T1', userId: 'U9' }]]),
    });
  return [
    ...message(
      'inviteCard',
      card('channel'),
      card('person'),
      card('channel', one),
      card('person', recipients, sending),
    ),
    ...message('inviteCard', ...recipients.map((each) => card('channel', [each]))),
    ...message('actEnd', ...[...acts.values()].map((each) => actEnd(words, each))),
    ...message('actEnd', ...[...acts.values()].map((each) => actEnd(words, { ...each, source: 'reminder' }))),
    ...message(
      'batchEnd',
      ...[one, recipients].map((some) => batchEnd(words, { batch: batch(), counts: countsOf(some) })),
    ),
    ...view('inviteResult', result(), result(one), result([], batch()), result(recipients, sending)),
    ...view(
      'batchDetail',
      detail('all', 1, 500),
      detail('all', 0, 500),
      detail('stopped', 0, 5),
      detail('waiting', 0, 5),
    ),
    ...message('joinedMessage', ...[1, 2, 3, 40].map(joined)),
    ...message('nudgeMessage', ...nudged().map((data) => nudgeMessage(words, data))),
    ...message('nudgeEndMessage', ...nudged().map((data) => nudgeEndMessage(words, data))),
  ];
}

function nudged() {
  const data = (state: 'told' | 'stopped', resends: number, status: 'pending' | 'accepted' | 'expired') => ({
    nudge: {
      ...{ inviteId: id(1), batchId: id(90), position: 1, teamId: 'T1', tenantId: 'Τ', inviteeId: 'U9' },
      ...{ state, resends },
    },
    batch: batch(),
    recipient: recipient(1, 'sent', { status }),
  });
  return [
    ...[0, 1, 2].map((resends) => data('told', resends, 'pending')),
    ...[data('stopped', 0, 'pending'), data('told', 0, 'accepted'), data('told', 0, 'expired')],
  ];
}

const everyEnd = ['open', 'approved', 'declined', 'withdrawn', 'expired'] as const;
function requests(words: Words): Drawing[] {
  const all = everyEnd.map((state) => approval(state));
  const long = approval('open', 120, { reason: 'Επειδή.' });
  const each = (of: string, draw: (words: Words, request: ReturnType<typeof approval>) => Message) =>
    message(of, ...[...all, long].map((request) => draw(words, request)));
  return [
    ...each('approvalCard', (_, request) => approvals.approvalCard(words, request, 'channel')),
    ...each('approvalNudge', approvals.approvalNudge),
    ...each('approvalAsked', approvals.approvalAsked),
    ...each('approvalEnd', approvals.approvalEnd),
    ...view(
      'decisionForm',
      ...(['approve', 'decline'] as const).map((kind) => approvalForms.decisionForm(words, long, kind)),
    ),
    ...view('decisionForm', approvalForms.decisionForm(words, approval('open', 1), 'approve')),
    ...view('requestDetail', ...[0, 1].map((page) => approvalForms.requestDetail(words, long, page))),
    ...view('requestDetail', ...all.map((request) => approvalForms.requestDetail(words, request, 0))),
  ];
}

function picks(words: Words): Drawing[] {
  const states = ['open', 'yes', 'sent', 'asked', 'refused', 'no', 'expired', 'withdrawn'] as const;
  const sent = (state: 'sent' | 'unsure' | 'refused'): Asked => ({
    consent: consent(8, 'sent'),
    recipient: recipient(8, state),
  });
  const asked: Asked[] = [
    ...states.map((state, n) => ({ consent: consent(n, state) })),
    ...[sent('sent'), sent('unsure'), sent('refused')],
    ...everyEnd.map((state) => ({ consent: consent(9, 'asked'), request: { state } })),
    ...consentRefusals.map((refusal) => ({ consent: consent(10, 'refused', { refusal }) })),
    { consent: consent(11, 'open'), unreachable: true },
  ];
  return [
    ...message('questionMessage', ...asked.map((each) => questionMessage(words, each))),
    ...message(
      'consentsMessage',
      consentsMessage(words, asked),
      ...asked.map((each) => consentsMessage(words, [each])),
    ),
    ...view('otherAddressForm', otherAddressForm(words, consent(1, 'open'))),
  ];
}

/** A question with and without a reason, what came of it, and each reason for which nothing did. */
function steps(words: Words): Drawing[] {
  const ended = stepStatuses.map((status) => stepRun(2, { state: 'ended', end: { status } }));
  const refused = stepWhys.map((why) => stepRun(3, { state: 'ended', end: { status: 'refused', why } }));
  const all: SeenStep[] = [
    ...[stepRun(1), stepRun(4, { reason: 'Ο λόγος *είναι* <μεγάλος> '.repeat(20) })].map((run) => ({ run })),
    { run: stepRun(5, { state: 'agreed' }) },
    { run: stepRun(6, { state: 'requested' }), request: { state: 'open' } },
    ...[...ended, ...refused].flatMap((run) => [
      { run },
      { run, recipient: recipient(7, 'refused', { refusal: 'other' }) },
    ]),
  ];
  return message('stepMessage', ...all.map((each) => stepMessage(words, each)));
}

const row = (n: number, resends = n % 4): DigestRow => ({
  ...{ invite: invite(n, n % 2 ? 'expired' : 'pending'), since: now - n * 86_400_000, resends },
});
const rows = (from: number, count: number): DigestRow[] => Array.from({ length: count }, (_, n) => row(from + n));
const content = (more: Partial<DigestContent>): DigestContent => ({
  ...{ tenantName, readAt: now, rows: [], proposals: [], inviters: new Map([['Ρ', inviterName]]) },
  ...{ pending: 0, expired: 0, total: 0, snoozed: 0, elsewhere: 0, leftOut: 0 },
  ...more,
});

function digests(words: Words): Drawing[] {
  const crowd = { pending: 1_234, expired: 2, total: 1_300, snoozed: 1, elsewhere: 2, leftOut: 3 };
  const full = content({
    rows: rows(1, 30),
    proposals: rows(40, 25),
    news: { sent: 5, joined: 3, expired: 1 },
    ...crowd,
  });
  const one = { pending: 1, expired: 0, total: 1, snoozed: 2, elsewhere: 1, leftOut: 1 };
  const small = content({ rows: rows(1, 1), proposals: rows(5, 1), news: { sent: 1, expired: 0 }, ...one });
  const calm = content({ ...crowd });
  const all = [full, small, calm, content({})].flatMap((each) => [
    digestMessage(each, { words, command, audience: 'channel' }),
    ...[true, false].map((on) => digestMessage(each, { words, command, audience: 'person', own: { on } })),
  ]);
  const charge = { channel: 'C1', tenant: tenantName };
  return [
    ...message('digestMessage', ...all),
    ...message('ownDigestGone', ownDigestGone(words)),
    ...message(
      'digestChargeMessage',
      digestChargeMessage(words, { ...charge, refused: 'is_archived' }),
      digestChargeMessage(words, { ...charge, gone: 'U1' }),
    ),
  ];
}

function tabs(words: Words): Drawing[] {
  const needy = (count: number) => oneOfEach.slice(0, count).map((each) => ({ invite: each, since: each.createdAt }));
  const data = (more: Partial<homes.HomeData>, choice: object = {}): homes.HomeData => ({
    ...{ person, tenantName, may: { invite: true, set: true, seeEverybodys: true }, requests: [], command },
    ...{ overview: overview(needy(3), browsed(oneOfEach)), choice: homeChoice.parse(choice) },
    ...more,
  });
  const mine = approval('open', 2, { slackUserId: person.slackUserId });
  const others = approval('open', 1, { slackUserId: 'U7', requesterName: 'Οδυσσέας', id: id(95) });
  const empty = overview([], browsed([]));
  const known = homes.home(words, data({}));
  return [
    ...home('home', known, homes.home(words, data({ requests: [mine, others] }, { text: 'ζωή', page: 1, mine: true }))),
    ...home('home', homes.home(words, data({ overview: overview(needy(4), browsed(oneOfEach, 1, 3), true) }))),
    ...home(
      'home',
      homes.home(words, data({ overview: overview([], browsed(oneOfEach.slice(1, 2))) }, { tab: 'accepted' })),
    ),
    ...home(
      'home',
      ...[...inviteStatuses, 'recent'].map((tab) => homes.home(words, data({ overview: empty }, { tab }))),
    ),
    ...home('home', homes.home(words, data({ overview: empty, lostDigest: now }, { text: 'ζωή' }))),
    ...home(
      'home',
      homes.home(words, data({ overview: undefined, may: { invite: false, set: false, seeEverybodys: false } })),
    ),
    ...home('home', homes.home(words, data({ may: { invite: true, set: false, seeEverybodys: false } }))),
    ...home('homeReading', homes.homeReading(words)),
    ...home(
      'homeStart',
      ...[true, false].map((linkHelps) => homes.homeStart(words, { why: words.problems.access_lost(), linkHelps })),
    ),
    ...home(
      'homeAway',
      homes.homeAway(words, words.problems.roq_unavailable(), []),
      homes.homeAway(words, words.problems.roq_unavailable(), known),
    ),
  ];
}

function settings(words: Words): Drawing[] {
  const { settings: say, rules, privacy, reminders } = words;
  const usual = defaultSettings('Europe/Athens', now);
  const roles = [role, { key: 'άλλη', name: 'Ιδιοκτήτης' }];
  const ownSettings = { own: usualOwn, timeZone: 'Europe/Athens', tenantName, command };
  const policy = { ...defaultPolicy, allowedDomains: ['α.δοκιμή'], roleKeys: ['ρ'], cooldownMinutes: 5 };
  return [
    ...view(
      'settingsForm',
      ...(['unset', 'never', new Date(now).toISOString()] as const).map((webhooks) =>
        settingsForm(words, { settings: usual, tenantName, webhooks, note: say.savedOff }),
      ),
    ),
    ...view(
      'ownSettingsForm',
      ownSettingsForm(words, { ...ownSettings, note: words.ownDigest.savedOff }),
      ownSettingsForm(words, { ...ownSettings, lostDigest: now }),
    ),
    ...view(
      'rulesForm',
      ...[policy, defaultPolicy].map((each) =>
        rulesForm(words, { policy: each, tenantName, roles, usualCooldown: 10, note: rules.saved }),
      ),
    ),
    ...view('remindersForm', remindersForm(words, { on: true, afterDays: 4 }, tenantName, reminders.saved(4, 2))),
    ...view('privacyForm', privacyForm(words, defaultPrivacy, tenantName, privacy.saved('masked', 365))),
  ];
}

function lists(words: Words): Drawing[] {
  const sentence = words.inviteLine.acted.resend('Ζωή');
  const selection = (kind: 'resend' | 'cancel', invites = oneOfEach, digestId?: string) =>
    selectedForm(words, { kind, invites, gone: 2, readAt: now, digestId });
  const ends = (done: number) => Array.from({ length: 3 }, (_, n) => ({ done: n < done, sentence }));
  const kinds = ['resend', 'cancel'] as const;
  const [, accepted] = oneOfEach;
  const entries = Object.keys(words.audit.deeds).map((what, n) => ({
    ...{
      at: now - n,
      teamId: 'T1',
      tenantId: 'Τ',
      slackUserId: 'U1',
      what,
      email: n % 2 ? invite(n, 'pending').email : undefined,
    },
    ...{
      before: 'pending',
      after: 'canceled',
      reason: n % 3 ? 'forbidden' : undefined,
      requestId: '77777777',
      source: 'ΠΗΓΗ',
    },
  }));
  const story = (page: number, some = entries, invites = oneOfEach) => ({
    ...{ email: person.email, invites, inviters: new Map([['Ρ', inviterName]]), entries: some, total: some.length * 3 },
    ...{ page, pages: 3, ownOnly: page === 1, readAt: now },
  });
  const older = Array.from({ length: 12 }, (_, n) => invite(n, 'canceled'));
  return [
    ...view(
      'inviteList',
      inviteList(
        words,
        { status: 'open', text: '' },
        {
          ...browsed(oneOfEach, 1, 3),
          reminding: { excluded: new Set(oneOfEach.slice(0, 2).map(({ email }) => email)) },
        },
        tenantName,
        sentence,
      ),
    ),
    ...view('inviteList', inviteList(words, { status: 'all', text: 'ζ', mine: true }, browsed([]), tenantName)),
    ...view(
      'selectedForm',
      ...kinds.flatMap((kind) => [
        selection(kind),
        selection(kind, accepted ? [accepted] : []),
        selection(kind, oneOfEach, id(1)),
        selection(kind, oneOfEach.slice(0, 1)),
      ]),
    ),
    ...view('selectedEnd', ...kinds.flatMap((kind) => [0, 2, 3].map((done) => selectedEnd(words, kind, ends(done))))),
    ...view(
      'historyView',
      ...[0, 1, 2].map((page) =>
        historyView(words, {
          ...{ history: story(page), mark: 'Μ', mayForget: page > 0, note: words.history.forgotten },
          reminding: { id: oneOfEach[0]?.id ?? '', excluded: page > 0 },
        }),
      ),
    ),
    ...view(
      'historyView',
      historyView(words, { history: story(0, [], []), mark: 'Μ', mayForget: false }),
      historyView(words, { history: story(0, entries.slice(0, 1), older), mark: 'Μ', mayForget: true }),
    ),
    ...message(
      'auditLines',
      auditLines(words, entries.slice(1, 2), 'channel', command),
      auditLines(words, Array(200).fill(entries).flat(), 'person', command),
    ),
    ...message(
      'auditLines',
      auditLines(
        words,
        [{ at: now, teamId: 'T1', tenantId: 'Τ', what: 'invite.sent', email: person.email }],
        'channel',
        command,
      ),
    ),
    ...message('auditCsvPart', auditCsvPart(words, 'ά,β\nγ,δ', 0, 1), auditCsvPart(words, 'ά,β', 1, 2)),
    ...message(
      'summaryMessage',
      ...[oneOfEach[0], undefined].map((oldestPending) =>
        summaryMessage(words, { counts: statuses(1_234), oldestPending, readAt: now }, tenantName, command),
      ),
    ),
  ];
}

function firstWords(words: Words): Drawing[] {
  return [
    ...message('welcome', welcome(words, command)),
    ...message(
      'favourMessage',
      ...ruleNames.map((rule) =>
        favourMessage(words, { by: 'U1', name: inviterName, rule, role: roleName, tenant: tenantName }, command),
      ),
    ),
  ];
}
