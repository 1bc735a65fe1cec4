/** Titles and buttons that many views share. */
export const surfaces = {
  invitePeople: 'Invite people',
  close: 'Close',
  notNow: 'Not now',
};
