import type {
  ChannelsSelect,
  ConversationsSelect,
  MultiChannelsSelect,
  MultiConversationsSelect,
  MultiStaticSelect,
  MultiUsersSelect,
  StaticSelect,
  UsersSelect,
} from '@slack/types';
import { useContext } from 'preact/hooks';
import { confirmed } from '../confirm.tsx';
import { cast, mine } from '../state.ts';
import type { ElementProps } from './element.tsx';
import { choose, SurfaceContext, stateIn } from './surface.ts';

type Choice = { value: string; label: string };
type Group = { label: string; choices: Choice[] };

type OneOfMany = StaticSelect | UsersSelect | ConversationsSelect | ChannelsSelect;

export const StaticMenu = (props: ElementProps<StaticSelect>) => (
  <SelectOne {...props} groups={staticGroups(props.element)} />
);
export const UserMenu = (props: ElementProps<UsersSelect>) => <SelectOne {...props} groups={[userGroup()]} />;
export const ConversationMenu = (props: ElementProps<ConversationsSelect | ChannelsSelect>) => (
  <SelectOne {...props} groups={[conversationGroup(props.element)]} />
);

function SelectOne({ element, at, label, marks, groups }: ElementProps<OneOfMany> & { groups: Group[] }) {
  const surface = useContext(SurfaceContext);
  const state = stateIn(surface, at);
  const chosen =
    state.selected_option?.value ?? state.selected_user ?? state.selected_conversation ?? state.selected_channel ?? '';
  const pick = async (select: HTMLSelectElement) => {
    const { value } = select;
    if (element.confirm && !(await confirmed(element.confirm))) {
      select.value = chosen;
      return;
    }
    await choose(surface, at, value || null, element.confirm !== undefined);
  };
  return (
    <select
      id={marks.id}
      class="select"
      data-autofocus={element.focus_on_load || undefined}
      aria-label={marks.id ? undefined : label || element.placeholder?.text}
      aria-invalid={marks.invalid || undefined}
      aria-describedby={marks.describedBy}
      value={chosen}
      onChange={(event) => pick(event.currentTarget)}
    >
      <option value="">{element.placeholder?.text ?? 'Choose an option'}</option>
      <Groups groups={groups} />
    </select>
  );
}

function Groups({ groups }: { groups: Group[] }) {
  return groups.map((group) => {
    const options = group.choices.map(({ value, label }) => (
      <option key={value} value={value}>
        {label}
      </option>
    ));
    return group.label ? (
      <optgroup key={group.label} label={group.label}>
        {options}
      </optgroup>
    ) : (
      options
    );
  });
}

type SomeOfMany = MultiStaticSelect | MultiUsersSelect | MultiConversationsSelect | MultiChannelsSelect;

/** What is chosen as tokens that can be taken away, and a menu of the rest. */
export function MultiMenu({ element, at, label, marks }: ElementProps<SomeOfMany>) {
  const surface = useContext(SurfaceContext);
  const state = stateIn(surface, at);
  const chosen =
    state.selected_options?.map(({ value }) => value) ??
    state.selected_users ??
    state.selected_conversations ??
    state.selected_channels ??
    [];
  const groups = groupsOf(element);
  const labels = new Map(groups.flatMap((group) => group.choices.map((one) => [one.value, one.label] as const)));
  const left = groups.map((group) => ({
    ...group,
    choices: group.choices.filter(({ value }) => !chosen.includes(value)),
  }));
  const put = async (values: string[]) => {
    if (element.confirm && !(await confirmed(element.confirm))) return;
    await choose(surface, at, values, element.confirm !== undefined);
  };
  return (
    <div class="multi">
      {chosen.map((value) => (
        <button
          type="button"
          key={value}
          class="token"
          aria-label={`Remove ${labels.get(value) ?? value}`}
          onClick={() => put(chosen.filter((one) => one !== value))}
        >
          {labels.get(value) ?? value} <span aria-hidden="true">✕</span>
        </button>
      ))}
      <select
        id={marks.id}
        class="select"
        data-autofocus={element.focus_on_load || undefined}
        aria-label={label || element.placeholder?.text}
        aria-invalid={marks.invalid || undefined}
        aria-describedby={marks.describedBy}
        disabled={chosen.length >= (element.max_selected_items ?? Number.POSITIVE_INFINITY)}
        value=""
        onChange={(event) => put([...chosen, event.currentTarget.value])}
      >
        <option value="">{chosen.length > 0 ? 'Add another' : (element.placeholder?.text ?? 'Choose')}</option>
        <Groups groups={left} />
      </select>
    </div>
  );
}

function groupsOf(element: SomeOfMany): Group[] {
  if (element.type === 'multi_static_select') return staticGroups(element);
  return [element.type === 'multi_users_select' ? userGroup() : conversationGroup(element)];
}

function staticGroups(element: StaticSelect | MultiStaticSelect): Group[] {
  const choices = (options: StaticSelect['options']): Choice[] =>
    (options ?? []).map((option) => ({ value: option.value ?? '', label: option.text.text }));
  if (!element.option_groups) return [{ label: '', choices: choices(element.options) }];
  return element.option_groups.map((group) => ({ label: group.label.text, choices: choices(group.options) }));
}

const userGroup = (): Group => ({
  label: '',
  choices: (cast.value?.people ?? []).map(({ id, name, handle }) => ({ value: id, label: `${name} (@${handle})` })),
});

function conversationGroup(
  element: ConversationsSelect | ChannelsSelect | MultiConversationsSelect | MultiChannelsSelect,
): Group {
  const include = 'filter' in element ? element.filter?.include : undefined;
  const kinds = element.type.endsWith('channels_select') ? ['public'] : (include ?? ['public', 'private', 'im']);
  const open = (mine.value?.channels ?? []).filter((channel) => kinds.some((kind) => kind === channel.kind));
  const mark = { public: '#', private: '🔒 ', im: '@' };
  return { label: '', choices: open.map(({ id, name, kind }) => ({ value: id, label: `${mark[kind]}${name}` })) };
}
