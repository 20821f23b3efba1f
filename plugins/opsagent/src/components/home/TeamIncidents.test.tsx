import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  IncidentList,
  OpsAgentApi,
} from '@opsagent/backstage-plugin-opsagent-common';
import { screen } from '@testing-library/react';
import { SampleApi } from '../../../dev/SampleApi';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import {
  catalogRoutes,
  mountedRoutes,
} from '../../__testUtils__/mountedRoutes';
import { Content } from './TeamIncidentsContent';

const TEAM = 'group:default/checkout';

const render = (
  listIncidents: OpsAgentApi['listIncidents'],
  routes: Partial<typeof mountedRoutes> = mountedRoutes,
) =>
  renderInTestApp(<Content />, {
    mountedRoutes: routes,
    apis: [
      [opsAgentApiRef, { listIncidents }],
      mockApis.identity({ ownershipEntityRefs: [TEAM] }),
    ],
  });

describe('TeamIncidents', () => {
  it('lists the worst of what the reader’s teams own, and leads to all', async () => {
    const { items } = await new SampleApi().listIncidents();
    const listIncidents = jest.fn(async () => ({
      items,
      totalItems: 9,
      pageInfo: {},
    }));
    render(listIncidents);
    const all = await screen.findByRole('link', {
      name: 'All 9 open incidents',
    });
    expect(all).toHaveAttribute(
      'href',
      `/opsagent/incidents?owner=${encodeURIComponent(TEAM)}`,
    );
    expect(screen.getAllByRole('listitem')).toHaveLength(items.length);
    expect(listIncidents).toHaveBeenCalledWith(
      { owner: [TEAM], limit: 5 },
      expect.anything(),
    );
  });

  it('tells of them without leading to them in a portal without the page', async () => {
    const { items } = await new SampleApi().listIncidents();
    render(async () => ({ items, totalItems: 9, pageInfo: {} }), catalogRoutes);
    expect(await screen.findByText('All 9 open incidents')).toBeVisible();
    expect(screen.getByText(items[0].title)).toBeVisible();
    expect(
      screen.queryByRole('link', { name: items[0].title }),
    ).not.toBeInTheDocument();
  });

  it('says so when there is none, and when the reader may not see any', async () => {
    const empty: IncidentList = { items: [], totalItems: 0, pageInfo: {} };
    const { unmount } = render(async () => empty);
    expect(await screen.findByText(/^No open incidents/)).toBeVisible();
    unmount();

    const refusal = Object.assign(new Error('No'), { statusCode: 403 });
    render(async () => Promise.reject(refusal));
    expect(await screen.findByText(/opsagent\.finding\.read/)).toBeVisible();
  });
});
