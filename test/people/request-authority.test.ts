import { describe, expect, test } from 'vitest';
import { type Asked, type Powers, refusal } from '../../src/people/authority.ts';

const mia: Asked = { tenantId: 'acme', roqUserId: 'roq-mia', slackUserId: 'U0MIA', roleKeys: ['editor', 'member'] };
const powers = (roles: string[], create: Powers['access']['create'] = 'tenant'): Powers => ({
  roles: roles.map((key) => ({ key, name: key })),
  access: { read: 'tenant', create, update: 'tenant' },
});
const all = powers(['editor', 'member', 'admin']);
const ada = { roqUserId: 'roq-ada', tenantId: 'acme', slackUserId: 'U0ADA' };

const codeOf = (act: 'approve' | 'see_request', who: typeof ada, has: Powers, request = mia) =>
  refusal(who, has, { act, slackUserId: who.slackUserId, request })?.code ?? 'yes';

describe('who may decide on a request, and who may see it', () => {
  test.each<[string, typeof ada, Powers, approve: string, see: string]>([
    ['somebody who may give every role in it', ada, all, 'yes', 'yes'],
    ['somebody who may give only one of them', ada, powers(['editor']), 'role_forbidden', 'role_forbidden'],
    ['somebody who may give none', ada, powers([]), 'forbidden', 'forbidden'],
    ['somebody who may not invite', ada, powers(['editor', 'member'], 'none'), 'forbidden', 'forbidden'],
    ['somebody of whom ROQ does not say', ada, powers(['editor', 'member'], 'unknown'), 'yes', 'yes'],
    ['the requester', { ...ada, roqUserId: 'roq-mia', slackUserId: 'U0MIA' }, all, 'own_request', 'yes'],
    ['the requester by another Slack account', { ...ada, roqUserId: 'roq-mia' }, all, 'own_request', 'yes'],
    ['the requester, linked anew since', { ...ada, slackUserId: 'U0MIA' }, all, 'own_request', 'yes'],
    ['somebody of another tenant', { ...ada, tenantId: 'globex' }, all, 'request_not_found', 'request_not_found'],
  ])('%s', (_who, who, has, approve, see) => {
    expect(codeOf('approve', who, has)).toBe(approve);
    expect(codeOf('see_request', who, has)).toBe(see);
  });

  test('the requester, moved to another tenant, is of another tenant', () => {
    const moved = { roqUserId: 'roq-mia', slackUserId: 'U0MIA', tenantId: 'globex' };
    expect(codeOf('see_request', moved, all)).toBe('request_not_found');
  });
});
