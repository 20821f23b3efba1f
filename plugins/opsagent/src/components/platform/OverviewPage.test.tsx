import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  ClusterHealth,
  OpsAgentApi,
  Overview,
} from '@opsagent/backstage-plugin-opsagent-common';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { SampleApi } from '../../../dev/SampleApi';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import { mountedRoutes } from '../../__testUtils__/mountedRoutes';
import { OverviewPage } from './OverviewPage';

const render = (api: Pick<OpsAgentApi, 'getOverview'>) =>
  renderInTestApp(<OverviewPage />, {
    mountedRoutes,
    apis: [[opsAgentApiRef, api], mockApis.permission()],
  });

const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };
const whole = {
  state: 'ok' as const,
  scanning: false,
  scannedAt: '2026-03-01T12:00:00Z',
  detectorsRun: 80,
  detectorsSkipped: 0,
  kindsUnread: 0,
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
  readsClusters: true,
  owners: [],
  systems: [],
  changes: { since: '2026-02-28T12:00:00Z', opened: 0, resolved: 0 },
  recent: [],
  causes: [],
  trend: {
    days: [{ date: '2026-03-01', open: none }],
    weeks: [{ from: '2026-02-23', to: '2026-03-01', resolved: 0 }],
  },
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
    expect(table.getByRole('link', { name: 'prod-eu' })).toHaveAttribute(
      'href',
      '/opsagent/clusters/prod-eu',
    );
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

  it('tells whose they are, what changed and what breaks most', async () => {
    const incidents = { open: { ...none, high: 2 }, quiet: 0 };
    renderOverview({
      incidents,
      owners: [{ ownerRef: 'group:default/sales', incidents }],
      systems: [{ systemRef: 'system:default/shop', incidents }],
      changes: { since: '2026-02-28T12:00:00Z', opened: 1, resolved: 4 },
      causes: [
        { cause: 'image-missing', title: 'No image', incidents: 5, open: 2 },
        { cause: 'own-rule', incidents: 1, open: 0 },
      ],
    });
    const tableOf = async (name: string) =>
      within(await screen.findByRole('table', { name }));
    const sales = await tableOf('Teams');
    expect(sales.getByRole('link', { name: '2 high' })).toHaveAttribute(
      'href',
      '/opsagent/incidents?owner=group%3Adefault%2Fsales&severity=high',
    );
    const shop = await tableOf('Systems');
    expect(shop.getByRole('link', { name: '2 high' })).toHaveAttribute(
      'href',
      '/opsagent/incidents?system=system%3Adefault%2Fshop&severity=high',
    );
    expect(screen.getByText('4 resolved')).toBeVisible();
    expect(
      screen.getByRole('link', { name: '1 new incident' }),
    ).toHaveAttribute(
      'href',
      expect.stringMatching(
        /\?age=day&state=open&state=regressed&state=acknowledged&state=snoozed$/,
      ),
    );
    const causes = await tableOf('Most frequent causes');
    expect(causes.getByText('No image')).toBeVisible();
    expect(causes.getByRole('link', { name: '2 open' })).toHaveAttribute(
      'href',
      '/opsagent/incidents?cause=image-missing',
    );
    expect(causes.getByText('own-rule')).toBeVisible();
    expect(
      causes.queryByRole('link', { name: '0 open' }),
    ).not.toBeInTheDocument();
  });

  it('shows how incidents came and went, and the worst of what began', async () => {
    render(new SampleApi());
    const lately = within(
      await screen.findByRole('region', { name: 'Since yesterday' }),
    );
    expect(lately.getByText('3 new incidents')).toBeVisible();
    expect(lately.getAllByRole('listitem')).toHaveLength(3);
    expect(
      screen.getByRole('img', { name: /^On .* incidents were open, now/ }),
    ).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'As a table' }));
    const day = screen.getByRole('columnheader', { name: 'Day (UTC)' });
    const days = within(day.closest('table')!);
    expect(days.getAllByRole('row')).toHaveLength(31);
    expect(screen.getByText('half within 1 hr')).toBeVisible();
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
      'there is no cluster',
      { clusters: [] },
      'The portal has no cluster that it could scan',
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
