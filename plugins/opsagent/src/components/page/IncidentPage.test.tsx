import { act, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { OpsAgentApi } from '@opsagent/backstage-plugin-opsagent-common';
import { SampleApi } from '../../../dev/SampleApi';
import {
  INCIDENTS as LIST,
  renderOpsAgentPage as render,
} from '../../__testUtils__/renderOpsAgentPage';
import { samples } from '../../__testUtils__/samples';

const SECRET_TITLE = 'Secret does not exist';
const SECRET = /^Secret shop\/orders-db-credentials does not exist/;

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

  describe('of a large incident, which is sent with the first of its findings', () => {
    const sample = new SampleApi();
    const [{ id }] = samples.incidents().incidents;
    const renderLarge = async () => {
      const incident = await sample.getIncident(id);
      const pages = incident.members.map((each, index, { length }) => ({
        items: [each],
        totalItems: length,
        pageInfo: index + 1 < length ? { nextCursor: `${index + 1}` } : {},
      }));
      const getIncident = jest.fn(async () => ({
        ...incident,
        members: incident.members.slice(0, 1),
      }));
      const listIncidentFindings = jest.fn<
        ReturnType<OpsAgentApi['listIncidentFindings']>,
        Parameters<OpsAgentApi['listIncidentFindings']>
      >(async (_, { cursor = '0' } = {}) => pages[Number(cursor)]);
      render(
        {
          getIncident,
          listIncidentFindings,
          listIncidentTimeline: async () => sample.listIncidentTimeline(id),
          getIncidentGraph: async () => sample.getIncidentGraph(id),
        },
        `${LIST}/${id}`,
      );
      const { length } = incident.members;
      expect(length).toBeGreaterThan(1);
      const findings = within(
        await screen.findByRole('region', {
          name: new RegExp(`^Findings.*\\b${length}\\b`),
        }),
      );
      const [first, ...others] = incident.members;
      expect(findings.getByText(first.message)).toBeVisible();
      expect(findings.queryByText(others[0].message)).not.toBeInTheDocument();
      return { findings, getIncident, length, listIncidentFindings, others };
    };

    it('reads the others only on request, and not at polls', async () => {
      const { findings, getIncident, length, listIncidentFindings, others } =
        await renderLarge();
      const poll = async () => {
        const before = getIncident.mock.calls.length;
        await act(async () => {
          document.dispatchEvent(new Event('visibilitychange'));
        });
        await waitFor(() =>
          expect(getIncident.mock.calls.length).toBeGreaterThan(before),
        );
      };
      await poll();
      expect(listIncidentFindings).not.toHaveBeenCalled();

      const name = `Show all ${length}`;
      await userEvent.click(findings.getByRole('button', { name }));
      for (const { message } of others)
        expect(await findings.findByText(message)).toBeVisible();
      expect(listIncidentFindings).toHaveBeenCalledTimes(length);
      await poll();
      expect(listIncidentFindings).toHaveBeenCalledTimes(length);
    });

    it('reads them for an object that is chosen', async () => {
      const { findings, listIncidentFindings } = await renderLarge();
      const objects = within(
        screen.getByRole('region', { name: 'Objects involved' }),
      );
      const [, symptom] = await objects.findAllByRole('button');
      await userEvent.click(symptom);
      await waitFor(() =>
        expect(document.activeElement).toHaveTextContent(
          'Service has no ready endpoints',
        ),
      );
      expect(findings.getAllByRole('listitem')).toContain(
        document.activeElement,
      );
      expect(listIncidentFindings).toHaveBeenCalled();
    });

    it('says when they could not be read, and tries again', async () => {
      const { findings, length, listIncidentFindings, others } =
        await renderLarge();
      listIncidentFindings.mockRejectedValueOnce(new Error('Too slow'));
      const name = `Show all ${length}`;
      await userEvent.click(findings.getByRole('button', { name }));
      expect(
        await findings.findByText(/^The other findings could not be loaded/),
      ).toBeVisible();
      await userEvent.click(findings.getByRole('button', { name: 'Retry' }));
      expect(await findings.findByText(others[0].message)).toBeVisible();
    });
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
        listInvestigations: async () => sample.listInvestigations(),
        listConversations: async () => sample.listConversations(),
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
