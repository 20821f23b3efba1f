import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import {
  IncidentList,
  IncidentQuery,
  OpsAgentApi,
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
const SECRET_TITLE = 'Secret does not exist';
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

describe('the page of an incident', () => {
  it('shows it whole, and its history', async () => {
    const [, , acknowledged] = samples.incidents().incidents;
    render(new SampleApi(), `${LIST}/${acknowledged.id}`);
    const card = within(
      await screen.findByRole('article', { name: /^Container api/ }),
    );
    expect(card.getByText('84 % sure')).toBeVisible();
    expect(card.getByText(/log of container api/)).toBeVisible();
    expect(card.getByText('Caused by')).toBeVisible();
    expect(card.getByRole('link', { name: 'sample' })).toBeVisible();

    const timeline = within(
      await screen.findByRole('region', { name: 'Timeline' }),
    );
    const items = await timeline.findAllByRole('listitem');
    expect(items.map(each => each.textContent)).toEqual([
      expect.stringMatching(
        /Changed.*containers\[app\]\.image.*app:1 → .*app:2/,
      ),
      expect.stringMatching(/Began to fail High · Container api/),
      expect.stringMatching(/Began to fail High · None of the 2 pods/),
      expect.stringMatching(/Began to fail Medium · Readiness probe/),
      expect.stringMatching(/Alert fires KubePodCrashLooping$/),
      expect.stringMatching(/Alert fires CheckoutErrorRate$/),
      expect.stringMatching(/Open$/),
      expect.stringMatching(/Acknowledged by ana · “Waiting/),
      expect.stringMatching(/The last scan that saw it/),
    ]);
    expect(screen.getByRole('link', { name: 'All incidents' })).toHaveAttribute(
      'href',
      LIST,
    );
  });

  it('leads from an object to what is found about it, and from the cause to its evidence', async () => {
    const [{ id }] = samples.incidents().incidents;
    render(new SampleApi(), `${LIST}/${id}`);
    const objects = within(
      await screen.findByRole('region', { name: 'Objects involved' }),
    );
    const cause = await objects.findByRole('button', {
      name: 'Cause · Critical StatefulSet shop/orders-db',
    });
    expect(
      objects.getByText('Ingress shop/web').parentElement,
    ).toHaveTextContent('Reached Ingress shop/web');
    expect(
      objects.queryByRole('button', { name: /shop\/web/ }),
    ).not.toBeInTheDocument();
    const [, symptom] = objects.getAllByRole('button');
    expect(symptom).toHaveAccessibleName(/^Symptom · /);
    act(() => symptom.focus());
    await userEvent.keyboard('{Enter}');
    expect(document.activeElement).toHaveTextContent(
      'Service has no ready endpoints',
    );
    expect(document.activeElement?.tagName).toBe('LI');
    await userEvent.click(cause);
    expect(document.activeElement).toHaveTextContent(SECRET_TITLE);
  });

  it('leads from no object to a finding that is not told of', async () => {
    const sample = new SampleApi();
    const [{ id }] = samples.incidents().incidents;
    const object = { kind: 'Pod', namespace: 'shop', name: 'elsewhere' };
    render(
      {
        getIncident: async () => sample.getIncident(id),
        listIncidentTimeline: async () => sample.listIncidentTimeline(id),
        getIncidentGraph: async () => ({
          nodes: [
            {
              id: '0',
              object,
              role: 'symptom',
              findings: ['left'],
              entityRefs: [],
            },
          ],
          edges: [],
        }),
      },
      `${LIST}/${id}`,
    );
    expect(await screen.findByText('Pod shop/elsewhere')).toBeVisible();
    expect(
      screen.queryByRole('button', { name: /elsewhere/ }),
    ).not.toBeInTheDocument();
  });

  it('names nothing that its reader may not see', async () => {
    const sample = new SampleApi();
    const [{ id }] = samples.incidents().incidents;
    const object = { kind: 'StatefulSet', name: '' };
    const known = { findings: [], entityRefs: [] };
    render(
      {
        getIncident: async () => sample.getIncident(id),
        listIncidentTimeline: async () => sample.listIncidentTimeline(id),
        getIncidentGraph: async () => ({
          nodes: [{ id: '0', object, role: 'cause', ...known }],
          edges: [],
        }),
      },
      `${LIST}/${id}`,
    );
    const objects = within(
      await screen.findByRole('region', { name: 'Objects involved' }),
    );
    expect(
      await objects.findByText('StatefulSet that you may not see'),
    ).toBeVisible();
  });

  it('stands without its timeline, and says that it could not be read', async () => {
    const [{ id }] = samples.incidents().incidents;
    const sample = new SampleApi();
    const listIncidentTimeline = jest.fn<
      ReturnType<OpsAgentApi['listIncidentTimeline']>,
      []
    >(async () => {
      throw Object.assign(new Error('No'), { statusCode: 503 });
    });
    render(
      {
        getIncident: async () => sample.getIncident(id),
        getIncidentGraph: async () => sample.getIncidentGraph(id),
        listIncidentTimeline,
      },
      `${LIST}/${id}`,
    );
    await screen.findByRole('article', { name: SECRET });
    expect(
      await screen.findByText('The timeline could not be loaded'),
    ).toBeVisible();
    listIncidentTimeline.mockResolvedValue({
      items: Array.from({ length: 20 }, (_, index) => ({
        type: 'failure',
        id: `${index}`,
        at: new Date(Date.now() - 60_000 * (60 - index)).toISOString(),
        object: { kind: 'Pod', name: 'x' },
        finding: 'a',
        severity: 'low',
        text: `failure ${index}`,
      })),
      totalItems: 20,
      pageInfo: {},
    });
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    const timeline = within(
      await screen.findByRole('region', { name: 'Timeline' }),
    );
    expect(await timeline.findByText(/failure 7$/)).toBeVisible();
    expect(timeline.queryByText(/failure 8$/)).not.toBeInTheDocument();
    expect(timeline.getByText(/failure 19$/)).toBeVisible();
    const items = timeline.getAllByRole('listitem');
    expect(items).toHaveLength(13);
    const more = within(items[8]).getByRole('button', { name: 'Show 8 more' });
    await userEvent.click(more);
    expect(timeline.getAllByText(/failure \d+$/)).toHaveLength(20);
    expect(more).toHaveFocus();
    expect(more).toHaveAccessibleName('Show fewer');
    expect(timeline.getAllByRole('listitem')[9]).toHaveTextContent(
      /failure 8$/,
    );
  });

  it('offers no change of what is resolved', async () => {
    const sample = new SampleApi();
    const [{ id }] = samples.incidents().incidents;
    const incident = await sample.getIncident(id);
    render(
      {
        getIncident: async () => ({ ...incident, state: 'resolved' }),
        listIncidentTimeline: async () => ({
          items: [],
          totalItems: 0,
          pageInfo: {},
        }),
      },
      `${LIST}/${id}`,
    );
    const card = within(await screen.findByRole('article', { name: SECRET }));
    expect(card.getByText('Resolved')).toBeVisible();
    expect(
      card.queryByRole('button', { name: /^Change state/ }),
    ).not.toBeInTheDocument();
  });

  it('says when there is no such incident', async () => {
    const missing = Object.assign(new Error('No'), { statusCode: 404 });
    const getIncident = jest.fn(async () => Promise.reject(missing));
    const listIncidentTimeline = jest.fn(async () => Promise.reject(missing));
    render({ getIncident, listIncidentTimeline }, `${LIST}/gone`);
    expect(
      await screen.findByText(
        'There is no such incident, or you may not see it.',
      ),
    ).toBeVisible();
    expect(screen.getByText('The incident could not be loaded')).toBeVisible();
    expect(screen.getByRole('link', { name: 'All incidents' })).toHaveAttribute(
      'href',
      LIST,
    );
  });
});
