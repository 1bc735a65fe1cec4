/** `ada@acme.com` as others may see it: `a•••@acme.com`. */
export function maskEmail(email: string): string {
  const at = email.lastIndexOf('@');
  if (at < 0) return '•••';
  const [first = ''] = email.slice(0, at);
  return `${first}•••${email.slice(at)}`;
}
