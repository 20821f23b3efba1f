import { act, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  IncidentList,
  IncidentQuery,
} from '@opsagent/backstage-plugin-opsagent-common';
import { SampleApi } from '../../../dev/SampleApi';
import { activeFilters } from '../../format/incidentFilters';
import {
  INCIDENTS as LIST,
  renderOpsAgentPage as render,
} from '../../__testUtils__/renderOpsAgentPage';
import { samples } from '../../__testUtils__/samples';

const prod = { name: 'prod-eu', scanning: false, mayScan: true };
const empty: IncidentList = { items: [], totalItems: 0, pageInfo: {} };
const SECRET = /^Secret shop\/orders-db-credentials does not exist/;

describe('the list of incidents', () => {
  it('says how bad, where, since when, what and why', async () => {
    render(new SampleApi());
    const link = await screen.findByRole('link', { name: SECRET });
    expect(link).toHaveAttribute(
      'href',
      `${LIST}/${samples.incidents().incidents[0].id}`,
    );
    expect(screen.getByText('3 incidents')).toBeVisible();
    const [row] = screen.getAllByRole('listitem');
    expect(row).toHaveTextContent(/Critical.*Open.*prod-eu \/ shop/);
    expect(row).toHaveTextContent(/98 % sure · 6 findings/);
    expect(row).toHaveTextContent(/caused by sample · owner team-sample/);
  });

  it('is narrowed by the URL and by what one chooses', async () => {
    const sample = await new SampleApi().listIncidents();
    const listIncidents = jest.fn(
      async (_: Partial<IncidentQuery> = {}) => sample,
    );
    render({ listIncidents }, `${LIST}?severity=critical`);
    await screen.findByText('3 incidents');
    expect(listIncidents.mock.calls[0][0]).toMatchObject({
      severity: ['critical'],
    });

    await userEvent.click(screen.getByRole('combobox', { name: /State/ }));
    await userEvent.click(screen.getByRole('option', { name: /^Snoozed/ }));
    await waitFor(() =>
      expect(listIncidents.mock.lastCall?.[0]).toMatchObject({
        severity: ['critical'],
        state: ['snoozed'],
      }),
    );
  });

  it('is freed of all filters at once', async () => {
    const sample = await new SampleApi().listIncidents();
    const listIncidents = jest.fn(
      async (_: Partial<IncidentQuery> = {}) => sample,
    );
    render(
      { listIncidents },
      `${LIST}?severity=critical&state=open&cause=image`,
    );
    await screen.findByText('3 incidents');
    await userEvent.click(
      screen.getByRole('button', { name: 'Clear filters' }),
    );
    await waitFor(() =>
      expect(activeFilters(listIncidents.mock.lastCall?.[0] ?? {})).toEqual([]),
    );
    expect(
      screen.queryByRole('button', { name: 'Clear filters' }),
    ).not.toBeInTheDocument();
  });

  it('is turned page by page', async () => {
    const sample = await new SampleApi().listIncidents();
    const listIncidents = jest.fn(
      async ({ cursor }: Partial<IncidentQuery> = {}) => ({
        ...sample,
        totalItems: 51,
        pageInfo: cursor ? {} : { nextCursor: 'second' },
      }),
    );
    render({ listIncidents });
    const next = await screen.findByRole('button', { name: 'Next page' });
    await userEvent.click(next);
    await waitFor(() =>
      expect(listIncidents.mock.lastCall?.[0]).toMatchObject({
        cursor: 'second',
      }),
    );
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Next page' })).toBeDisabled(),
    );
    await userEvent.click(
      screen.getByRole('button', { name: 'Previous page' }),
    );
    await waitFor(() =>
      expect(listIncidents.mock.lastCall?.[0]).not.toHaveProperty('cursor'),
    );
  });

  it('is the same again after a look at an incident, until a filter begins another', async () => {
    const sample = new SampleApi();
    const list = await sample.listIncidents();
    const [{ id }] = list.items;
    const listIncidents = jest.fn(
      async ({ cursor }: Partial<IncidentQuery> = {}) => ({
        ...list,
        totalItems: 51,
        pageInfo: cursor ? {} : { nextCursor: 'second' },
      }),
    );
    render(
      {
        listIncidents,
        getIncident: async () => sample.getIncident(id),
        listIncidentTimeline: async () => ({
          items: [],
          totalItems: 0,
          pageInfo: {},
        }),
      },
      `${LIST}?severity=critical`,
    );
    await userEvent.click(
      await screen.findByRole('button', { name: 'Next page' }),
    );
    await waitFor(() =>
      expect(screen.getByRole('button', { name: 'Next page' })).toBeDisabled(),
    );
    await userEvent.click(await screen.findByRole('link', { name: SECRET }));
    await userEvent.click(
      await screen.findByRole('link', { name: 'All incidents' }),
    );
    await screen.findByText('51 incidents');
    expect(listIncidents.mock.lastCall?.[0]).toMatchObject({
      severity: ['critical'],
      cursor: 'second',
    });

    listIncidents.mockClear();
    await userEvent.click(screen.getByRole('combobox', { name: /State/ }));
    await userEvent.click(screen.getByRole('option', { name: /^Snoozed/ }));
    await waitFor(() => expect(listIncidents).toHaveBeenCalled());
    expect(listIncidents.mock.calls[0][0]).toMatchObject({
      severity: ['critical'],
      state: ['snoozed'],
    });
    listIncidents.mock.calls.forEach(([query]) =>
      expect(query).not.toHaveProperty('cursor'),
    );
  });

  it('is good news when it is empty, unless a filter emptied it', async () => {
    const { unmount } = render({
      listIncidents: async () => empty,
      listClusters: async () => ({ items: [{ ...prod, state: 'ok' }] }),
    });
    expect(await screen.findByText('No open incidents')).toBeVisible();
    unmount();

    const listIncidents = jest.fn(
      async (query: Partial<IncidentQuery> = {}) => ({
        ...empty,
        totalItems: query.cluster ? 0 : 4,
      }),
    );
    render({ listIncidents }, `${LIST}?cluster=prod-us&severity=high`);
    expect(
      await screen.findByText('Without the filter Cluster there are 4.'),
    ).toBeVisible();
    expect(screen.queryByText(/filter Severity there/)).not.toBeInTheDocument();
    listIncidents.mockResolvedValue(await new SampleApi().listIncidents());
    await userEvent.click(
      screen.getByRole('button', { name: 'Remove the filter Cluster' }),
    );
    expect(await screen.findByText('3 incidents')).toBeVisible();
    expect(listIncidents.mock.lastCall?.[0]?.cluster).toBeUndefined();
  });

  it('does not call healthy what no scan has seen', async () => {
    const listIncidents = async () => empty;
    const { unmount } = render({
      listIncidents,
      listClusters: async () => ({
        items: [
          { ...prod, state: 'ok' },
          { ...prod, name: 'prod-us', state: 'unreachable' },
          { ...prod, name: 'test', state: 'pending', title: 'Test' },
        ],
      }),
    });
    expect(await screen.findByText('Not scanned yet: Test')).toBeVisible();
    expect(
      screen.getByText('Not reached by the last scan: prod-us'),
    ).toBeVisible();
    expect(
      screen.getByText('No open incidents in what was scanned'),
    ).toBeVisible();
    expect(screen.queryByText('No open incidents')).not.toBeInTheDocument();
    unmount();

    const refusal = Object.assign(new Error('No'), { statusCode: 403 });
    render({
      listIncidents,
      listClusters: async () => Promise.reject(refusal),
    });
    expect(await screen.findByText(/opsagent\.cluster\.read/)).toBeVisible();
    expect(screen.queryByText('No open incidents')).not.toBeInTheDocument();
  });

  it('speaks of incidents while it loads and when it is out of date', async () => {
    const list = await new SampleApi().listIncidents();
    let answer: (list: IncidentList) => void = () => {};
    const listIncidents = jest.fn(
      () =>
        new Promise<IncidentList>(resolve => {
          answer = resolve;
        }),
    );
    render({ listIncidents });
    expect(
      await screen.findByRole('status', { name: 'Loading the incidents' }),
    ).toBeVisible();
    await act(async () => answer(list));
    listIncidents.mockRejectedValue(
      Object.assign(new Error('No'), { statusCode: 503 }),
    );
    act(() => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
    expect(
      await screen.findByText('The incidents could not be refreshed'),
    ).toBeVisible();
    expect(screen.getByText('3 incidents')).toBeVisible();
  });

  it('names the permission that a reader lacks', async () => {
    const refusal = Object.assign(new Error('No'), { statusCode: 403 });
    const listIncidents = jest.fn(async () => Promise.reject(refusal));
    render({ listIncidents });
    expect(await screen.findByText('You may not see incidents')).toBeVisible();
    expect(screen.getByText(/opsagent\.finding\.read/)).toBeVisible();
  });
});
