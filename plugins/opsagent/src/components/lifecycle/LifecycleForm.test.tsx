import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Life } from '@opsagent/backstage-plugin-opsagent-common';
import { useState } from 'react';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import { LifecycleButton } from './LifecycleButton';
import { LifecycleChanges } from './LifecycleChanges';

const open: Life = {
  state: 'open',
  stateSince: '2026-03-02T10:00:00.000Z',
  firstSeenAt: '2026-03-02T10:00:00.000Z',
  lastSeenAt: '2026-03-02T10:00:00.000Z',
};

const acknowledged: Life = {
  ...open,
  state: 'acknowledged',
  stateSince: '2026-03-02T10:05:00.000Z',
  by: 'user:default/ben',
  reason: 'Mine',
};

const resolved: Life = {
  ...open,
  state: 'resolved',
  stateSince: '2026-03-02T10:06:00.000Z',
};

async function openForm() {
  const changeIncident = jest.fn(async () => ({}) as never);
  let become: (life?: Life) => void = () => {};
  function Changing() {
    const [life, setLife] = useState<Life | undefined>(open);
    become = setLife;
    return (
      <LifecycleChanges refresh={async () => {}}>
        {life && (
          <LifecycleButton
            target={{ kind: 'incident', id: 'one', title: 'Broken' }}
            life={{ ...life, mayChange: true }}
          />
        )}
      </LifecycleChanges>
    );
  }
  renderInTestApp(<Changing />, {
    mountedRoutes: { '/catalog/:namespace/:kind/:name': entityRouteRef },
    apis: [[opsAgentApiRef, { changeIncident }]],
  });
  const button = await screen.findByRole('button', { name: /: Broken$/ });
  await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'));
  await userEvent.click(button);
  return {
    form: within(await screen.findByRole('dialog')),
    become: (life?: Life) => act(() => become(life)),
    changeIncident,
  };
}

describe('a state that changes under an open form', () => {
  it('is told, and replaced only when one asks for it again', async () => {
    const { form, become, changeIncident } = await openForm();
    expect(form.queryByRole('alert')).not.toBeInTheDocument();
    become(acknowledged);

    const alert = form.getByRole('alert');
    expect(alert).toHaveTextContent('changed while this was open');
    expect(alert).toHaveTextContent(/Acknowledged by ben.*“Mine”/);
    expect(form.getByRole('radio', { name: 'Reopen' })).toBeChecked();
    await userEvent.click(
      form.getByRole('radio', { name: 'Snooze for 1 hour' }),
    );
    await userEvent.click(form.getByRole('button', { name: 'Apply' }));
    expect(changeIncident).not.toHaveBeenCalled();
    expect(alert).toHaveTextContent('Nothing was applied yet.');

    become({ ...acknowledged, stateSince: '2026-03-02T10:07:00.000Z' });
    await userEvent.click(form.getByRole('button', { name: 'Apply' }));
    expect(changeIncident).not.toHaveBeenCalled();
    await userEvent.click(form.getByRole('button', { name: 'Apply anyway' }));
    await waitFor(() =>
      expect(changeIncident).toHaveBeenCalledWith(
        'one',
        expect.objectContaining({
          state: 'snoozed',
          expected: { stateSince: '2026-03-02T10:07:00.000Z' },
        }),
        expect.anything(),
      ),
    );
  });

  it('outlives what it is about, with what was typed', async () => {
    const { form, become, changeIncident } = await openForm();
    await userEvent.type(form.getByRole('textbox'), 'On it');
    become(undefined);
    expect(form.getByRole('textbox')).toHaveValue('On it');
    await userEvent.click(form.getByRole('button', { name: 'Apply' }));
    await waitFor(() =>
      expect(changeIncident).toHaveBeenCalledWith(
        'one',
        {
          state: 'acknowledged',
          reason: 'On it',
          expected: { stateSince: open.stateSince },
        },
        expect.anything(),
      ),
    );
  });

  it('leaves nothing to apply when it is resolved', async () => {
    const { form, become } = await openForm();
    become(resolved);
    expect(form.getByRole('alert')).toHaveTextContent(
      /Resolved.*the last scan no longer saw it/,
    );
    expect(form.queryByRole('radio')).not.toBeInTheDocument();
    expect(
      form.queryByRole('button', { name: /Apply/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(form.getByRole('button', { name: 'Cancel' }));
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });
});
