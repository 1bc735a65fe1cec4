import type { Words } from '../words.ts';
import { approvals } from './approvals.ts';
import { asking } from './asking.ts';
import { audit } from './audit.ts';
import { card } from './card.ts';
import { consent } from './consent.ts';
import { digest } from './digest.ts';
import { faults } from './faults.ts';
import { help } from './help.ts';
import { history } from './history.ts';
import { home } from './home.ts';
import { install } from './install.ts';
import { inviteForm } from './invite-form.ts';
import { inviteLine } from './invite-line.ts';
import { inviteList } from './invite-list.ts';
import { joined } from './joined.ts';
import { link } from './link.ts';
import { nudge } from './nudge.ts';
import { privacy } from './privacy.ts';
import { problems, troubles } from './problems.ts';
import { reminders } from './reminders.ts';
import { result } from './result.ts';
import { rules } from './rules.ts';
import { say } from './say.ts';
import { selected } from './selected.ts';
import { ownDigest, settings } from './settings.ts';
import { sheet } from './sheet.ts';
import { statuses } from './statuses.ts';
import { step } from './step.ts';
import { summary } from './summary.ts';
import { surfaces } from './surfaces.ts';

export const german: Words = {
  language: 'de',
  say,
  surfaces,
  statuses,
  summary,
  home,
  inviteForm,
  inviteLine,
  inviteList,
  selected,
  sheet,
  digest,
  settings,
  ownDigest,
  faults,
  problems,
  troubles,
  card,
  result,
  asking,
  link,
  approvals,
  audit,
  help,
  history,
  install,
  joined,
  nudge,
  privacy,
  reminders,
  rules,
  consent,
  step,
};
