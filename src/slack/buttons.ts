import { showApprove, showDecline, showRequest, withdrawRequest } from './approval-flow.ts';
import { askThem } from './ask-them.ts';
import {
  filterDetail,
  recheckBatch,
  refreshBatch,
  retryBatch,
  showBatch,
  stopBatch,
  turnDetailPage,
} from './batch-buttons.ts';
import { sayNo, sayYes, showOtherAddress, withdrawQuestions } from './consent-flow.ts';
import type { SlackDeps } from './deps.ts';
import {
  cancelProposed,
  cancelTicked,
  resendTicked,
  showAllWaiting,
  snoozeProposed,
  snoozeTicked,
  stopOwnDigest,
} from './digest-flow.ts';
import { forgetAddress, turnHistory } from './history-flow.ts';
import { homeButtons } from './home-buttons.ts';
import { cancelInvite, resendInvite } from './invite-buttons.ts';
import { linkOther, removeLink, showLink } from './link-flow.ts';
import { redrawList, turnPage } from './list-flow.ts';
import { sayNotMe, sendAgain } from './nudge-flow.ts';
import { showOwnSettings } from './own-settings-flow.ts';
import { showPrivacy } from './privacy-flow.ts';
import { allowReminders, neverRemind, showReminders } from './reminder-flow.ts';
import type { PressRequest } from './requests.ts';
import { showRules } from './rules-flow.ts';
import type { Scene } from './scene.ts';
import { sendDigestNow } from './settings-flow.ts';
import {
  backToSheet,
  correctLine,
  editSheet,
  inviteAgain,
  inviteAllAgain,
  resendFromSheet,
  retryDraft,
  showOfKind,
} from './sheet-buttons.ts';
import { agreeToStep, declineStep } from './step-flow.ts';
import { approveButton, declineButton, showRequestButton, withdrawButton } from './views/approval.ts';
import { askThemButton } from './views/ask-them.ts';
import { detailFilterAction, detailNext, detailPrevious } from './views/batch-detail.ts';
import { consentNo, consentOther, consentWithdraw, consentYes } from './views/consent.ts';
import {
  digestCancel,
  digestPick,
  digestResend,
  digestShowAll,
  digestSnooze,
  ownDigestStop,
  proposalCancel,
  proposalSnooze,
} from './views/digest.ts';
import { forgetButton, historyNext, historyPrevious } from './views/history.ts';
import { refreshButton, showBatchButton } from './views/invite-card.ts';
import { cancelButton, resendButton } from './views/invite-line.ts';
import { listFilterActions, listNext, listPrevious } from './views/invite-list.ts';
import { recheckButton, retryButton, stopButton } from './views/invite-result.ts';
import { helloActions } from './views/joined.ts';
import { linkButton, linkOtherButton, unlinkButton } from './views/link.ts';
import { nudgeAgain, nudgeNotMe } from './views/nudge.ts';
import { ownSettingsButton } from './views/own-settings.ts';
import { sheetAgain, sheetAgainAll, sheetCorrect, sheetEdit, sheetResend } from './views/preflight.ts';
import { privacyButton } from './views/privacy.ts';
import { allowRemindersButton, neverRemindButton, remindersButton } from './views/reminders.ts';
import { rulesButton } from './views/rules.ts';
import { digestNowButton } from './views/settings.ts';
import { sheetBack } from './views/sheet-detail.ts';
import { sheetShow } from './views/sheet-rows.ts';
import { sheetRetry } from './views/sheet-trouble.ts';
import { stepNo, stepYes } from './views/step.ts';

/** One press: the value it carried, and the view or message it was made in. */
export type Press = { value: string | undefined; request: PressRequest };
export type PressHandler = (deps: SlackDeps, here: Scene, press: Press) => Promise<void>;

/** Every button and select of ours by its action id. */
export const buttons: Record<string, PressHandler> = {
  ...Object.fromEntries(helloActions.map((id): [string, PressHandler] => [id, async () => {}])),
  [resendButton.actionId]: resendInvite,
  [cancelButton.actionId]: cancelInvite,
  [refreshButton.actionId]: refreshBatch,
  [showBatchButton.actionId]: showBatch,
  [retryButton.actionId]: retryBatch,
  [recheckButton.actionId]: recheckBatch,
  [stopButton.actionId]: stopBatch,
  [detailFilterAction]: filterDetail,
  [detailPrevious.actionId]: turnDetailPage,
  [detailNext.actionId]: turnDetailPage,
  [sheetResend.actionId]: resendFromSheet,
  [sheetAgain.actionId]: inviteAgain,
  [sheetAgainAll.actionId]: inviteAllAgain,
  [sheetCorrect.actionId]: correctLine,
  [sheetEdit.actionId]: editSheet,
  [sheetRetry.actionId]: retryDraft,
  [sheetShow.actionId]: showOfKind,
  [sheetBack.actionId]: backToSheet,
  [listFilterActions.status]: redrawList,
  [listFilterActions.text]: redrawList,
  [listPrevious.actionId]: turnPage,
  [listNext.actionId]: turnPage,
  [linkButton.actionId]: (deps, here) => showLink(deps, here),
  [linkOtherButton.actionId]: linkOther,
  [unlinkButton.actionId]: removeLink,
  [digestShowAll.actionId]: showAllWaiting,
  [digestPick]: async () => {},
  [digestResend.actionId]: resendTicked,
  [digestCancel.actionId]: cancelTicked,
  [digestSnooze.actionId]: snoozeTicked,
  [proposalCancel.actionId]: cancelProposed,
  [proposalSnooze.actionId]: snoozeProposed,
  [ownDigestStop.actionId]: stopOwnDigest,
  [approveButton.actionId]: showApprove,
  [declineButton.actionId]: showDecline,
  [showRequestButton.actionId]: showRequest,
  [withdrawButton.actionId]: withdrawRequest,
  [rulesButton.actionId]: showRules,
  [remindersButton.actionId]: (deps, here) => showReminders(deps, here),
  [neverRemindButton.actionId]: neverRemind,
  [allowRemindersButton.actionId]: allowReminders,
  [digestNowButton.actionId]: sendDigestNow,
  [nudgeAgain.actionId]: sendAgain,
  [nudgeNotMe.actionId]: sayNotMe,
  [consentYes.actionId]: sayYes,
  [consentNo.actionId]: sayNo,
  [consentOther.actionId]: showOtherAddress,
  [consentWithdraw.actionId]: withdrawQuestions,
  [stepYes.actionId]: agreeToStep,
  [stepNo.actionId]: declineStep,
  [ownSettingsButton.actionId]: showOwnSettings,
  [askThemButton.actionId]: askThem,
  [privacyButton.actionId]: (deps, here) => showPrivacy(deps, here),
  [historyPrevious.actionId]: turnHistory,
  [historyNext.actionId]: turnHistory,
  [forgetButton.actionId]: forgetAddress,
  ...homeButtons,
};
