import type { SeenMessage } from '../../page-state.ts';
import { dayHeading, dayOf } from '../slack-date.ts';
import { channelId, command, mine, parts, timeZone } from '../state.ts';
import { MessageView, NoticeView } from './message.tsx';

type Notice = { at: number; text: string };
type Entry = { at: number; key: string } & ({ message: SeenMessage } | { notice: Notice });

/** Messages and what Slack itself said here, in order, with a heading for each day. */
export function MessageList() {
  const screen = mine.value;
  if (!screen?.open || screen.open.id !== channelId.value) return null;
  const entries = entriesOf(screen.open.messages, screen.notices, screen.open.id);
  if (entries.length === 0) return <Welcome />;
  const place = { timeZone: timeZone.value, now: screen.now };
  let day = '';
  return entries.map((entry) => {
    const heading = dayOf(new Date(entry.at), place.timeZone) === day ? '' : dayHeading(entry.at, place);
    day = dayOf(new Date(entry.at), place.timeZone);
    return (
      <div key={entry.key} class="message-place">
        {heading ? (
          <p class="day">
            <span>{heading}</span>
          </p>
        ) : null}
        {'message' in entry ? (
          <MessageView message={entry.message} at={entry.at} channel={screen.open?.id ?? ''} />
        ) : (
          <NoticeView text={entry.notice.text} at={entry.at} />
        )}
      </div>
    );
  });
}

function entriesOf(messages: SeenMessage[], notices: (Notice & { where: string })[], channel: string): Entry[] {
  const first = messages[0] ? msOf(messages[0].ts) : 0;
  const said = notices
    .map((notice, index): Entry & { where: string } => ({
      at: notice.at,
      key: `notice-${index}`,
      notice,
      where: notice.where,
    }))
    .filter((entry) => entry.where === channel && entry.at >= first);
  const written = messages.map((message): Entry => ({ at: msOf(message.ts), key: message.ts, message }));
  return [...written, ...said].sort((a, b) => a.at - b.at);
}

const msOf = (ts: string): number => Math.floor(Number(ts) * 1000);

function Welcome() {
  const word = command.value?.word;
  return (
    <div class="empty">
      <p>Nothing here yet.</p>
      {parts.value.app ? (
        <p>
          Type <code>{word}</code> in a channel to invite somebody, or <code>{word} help</code> to see what else there
          is.
        </p>
      ) : null}
    </div>
  );
}
