import { signal } from '@preact/signals';
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

/** Mails that their reader left alone; only this page knows. */
const ignored = signal<ReadonlySet<string>>(new Set());

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
    <article
      class="mail"
      data-state={ignored.value.has(mail.id) ? 'ignored' : mail.state}
      aria-label={`Mail to ${mail.to}`}
    >
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
          <Choices mail={mail} />
        ) : (
          <span class={`pill ${mail.state}`}>{states[mail.state]}</span>
        )}
        {mail.state === 'open' && mail.validTill ? <small>Runs out {ago(now - mail.validTill)}</small> : null}
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

/** What its reader may do with it; ROQ decides whether the link still works. */
function Choices({ mail }: { mail: Mailing }) {
  const [busy, setBusy] = useState(false);
  if (ignored.value.has(mail.id)) {
    return (
      <>
        <span class="pill">Ignored</span>
        <button type="button" class="plain" onClick={() => ignore(mail.id, false)}>
          Look again<span class="hidden-text"> at the mail to {mail.to}</span>
        </button>
      </>
    );
  }
  const run = async (deed: 'accept' | 'expire') => {
    setBusy(true);
    try {
      await order(deed, { mail: mail.id });
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
        onClick={() => run('accept')}
      >
        Accept
      </button>
      <button
        type="button"
        class="button"
        aria-label={`Ignore the mail to ${mail.to}`}
        onClick={() => ignore(mail.id, true)}
      >
        Ignore
      </button>
      <button
        type="button"
        class="button"
        aria-label={`Let it expire: the invite to ${mail.to}`}
        onClick={() => run('expire')}
      >
        Let it expire
      </button>
      {mail.link ? (
        <a href={mail.link} target="_blank" rel="noreferrer">
          Open the link
        </a>
      ) : null}
    </>
  );
}

function ignore(id: string, whether: boolean): void {
  const left = new Set(ignored.value);
  if (whether) left.add(id);
  else left.delete(id);
  ignored.value = left;
}
