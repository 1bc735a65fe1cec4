import { useState } from 'preact/hooks';
import type { Mailing } from '../../page-state.ts';
import { order } from '../api.ts';
import { say } from '../deeds.ts';
import { ago, clockTime } from '../slack-date.ts';
import { mails, timeZone, weather } from '../state.ts';

/** Every mail ROQ sent, as the person it went to sees it. */
export function Mailbox() {
  const all = mails.value;
  return (
    <>
      <p class="tool-about">Every mail ROQ sent, as the invited person sees it. Nothing leaves this machine.</p>
      {all.length === 0 ? (
        <div class="empty">
          <p>No mail yet.</p>
          <p>Send an invite, and it arrives here.</p>
        </div>
      ) : null}
      <ul class="mails">
        {all.map((mail) => (
          <li key={mail.id}>
            <Mail mail={mail} />
          </li>
        ))}
      </ul>
    </>
  );
}

const states: Record<Mailing['state'], string> = {
  open: 'Waiting',
  accepted: 'Accepted',
  expired: 'Expired',
  canceled: 'Canceled',
  replaced: 'Replaced by a newer mail',
  none: '',
};

function Mail({ mail }: { mail: Mailing }) {
  const now = weather.value?.now ?? Date.now();
  const invite = mail.template === 'USER_INVITE_MAIL';
  return (
    <article class="mail" data-state={mail.state} aria-label={`Mail to ${mail.to}`}>
      <header>
        <p class="mail-to">
          To <strong>{mail.to}</strong>
        </p>
        <p class="mail-meta">
          <time>{clockTime(mail.at, timeZone.value)}</time>
          {mail.locale ? <span lang="en"> · {mail.locale}</span> : null}
        </p>
      </header>
      {invite ? <InviteText mail={mail} /> : <OtherText mail={mail} />}
      <footer>
        {mail.state === 'open' ? (
          <Accept mail={mail} />
        ) : (
          <span class={`pill ${mail.state}`}>{states[mail.state]}</span>
        )}
        {mail.state === 'open' && mail.validTill ? <small>valid, runs out {ago(now - mail.validTill)}</small> : null}
      </footer>
    </article>
  );
}

function InviteText({ mail }: { mail: Mailing }) {
  return (
    <div class="mail-text">
      <h2 class="mail-subject">You are invited to {mail.tenant}</h2>
      <p>
        Hello{mail.firstName ? ` ${mail.firstName}` : ''}, {mail.inviter || 'somebody'} invites you to join{' '}
        {mail.tenant}
        {mail.roles.length > 0 ? ` as ${mail.roles.join(', ')}` : ''}.
      </p>
    </div>
  );
}

function OtherText({ mail }: { mail: Mailing }) {
  return (
    <div class="mail-text">
      <h2 class="mail-subject">{mail.template.replaceAll('_', ' ').toLowerCase()}</h2>
      <dl>
        {Object.entries(mail.variables).map(([key, value]) => (
          <div key={key}>
            <dt>{key}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

/** Follows the link in the mail; ROQ decides whether it still works. */
function Accept({ mail }: { mail: Mailing }) {
  const [busy, setBusy] = useState(false);
  const accept = async () => {
    setBusy(true);
    try {
      await order('accept', { mail: mail.id });
    } catch (error) {
      say(error instanceof Error ? error.message : String(error));
    }
    setBusy(false);
  };
  return (
    <>
      <button
        type="button"
        class="button solid primary"
        aria-label={`Accept the invite to ${mail.to}`}
        aria-busy={busy}
        onClick={accept}
      >
        Accept
      </button>
      {mail.link ? (
        <a href={mail.link} target="_blank" rel="noreferrer">
          Open the link
        </a>
      ) : null}
    </>
  );
}
