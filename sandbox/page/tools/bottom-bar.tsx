import { pane, parts, tool } from '../state.ts';
import { tools } from './tool-names.ts';
import { ToolCount } from './tool-panel.tsx';

/** On a narrow screen: one part of the page at a time. */
export function BottomBar() {
  return (
    <nav class="bottom" aria-label="Parts of the sandbox">
      {parts.value.slack ? (
        <button
          type="button"
          aria-current={pane.value === 'slack' ? 'page' : undefined}
          onClick={() => {
            pane.value = 'slack';
          }}
        >
          <span aria-hidden="true">#</span>
          Slack
        </button>
      ) : null}
      {tools.value.map(({ id, name, icon }) => (
        <button
          type="button"
          key={id}
          aria-current={pane.value === 'tools' && tool.value === id ? 'page' : undefined}
          onClick={() => {
            tool.value = id;
            pane.value = 'tools';
          }}
        >
          <span aria-hidden="true">{icon}</span>
          {name}
          <ToolCount id={id} />
        </button>
      ))}
    </nav>
  );
}
