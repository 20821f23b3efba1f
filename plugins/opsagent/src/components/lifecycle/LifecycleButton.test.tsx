import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  FindingChange,
  LifecycleChange,
} from '@opsagent/backstage-plugin-opsagent-common';
import { renderDiagnosis } from '../../__testUtils__/renderDiagnosis';
import { sampleAlerts } from '../../__testUtils__/sampleAlert';
import { samples } from '../../__testUtils__/samples';

const responseError = (statusCode: number, message: string) =>
  Object.assign(new Error('Request failed'), {
    name: 'ResponseError',
    statusCode,
    cause: new Error(message),
  });

function changingApi() {
  let health = samples.incidents();
  const changeIncident = jest.fn(
    async (id: string, change: LifecycleChange) => {
      const found = health.incidents.find(each => each.id === id);
      if (!found) throw responseError(404, 'No such incident');
      const changed = {
        ...found,
        ...change,
        by: 'user:default/ana',
        stateSince: new Date().toISOString(),
      };
      health = {
        ...health,
        incidents: health.incidents.map(each =>
          each.id === id ? changed : each,
        ),
      };
      return { ...changed, members: [], alerts: sampleAlerts() };
    },
  );
  const changeFinding = jest.fn(async (id: string, change: FindingChange) => {
    const found = health.findings.find(each => each.id === id);
    if (!found) throw responseError(404, 'No such finding');
    return { ...found, ...change };
  });
  const getEntityHealth = jest.fn(async () => health);
  return { getEntityHealth, changeIncident, changeFinding };
}

const SECRET = /^Secret shop\/orders-db-credentials does not exist/;

async function openForm(action = /^Acknowledge or snooze: Secret shop/) {
  const button = await screen.findByRole('button', { name: action });
  await waitFor(() => expect(button).toHaveAttribute('aria-disabled', 'false'));
  act(() => button.focus());
  await userEvent.keyboard('{Enter}');
  return within(
    await screen.findByRole('dialog', { name: /^Change the state of:/ }),
  );
}

