import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderDiagnosis } from '../../__testUtils__/renderDiagnosis';
import { samples } from '../../__testUtils__/samples';

describe('Changing the state without permission', () => {
  it('names the permission that a reader lacks', async () => {
    const getEntityHealth = async () => {
      const health = samples.incidents();
      const incidents = health.incidents.map(each => ({
        ...each,
        mayChange: false,
      }));
      return { ...health, incidents };
    };
    const changeIncident = jest.fn();
    renderDiagnosis({ getEntityHealth, changeIncident });
    const button = await screen.findByRole('button', {
      name: /^Acknowledge or snooze: Secret shop/,
    });
    await userEvent.click(button);
    expect(
      await screen.findByText(/needs the permission opsagent\.finding\.update/),
    ).toBeVisible();
    expect(button).toHaveAttribute('aria-disabled', 'true');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();
    expect(changeIncident).not.toHaveBeenCalled();
  }, 60_000);
});
