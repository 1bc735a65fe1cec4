import { signal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { RoqSide } from '../../page-roq.ts';
import { ago, clockTime } from '../slack-date.ts';
import { roqSide, timeZone, weather } from '../state.ts';

type Table = 'invites' | 'users' | 'roles' | 'tenants' | 'asked';
const shown = signal<Table>('invites');
const names: Record<Table, string> = {
  invites: 'Invites',
  users: 'Users',
  roles: 'Roles',
  tenants: 'Tenants',
  asked: 'Asked by the app',
};

/** What stands in ROQ, and what the app asked of it. */
export function RoqTables() {
  const side = roqSide.value;
  if (!side) return null;
  return (
    <>
      <fieldset class="tabs wrap" aria-label="Tables of ROQ">
        {Object.entries(names).map(([id, name]) => (
          <button
            type="button"
            key={id}
            aria-pressed={shown.value === id}
            onClick={() => {
              shown.value = id as Table;
            }}
          >
            {name}
          </button>
        ))}
      </fieldset>
      <TableOf side={side} />
    </>
  );
}

function TableOf({ side }: { side: RoqSide }) {
  const now = weather.value?.now ?? Date.now();
  switch (shown.value) {
    case 'invites':
      return (
        <Rows
          head={['Who', 'Status', 'Role', 'Tenant', 'Invited']}
          rows={side.invites.map((invite) => [
            <Two key="w" first={invite.name || invite.email} second={invite.name ? invite.email : ''} />,
            <span key="s" class={`pill ${invite.status}`}>
              {invite.status}
            </span>,
            invite.roles.join(', '),
            invite.tenant,
            <Two key="i" first={ago(now - invite.createdAt)} second={`by ${invite.by}`} />,
          ])}
        />
      );
    case 'users':
      return (
        <Rows
          head={['Who', 'Roles', 'Tenant', '']}
          rows={side.users.map((user) => [
            <Two key="w" first={user.name || user.email} second={user.email} />,
            user.roles.join(', '),
            user.tenant,
            user.active ? '' : 'inactive',
          ])}
        />
      );
    case 'roles':
      return (
        <Rows
          head={['Role', 'May invite as', 'Reads invites']}
          rows={side.roles.map((role) => [role.name, role.mayInvite.join(', ') || 'nobody', role.reads])}
        />
      );
    case 'tenants':
      return (
        <Rows
          head={['Tenant', 'Users', 'Invites']}
          rows={side.tenants.map((tenant) => [tenant.name, tenant.users, tenant.invites])}
        />
      );
    case 'asked':
      return (
        <Rows
          head={['Operation', 'As', 'Answer', 'Took', 'At']}
          rows={side.requests.map((request) => [
            <code key="o">{request.operation}</code>,
            request.as ?? '–',
            request.fault ?? request.status ?? (request.ms === null ? 'running' : 'none'),
            request.ms === null ? '…' : `${request.ms < 10 ? request.ms.toFixed(1) : Math.round(request.ms)} ms`,
            clockTime(request.at, timeZone.value),
          ])}
        />
      );
  }
}

function Rows({ head, rows }: { head: string[]; rows: ComponentChildren[][] }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section class="table-scroll" tabIndex={0} aria-label={`Table: ${names[shown.value]}`}>
      <table>
        <thead>
          <tr>
            {head.map((name) => (
              <th key={name} scope="col">
                {name || <span class="hidden-text">Note</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, row) => (
            <tr key={row}>
              {cells.map((cell, column) => (
                <td key={column}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      {rows.length === 0 ? <p class="empty">Nothing yet.</p> : null}
    </section>
  );
}

const Two = ({ first, second }: { first: string; second: string }) => (
  <>
    {first}
    {second ? <small>{second}</small> : null}
  </>
);
