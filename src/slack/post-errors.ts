import { WebAPIHTTPError, WebAPIPlatformError, WebAPIRateLimitedError, WebAPIRequestError } from '@slack/web-api';

/**
 * What a failed chat.postMessage or chat.update means for the message.
 * limited: Slack asks to wait; refused_here: this channel will not have it; gone: the message is no more;
 * locked_out: our token is no good; invalid: our own fault; not_sent: Slack never saw it; lost: it may have been done.
 */
export type PostFailure =
  | { kind: 'limited'; retryAfterMs: number }
  | { kind: 'refused_here' | 'gone' | 'locked_out' | 'invalid' | 'not_sent' | 'lost'; code: string };

const byCode: Record<string, 'refused_here' | 'gone' | 'locked_out' | 'not_sent' | 'lost'> = {
  not_in_channel: 'refused_here',
  channel_not_found: 'refused_here',
  is_archived: 'refused_here',
  restricted_action: 'refused_here',
  restricted_action_read_only_channel: 'refused_here',
  restricted_action_thread_only_channel: 'refused_here',
  restricted_action_non_threadable_channel: 'refused_here',
  posting_to_general_channel_denied: 'refused_here',
  no_permission: 'refused_here',
  user_not_found: 'refused_here',
  messages_tab_disabled: 'refused_here',
  message_not_found: 'gone',
  cant_update_message: 'gone',
  edit_window_closed: 'gone',
  is_inactive: 'gone',
  account_inactive: 'locked_out',
  token_revoked: 'locked_out',
  token_expired: 'locked_out',
  invalid_auth: 'locked_out',
  not_authed: 'locked_out',
  missing_scope: 'locked_out',
  service_unavailable: 'not_sent',
  ratelimited: 'not_sent',
  rate_limited: 'not_sent',
  message_limit_exceeded: 'not_sent',
  internal_error: 'lost',
  fatal_error: 'lost',
  request_timeout: 'lost',
};

/** Network errors before anything reached Slack. */
const neverLeft = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'UND_ERR_CONNECT_TIMEOUT'];

export function postFailure(error: unknown): PostFailure {
  if (error instanceof WebAPIRateLimitedError) return { kind: 'limited', retryAfterMs: error.retryAfter * 1_000 };
  if (error instanceof WebAPIPlatformError) {
    const code = error.data.error;
    return { kind: byCode[code] ?? 'invalid', code };
  }
  if (error instanceof WebAPIHTTPError) {
    return { kind: error.statusCode === 503 ? 'not_sent' : 'lost', code: `http ${error.statusCode}` };
  }
  const code = networkCode(error);
  return { kind: code && neverLeft.includes(code) ? 'not_sent' : 'lost', code: code ?? 'no answer' };
}

/** Whether Slack was busy, down or silent, as against refusing what we asked for. */
export function isSlackTrouble(error: unknown): boolean {
  const ofSlack = [WebAPIRateLimitedError, WebAPIPlatformError, WebAPIHTTPError, WebAPIRequestError];
  return (
    ofSlack.some((kind) => error instanceof kind) && ['limited', 'not_sent', 'lost'].includes(postFailure(error).kind)
  );
}

/** The code of the network error, which sits up to three causes deep. */
function networkCode(error: unknown): string | undefined {
  let cause: unknown = error instanceof WebAPIRequestError ? error.cause : error;
  for (let depth = 0; depth < 4 && cause instanceof Error; depth += 1) {
    if ('code' in cause && typeof cause.code === 'string' && cause.code.startsWith('E')) return cause.code;
    if ('code' in cause && typeof cause.code === 'string' && cause.code.startsWith('UND_')) return cause.code;
    cause = cause.cause;
  }
  return undefined;
}
