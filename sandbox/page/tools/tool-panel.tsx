import { tool } from '../state.ts';
import { Inspector } from './inspector.tsx';
import { Mailbox } from './mailbox.tsx';
import { RoqTables } from './roq-tables.tsx';
import { counts, tools } from './tool-names.ts';
import { WeatherDesk } from './weather-desk.tsx';
import { Workflows } from './workflows.tsx';

/** What stands behind Slack: the invitees' mail, ROQ, faults and time, and the wire. */
export function ToolPanel() {
  const onKeyDown = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    const at = tools.value.findIndex(({ id }) => id === tool.value);
    tool.value = tools.value.at((at + step) % tools.value.length)?.id ?? 'weather';
    requestAnimationFrame(() => document.getElementById(`tab-${tool.value}`)?.focus());
  };
  return (
    <aside class="tools" aria-label="Behind the scenes" data-region>
      <div class="tool-tabs" role="tablist" aria-label="Behind the scenes" onKeyDown={onKeyDown}>
        {tools.value.map(({ id, name }) => (
          <button
            type="button"
            key={id}
            id={`tab-${id}`}
            role="tab"
            aria-selected={tool.value === id}
            aria-controls="tool-panel"
            tabIndex={tool.value === id ? 0 : -1}
            onClick={() => {
              tool.value = id;
            }}
          >
            {name}
            <ToolCount id={id} />
          </button>
        ))}
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
      <div class="tool-body" id="tool-panel" role="tabpanel" aria-labelledby={`tab-${tool.value}`} tabIndex={0}>
        {tool.value === 'mail' ? <Mailbox /> : null}
        {tool.value === 'roq' ? <RoqTables /> : null}
        {tool.value === 'workflows' ? <Workflows /> : null}
        {tool.value === 'weather' ? <WeatherDesk /> : null}
        {tool.value === 'inspector' ? <Inspector /> : null}
      </div>
    </aside>
  );
}

export function ToolCount({ id }: { id: keyof typeof counts.value }) {
  const { count, loud, says } = counts.value[id];
  if (count === 0) return null;
  return (
    <span class={loud ? 'badge loud' : 'badge'}>
      {count}
      <span class="hidden-text"> {says}</span>
    </span>
  );
}
