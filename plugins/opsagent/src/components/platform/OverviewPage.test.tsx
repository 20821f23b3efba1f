import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  ClusterHealth,
  OpsAgentApi,
  Overview,
} from '@opsagent/backstage-plugin-opsagent-common';
import { screen, within } from '@testing-library/react';
import { SampleApi } from '../../../dev/SampleApi';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import { rootRouteRef } from '../../routes';
import { OverviewPage } from './OverviewPage';

const render = (api: Pick<OpsAgentApi, 'getOverview'>) =>
  renderInTestApp(<OverviewPage />, {
    mountedRoutes: {
      '/opsagent': rootRouteRef,
      '/catalog/:namespace/:kind/:name': entityRouteRef,
    },
    apis: [[opsAgentApiRef, api], mockApis.permission()],
  });

const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
const whole = {
  state: 'ok' as const,
  scanning: false,
  scannedAt: '2026-03-01T12:00:00Z',
  detectorsRun: 80,
  detectorsSkipped: 0,
};

const cluster = (fields: Partial<ClusterHealth> = {}): ClusterHealth => ({
  name: 'prod-eu',
  incidents: { open: none, quiet: 0 },
  scan: whole,
  ...fields,
});

const overview = (fields: Partial<Overview> = {}): Overview => ({
  at: '2026-03-01T12:00:00Z',
  incidents: { open: none, quiet: 0 },
  clusters: [cluster()],
  newest: [],
  ...fields,
});

const renderOverview = (fields: Partial<Overview>) =>
  render({ getOverview: async () => overview(fields) });

describe('OverviewPage', () => {
  it('leads from each number to the incidents behind it', async () => {
    const incidents = { open: { ...none, critical: 2, low: 1 }, quiet: 3 };
    renderOverview({ incidents, clusters: [cluster({ incidents })] });
    const table = within(
      await screen.findByRole('table', { name: 'Clusters' }),
    );
    expect(table.getByRole('rowheader')).toHaveTextContent('prod-eu');
    expect(table.getByRole('link', { name: '2 critical' })).toHaveAttribute(
      'href',
      '/opsagent/incidents?cluster=prod-eu&severity=critical',
    );
    expect(
      table.getByRole('link', { name: '3 acknowledged or snoozed' }),
    ).toHaveAttribute(
      'href',
      '/opsagent/incidents?cluster=prod-eu&state=acknowledged&state=snoozed',
    );
    expect(screen.getAllByRole('link', { name: '1 low' })[0]).toHaveAttribute(
      'href',
      '/opsagent/incidents?severity=low',
    );
    expect(screen.queryByText(/medium/)).not.toBeInTheDocument();
  });

  it('shows what began last', async () => {
    render(new SampleApi());
    const newest = within(
      await screen.findByRole('region', { name: 'Newest open incidents' }),
    );
    expect(newest.getAllByRole('listitem').length).toBeGreaterThan(0);
  });

  it.each<[string, Partial<Overview>, string]>([
    [
      'all clusters were read whole and nothing is open',
      {},
      'No open incidents in any cluster',
    ],
    [
      'a cluster was read in part',
      { clusters: [cluster({ scan: { ...whole, state: 'partial' } })] },
      'no open incidents known',
    ],
    [
      'the last scan failed',
      { clusters: [cluster({ scan: { ...whole, error: 'No' } })] },
      'last scan failed',
    ],
    [
      'a cluster does not answer',
      {
        clusters: [
          cluster({
            scan: {
              ...whole,
              state: 'unreachable',
              unreachableSince: '2026-03-01T12:00:00Z',
            },
          }),
        ],
      },
      'unreachable since',
    ],
    [
      'nothing was scanned',
      {
        clusters: [
          cluster({
            scan: { ...whole, state: 'pending', scannedAt: undefined },
          }),
        ],
      },
      'Not scanned yet',
    ],
    [
      'the reader may not read clusters',
      { clusters: [cluster({ scan: undefined })] },
      'opsagent.cluster.read',
    ],
  ])('says so when %s', async (_, fields, words) => {
    renderOverview(fields);
    expect(
      (await screen.findAllByText(new RegExp(words.replaceAll('.', '\\.'))))[0],
    ).toBeVisible();
    const good = screen.queryByText('No open incidents in any cluster');
    expect(good !== null).toBe(Object.keys(fields).length === 0);
  });

  it('names the permission that a reader lacks', async () => {
    const refusal = Object.assign(new Error('No'), { statusCode: 403 });
    render({ getOverview: async () => Promise.reject(refusal) });
    expect(await screen.findByText(/opsagent\.finding\.read/)).toBeVisible();
  });
});
