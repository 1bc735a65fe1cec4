/** What is wrong with an address, a line or a file, and why ROQ did not take somebody. */
export const faults = {
  /** Why a piece of text is no address; each ends with a full stop. */
  address: {
    no_email: 'there is no address in this line.',
    bad_quotes: 'its quotes do not match.',
    line_too_long: 'the line is too long.',
    no_at: 'there is no @ in it.',
    no_domain: 'nothing follows the @.',
    bad_domain: 'what follows the @ is not a domain.',
    bad_local: 'what stands before the @ is not possible.',
    mention: 'it names somebody in Slack; please give their e-mail address.',
    too_long: 'it is longer than an address can be.',
  },
  noAddress: 'it is not an e-mail address.',
  refusal: {
    already_invited: 'There is an open invite for this address already; it can be resent from the list.',
    already_member: 'ROQ already has an account for this address.',
    already_accepted: 'An invite for this address was accepted before.',
    invalid_email: 'ROQ does not take this for an e-mail address.',
    role_forbidden: 'You may not give this role.',
    forbidden: 'ROQ does not let you invite.',
    unavailable: 'ROQ could not be reached for an hour; nothing was sent.',
    access_lost: 'Your ROQ account is no longer active.',
    cooldown: 'They were mailed a short while ago.',
    other: 'ROQ refused it.',
  },
  /** Why a file as a whole cannot be used, and what to do. */
  file: {
    too_big: 'That file is larger than 5 MB. Please split it.',
    too_many_rows: 'That file has more than 10,000 rows. Please split it.',
    empty: 'That file is empty.',
    header_only: 'That file has a header but no people in it.',
    binary: 'That file is not a CSV file. Please save the table as CSV and try again.',
    no_email_column: 'I found no column of e-mail addresses in that file.',
  },
  unreadableFile: 'I could not read that file. Please try again, or paste the addresses instead.',
};
