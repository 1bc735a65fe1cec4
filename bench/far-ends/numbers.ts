/**
 * Who is who at the lean far ends: workspace n is tenant n, and person p of it is user p of the tenant. Everything is
 * told by its number, so that thousands of workspaces need no table.
 */
export const secrets = {
  signing: 'bench-signing-secret',
  environmentId: 'bench-environment',
  apiKey: 'bench-api-key',
  webhook: 'bench-webhook-key',
} as const;

export const teamOf = (n: number): string => `T${String(n).padStart(6, '0')}`;
export const personOf = (p: number): string => `U${String(p).padStart(6, '0')}`;
export const channelOf = (n: number): string => `C${String(n).padStart(6, '0')}`;
export const tokenOf = (n: number): string => `xoxb-${teamOf(n)}`;
export const emailOf = (n: number, p: number): string => `u${p}@t${n}.test`;

export const tenantId = (n: number): string => uuid(1, n, 0);
export const userId = (n: number, p: number): string => uuid(2, n, p);
export const inviteId = (n: number, i: number): string => uuid(3, n, i);

const uuid = (kind: number, n: number, i: number): string =>
  `0000000${kind}-0000-4000-8000-${n.toString(16).padStart(6, '0')}${i.toString(16).padStart(6, '0')}`;

/** The workspace or tenant, and the person or row, of any id above. */
export const numbersIn = (id: string): { n: number; i: number } => ({
  n: Number.parseInt(id.slice(-12, -6), 16),
  i: Number.parseInt(id.slice(-6), 16),
});
export const numberIn = (name: string): number => Number.parseInt(name.replace(/\D+/g, ''), 10);
