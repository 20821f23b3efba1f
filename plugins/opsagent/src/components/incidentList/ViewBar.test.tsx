import { IncidentQuery } from '@opsagent/backstage-plugin-opsagent-common';
import { screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SampleApi } from '../../../dev/SampleApi';
import {
  INCIDENTS,
  renderOpsAgentPage,
} from '../../__testUtils__/renderOpsAgentPage';

async function renderList(search = '') {
  const sample = await new SampleApi().listIncidents();
  const listIncidents = jest.fn(
    async (_: Partial<IncidentQuery> = {}) => sample,
  );
  renderOpsAgentPage({ listIncidents }, `${INCIDENTS}${search}`);
  await screen.findByText('3 incidents');
  return listIncidents;
}

const view = (name: string) => screen.findByRole('link', { name });

describe('the views of the list of incidents', () => {
  it('lead to what is mine, new, or there at all', async () => {
    const listIncidents = await renderList();
    expect(await view('Open')).toHaveAttribute('aria-current', 'page');

    await userEvent.click(await view('Mine'));
    await waitFor(() =>
      expect(listIncidents.mock.lastCall?.[0]?.owner?.[0]).toMatch(/^user:/),
    );
    await userEvent.click(await view('New since yesterday'));
    await waitFor(() =>
      expect(listIncidents.mock.lastCall?.[0]).toMatchObject({
        order: 'newest',
        firstSeenAfter: expect.any(String),
      }),
    );
    await userEvent.click(await view('Everything'));
    await waitFor(() =>
      expect(listIncidents.mock.lastCall?.[0]?.state).toContain('resolved'),
    );
    expect(await view('Everything')).toHaveAttribute('aria-current', 'page');
  });

  it('are named, renamed and deleted by the reader', async () => {
    await renderList('?severity=critical&cursor=second');
    await userEvent.click(
      await screen.findByRole('button', { name: 'Save view' }),
    );
    const name = screen.getByLabelText('Name of the view');
    expect(name).toHaveFocus();
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(screen.getByText('Give it a name.')).toBeVisible();
    await userEvent.type(name, 'Open{Enter}');
    expect(screen.getByText('Another view has this name.')).toBeVisible();
    await userEvent.type(name, ' and grave{Enter}');
    expect(await view('Open and grave')).toHaveAttribute(
      'href',
      `${INCIDENTS}?severity=critical`,
    );
    expect(await view('Open and grave')).toHaveAttribute(
      'aria-current',
      'page',
    );
    expect(
      screen.queryByRole('button', { name: 'Save view' }),
    ).not.toBeInTheDocument();

    await userEvent.click(
      screen.getByRole('button', { name: 'Rename the view Open and grave' }),
    );
    await userEvent.type(
      screen.getByLabelText('Name of the view'),
      '{Backspace}{Backspace}{Backspace}{Backspace}{Backspace}urgent{Enter}',
    );
    expect(await view('Open and urgent')).toBeVisible();
    await userEvent.click(
      screen.getByRole('button', { name: 'Delete the view Open and urgent' }),
    );
    await waitFor(() =>
      expect(
        screen.queryByRole('link', { name: 'Open and urgent' }),
      ).not.toBeInTheDocument(),
    );
    expect(screen.getByRole('button', { name: 'Save view' })).toBeVisible();
  });
});
