import type { Words } from '../words.ts';

export const statuses: Words['statuses'] = {
  pending: 'Offen',
  accepted: 'Angenommen',
  expired: 'Abgelaufen',
  canceled: 'Zurückgezogen',
};
