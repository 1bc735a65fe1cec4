import type { IncomingMessage, ServerResponse } from 'node:http';
import { GraphQLError } from 'graphql';
import { acceptInvite, checkToken } from './accept-invite.ts';
import type { Environment } from './environment.ts';
import { readBody, sendHtml } from './http.ts';

/** GET /accept-invite?token=…: the page a mailed link opens. */
export function showAcceptPage(env: Environment, token: string, response: ServerResponse): void {
  const { email, isValid, isExpired } = checkToken(env, token);
  const why = isExpired ? 'This invitation has expired.' : 'This invitation is not valid any more.';
  if (isValid) sendHtml(response, 200, page('You are invited', form(email ?? '', token)));
  else sendHtml(response, isExpired ? 410 : 404, page('Invitation', `<p>${why}</p>`));
}

/** POST /accept-invite with `token` as form field or query parameter. */
export async function submitAcceptPage(
  env: Environment,
  query: URLSearchParams,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const fields = new URLSearchParams(await readBody(request));
  try {
    const invite = acceptInvite(env, fields.get('token') ?? query.get('token') ?? '');
    sendHtml(response, 200, page('Welcome', `<p>Your account ${escapeHtml(invite.email)} is ready.</p>`));
  } catch (error) {
    if (!(error instanceof GraphQLError)) throw error;
    sendHtml(response, 400, page('Invitation', `<p>${escapeHtml(error.message)}</p>`));
  }
}

const form = (email: string, token: string) =>
  `<p>Join as <strong>${escapeHtml(email)}</strong>.</p>
<form method="post" action="/accept-invite">
<input type="hidden" name="token" value="${escapeHtml(token)}">
<button>Accept invitation</button>
</form>`;

const page = (title: string, content: string) => `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title>
<style>body{font:16px/1.5 system-ui;max-width:28rem;margin:15vh auto;padding:0 1rem}button{font:inherit;padding:.5em 1em}</style>
</head>
<body><h1>${title}</h1>${content}</body>
</html>`;

const escapes: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (character) => escapes[character] ?? character);