describe('Changing the state', () => {
  it('acknowledges with a reason, and tells of it', async () => {
    const api = changingApi();
    renderDiagnosis(api);
    const form = await openForm();
    expect(form.getByRole('radio', { name: /^Acknowledge/ })).toBeChecked();
    await userEvent.type(
      form.getByRole('textbox', { name: 'Reason (optional)' }),
      'On it',
    );
    await userEvent.click(form.getByRole('button', { name: 'Apply' }));

    expect(
      await screen.findByText(/^Acknowledged: Secret shop/),
    ).toBeInTheDocument();
    expect(api.changeIncident).toHaveBeenCalledWith(
      samples.incidents().incidents[0].id,
      {
        state: 'acknowledged',
        reason: 'On it',
        expected: { stateSince: expect.any(String) },
      },
      expect.anything(),
    );
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    const card = within(screen.getByRole('article', { name: SECRET }));
    expect(card.getByText(/^Acknowledged by ana/)).toBeVisible();
    expect(card.getByText(/On it/)).toBeVisible();
  });

  it('snoozes for an hour by keyboard alone', async () => {
    const api = changingApi();
    renderDiagnosis(api);
    await openForm();
    await userEvent.tab();
    await userEvent.keyboard('{ArrowDown}');
    await userEvent.tab();
    await userEvent.tab();
    await userEvent.tab();
    await userEvent.keyboard('{Enter}');

    expect(
      await screen.findByRole('button', { name: 'Snoozed incidents (1)' }),
    ).toBeVisible();
    const [[, change]] = api.changeIncident.mock.calls;
    expect(change).toMatchObject({
      state: 'snoozed',
      until: expect.any(String),
    });
    const { until } = change as { until: string };
    const minutes = (Date.parse(until) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(58);
    expect(minutes).toBeLessThanOrEqual(60);
  });

  it('does not take a moment that has passed', async () => {
    const api = changingApi();
    renderDiagnosis(api);
    const form = await openForm();
    await userEvent.click(form.getByRole('radio', { name: 'Snooze until …' }));
    await userEvent.click(form.getByRole('button', { name: 'Apply' }));
    expect(form.getByText('Give a date and a time.')).toBeVisible();
    const field = form.getByLabelText('Snooze until');
    await userEvent.type(field, '2020-01-01T09:00');
    await userEvent.click(form.getByRole('button', { name: 'Apply' }));
    expect(form.getByText('This is in the past.')).toBeVisible();
    expect(field).toHaveAccessibleDescription('This is in the past.');
    expect(api.changeIncident).not.toHaveBeenCalled();
  });

  it('reopens what was acknowledged', async () => {
    const api = changingApi();
    renderDiagnosis(api);
    const form = await openForm(/^Change state: Container api/);
    expect(form.getByRole('radio', { name: 'Reopen' })).toBeChecked();
    expect(
      form.queryByRole('radio', { name: /^Acknowledge/ }),
    ).not.toBeInTheDocument();
    await userEvent.click(form.getByRole('button', { name: 'Apply' }));
    expect(
      await screen.findByText(/^Reopened: Container api/),
    ).toBeInTheDocument();
  });

  it('changes risks too', async () => {
    const api = changingApi();
    renderDiagnosis(api);
    await userEvent.click(
      await screen.findByRole('button', { name: /^Risks/ }),
    );
    const form = await openForm(
      /^Acknowledge, snooze or accept: Container has no memory limit/,
    );
    await userEvent.click(
      form.getByRole('radio', { name: 'Snooze for 1 week' }),
    );
    await userEvent.click(form.getByRole('button', { name: 'Apply' }));
    await waitFor(() =>
      expect(api.changeFinding).toHaveBeenCalledWith(
        'r1',
        expect.objectContaining({ state: 'snoozed' }),
        expect.anything(),
      ),
    );
  });

  it('accepts a risk for its namespace, with a reason and an end', async () => {
    const api = changingApi();
    renderDiagnosis(api);
    await userEvent.click(
      await screen.findByRole('button', { name: /^Risks/ }),
    );
    const form = await openForm(/^Acknowledge, snooze or accept: Container/);
    await userEvent.click(
      form.getByRole('radio', { name: /^Accept the risk/ }),
    );
    await userEvent.click(
      form.getByRole('radio', { name: /in namespace shop/ }),
    );
    await userEvent.click(form.getByRole('button', { name: 'Apply' }));
    const reason = form.getByRole('textbox', { name: 'Reason (required)' });
    expect(reason).toHaveAccessibleDescription('Say why this is accepted.');
    expect(api.changeFinding).not.toHaveBeenCalled();

    await userEvent.type(reason, 'A sandbox');
    await userEvent.click(form.getByRole('button', { name: 'Apply' }));
    expect(
      await screen.findByText(/^Accepted: Container has no memory limit/),
    ).toBeInTheDocument();
    const [[, change]] = api.changeFinding.mock.calls;
    expect(change).toMatchObject({
      state: 'accepted',
      scope: 'namespace',
      reason: 'A sandbox',
    });
  });

  it.each([
    [responseError(409, 'state: gone'), /the last scan no longer saw it/],
    [responseError(409, 'expected.stateSince: x'), /changed in the meantime/],
    [responseError(400, 'until: over'), /Check the end of the snooze/],
    [responseError(500, 'Oops'), /backend reported an error/],
    [responseError(403, 'No'), /permission opsagent\.finding\.update/],
    [responseError(404, 'No'), /a scan no longer sees it/],
    [responseError(503, 'Bad gateway'), /did not answer/],
  ])('says in place why it failed: %s', async (error, words) => {
    const api = changingApi();
    api.changeIncident.mockRejectedValueOnce(error);
    renderDiagnosis(api);
    const form = await openForm();
    await userEvent.type(
      form.getByRole('textbox', { name: 'Reason (optional)' }),
      'On it',
    );
    await userEvent.click(form.getByRole('button', { name: 'Apply' }));
    const alert = await form.findByRole('alert');
    expect(alert).toHaveTextContent('The state was not changed.');
    expect(alert).toHaveTextContent(words);
    expect(alert).not.toHaveTextContent(/state: gone|until: over|Oops/);
    expect(form.getByRole('textbox')).toHaveValue('On it');

    await userEvent.click(form.getByRole('button', { name: 'Apply' }));
    expect(
      await screen.findByText(/^Acknowledged: Secret shop/),
    ).toBeInTheDocument();
  });

  it('is left by Escape, and the focus goes back', async () => {
    renderDiagnosis(changingApi());
    await openForm();
    await userEvent.keyboard('{Escape}');
    await waitFor(() =>
      expect(screen.queryByRole('dialog')).not.toBeInTheDocument(),
    );
    expect(
      screen.getByRole('button', {
        name: /^Acknowledge or snooze: Secret shop/,
      }),
    ).toHaveFocus();
  });
});
