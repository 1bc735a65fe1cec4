import { asked, Confirming } from './confirm.tsx';
import { GuideBar } from './guide.tsx';
import { ModalStack } from './modal.tsx';
import { focusNextRegion } from './regions.ts';
import { Conversation } from './slack/conversation.tsx';
import { Sidebar } from './slack/sidebar.tsx';
import { becoming, cast, live, mine, pane, parts } from './state.ts';
import { Toast } from './toast.tsx';
import { BottomBar } from './tools/bottom-bar.tsx';
import { ToolPanel } from './tools/tool-panel.tsx';
import { TopBar } from './top-bar.tsx';

/** The whole page: Slack on the left, what stands behind it on the right. */
export function App() {
  if (!cast.value || (parts.value.slack && !mine.value)) return <Loading />;
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: F6 moves between the regions, as in Slack itself
    <div class="frame" data-pane={pane.value} onKeyDown={focusNextRegion}>
      <TopBar />
      {live.value ? null : (
        <p class="offline" role="alert">
          The sandbox does not answer. Is it still running?
        </p>
      )}
      <GuideBar />
      <main class="desk" data-slack={parts.value.slack}>
        {parts.value.slack ? <SlackScreen /> : null}
        <ToolPanel />
      </main>
      <BottomBar />
      <Toast />
    </div>
  );
}

function SlackScreen() {
  const covered = (mine.value?.modals.length ?? 0) > 0 || asked.value !== null;
  return (
    <div class="slack" data-region inert={becoming.value} aria-busy={becoming.value}>
      <div class="slack-screen" inert={covered}>
        <Sidebar />
        <Conversation />
      </div>
      <ModalStack />
      <Confirming />
    </div>
  );
}

function Loading() {
  return (
    <main class="loading" aria-busy="true">
      <h1>Sandbox</h1>
      <p>{live.value ? 'Opening…' : 'The sandbox does not answer. Is it still running?'}</p>
    </main>
  );
}
