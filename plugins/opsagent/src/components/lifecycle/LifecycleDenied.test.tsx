import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { renderDiagnosis } from '../../__testUtils__/renderDiagnosis';
import { samples } from '../../__testUtils__/samples';

// Decisions are remembered over the tests of a file, so this one stands apart.
describe('Changing the state without permission', () => {
  it('names the permission that a reader lacks', async () => {
    const getEntityHealth = async () => samples.incidents();
    const changeIncident = jest.fn();
    renderDiagnosis(
      { getEntityHealth, changeIncident },
      { authorize: AuthorizeResult.DENY },
    );
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
