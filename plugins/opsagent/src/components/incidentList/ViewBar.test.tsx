import { StorageApi } from '@backstage/core-plugin-api';
import { mockApis } from '@backstage/frontend-test-utils';
import { IncidentQuery } from '@opsagent/backstage-plugin-opsagent-common';
import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SampleApi } from '../../../dev/SampleApi';
import {
  INCIDENTS,
  renderOpsAgentPage,
} from '../../__testUtils__/renderOpsAgentPage';

async function renderList(search = '', storage?: StorageApi) {
  const sample = await new SampleApi().listIncidents();
  const listIncidents = jest.fn(
    async (_: Partial<IncidentQuery> = {}) => sample,
  );
  renderOpsAgentPage({ listIncidents }, `${INCIDENTS}${search}`, storage);
  await screen.findByText('3 incidents');
  return listIncidents;
}

/** Storage that is known only once it is told of, as that of the user settings. */
function unreadStorage() {
  const storage = mockApis.storage();
  const bucket = storage.forBucket('opsagent');
  jest.spyOn(storage, 'forBucket').mockReturnValue(bucket);
  jest
    .spyOn(bucket, 'snapshot')
    .mockImplementation(key => ({ key, presence: 'unknown' }));
  return { storage, bucket };
}

const view = (name: string) => screen.findByRole('link', { name });

describe('the views of the list of incidents', () => {
  it('lead to what is mine, new, put aside, or there at all', async () => {
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
    for (const [name, state] of [
      ['Acknowledged', 'acknowledged'],
      ['Snoozed', 'snoozed'],
    ]) {
      await userEvent.click(await view(name));
      await waitFor(() =>
        expect(listIncidents.mock.lastCall?.[0]?.state).toEqual([state]),
      );
    }
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

  it('are left alone until they are known, and the keys too', async () => {
    const { storage, bucket } = unreadStorage();
    await renderList('?severity=critical', storage);
    expect(await view('Open')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: 'Save view' }),
    ).not.toBeInTheDocument();
    await userEvent.keyboard('j?');
    expect(document.activeElement).not.toHaveAttribute('href');
    expect(screen.queryByRole('dialog')).not.toBeInTheDocument();

    const theirs = { name: 'Theirs', search: 'owner=group%3Adefault%2Fa' };
    await act(() => bucket.set('incidentViews', [theirs]));
    expect(await view('Theirs')).toBeVisible();
    const set = jest.spyOn(bucket, 'set');
    await userEvent.click(screen.getByRole('button', { name: 'Save view' }));
    await userEvent.type(
      screen.getByLabelText('Name of the view'),
      'Grave{Enter}',
    );
    expect(set).toHaveBeenCalledWith('incidentViews', [
      { name: 'Grave', search: 'severity=critical' },
      theirs,
    ]);
    expect(await view('Theirs')).toBeVisible();
  });
});
