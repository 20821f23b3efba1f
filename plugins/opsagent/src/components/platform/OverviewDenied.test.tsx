import { renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import { SampleApi } from '../../../dev/SampleApi';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import { mountedRoutes } from '../../__testUtils__/mountedRoutes';
import { OverviewPage } from './OverviewPage';

describe('OverviewPage, for a reader who may not read clusters', () => {
  it('tells of the clusters with incidents, and which permission tells more', async () => {
    const { clusters, ...overview } = await new SampleApi().getOverview();
    const getOverview = async () => ({
      ...overview,
      clusters: clusters.map(({ scan: _, ...cluster }) => cluster),
      readsClusters: false,
    });
    renderInTestApp(<OverviewPage />, {
      mountedRoutes,
      apis: [[opsAgentApiRef, { getOverview }]],
    });
    expect(await screen.findByText(/opsagent\.cluster\.read/)).toBeVisible();
    expect(
      screen.getByRole('rowheader', { name: clusters[0].name }),
    ).toBeVisible();
    expect(screen.queryByText(/^coverage/)).not.toBeInTheDocument();
  });
});
