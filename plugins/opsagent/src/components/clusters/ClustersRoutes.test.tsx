import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import {
  ClusterDetails,
  ClusterSummary,
  FindingList,
  NamespaceDetails,
  NamespaceQuery,
  NodeDetails,
  OpsAgentApi,
} from '@opsagent/backstage-plugin-opsagent-common';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { samples } from '../../__testUtils__/samples';
import { SampleApi } from '../../../dev/SampleApi';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import { rootRouteRef } from '../../routes';
import { ClustersRoutes } from './ClustersRoutes';

const LIST = '/opsagent/clusters';
const ARN = 'arn:aws:eks:eu-west-1:1:cluster/prod';
const GIB = 2 ** 30;

const render = (api: Partial<OpsAgentApi>, path = LIST) =>
  renderInTestApp(
    <Routes>
      <Route path={`${LIST}/*`} element={<ClustersRoutes />} />
    </Routes>,
    {
      initialRouteEntries: [path],
      mountedRoutes: { '/opsagent': rootRouteRef },
      apis: [[opsAgentApiRef, api], mockApis.permission()],
    },
  );

const none = { critical: 0, high: 0, medium: 0, low: 0, info: 0 };

const pods: NonNullable<NamespaceDetails['pods']> = {
  total: 3,
  phases: { Pending: 1, Running: 2, Succeeded: 0, Failed: 0, Unknown: 0 },
  notReady: 1,
  restartedLately: 0,
  requests: { cpu: 2, memory: 3 * GIB },
  limits: { cpu: 0, memory: 6 * GIB },
};

const resources: NonNullable<ClusterDetails['resources']> = {
  nodes: {
    total: 2,
    ready: 1,
    cordoned: 1,
    capacity: { cpu: 8, memory: 16 * GIB, pods: 220 },
    allocatable: { cpu: 8, memory: 12 * GIB, pods: 220 },
  },
  namespaces: 4,
  pods,
  workloads: [{ kind: 'Deployment', total: 2, ready: 1 }],
  services: 5,
  claims: { total: 2, bound: 1, requested: 10 * GIB },
  unread: [{ kind: 'Ingress', state: 'forbidden' }],
};

const status: ClusterSummary = {
  name: ARN,
  title: 'prod',
  state: 'partial',
  scanning: false,
  mayScan: true,
  scannedAt: '2026-03-01T12:00:00Z',
  durationMs: 1234,
  coverage: {
    kinds: [
      { kind: 'Pod', state: 'complete', objects: 3 },
      {
        kind: 'Ingress',
        state: 'forbidden',
        objects: 0,
        message: 'ingresses is forbidden',
      },
    ],
    detectors: {
      total: 10,
      skipped: [{ detector: 'ingress.x', kinds: ['Ingress'] }],
      failed: [],
    },
  },
};

const score = { coverage: 1, losses: [], otherLosses: 0, caps: [] };

const scores: NonNullable<NamespaceDetails['scores']> = {
  overall: { points: 81, grade: 'B' },
  profiles: {
    security: {
      ...score,
      points: 71,
      grade: 'C',
      losses: [
        {
          detector: 'security.privileged',
          title: 'Privileged container',
          points: 12.5,
          findings: 1,
        },
      ],
      otherLosses: 4,
    },
    reliability: { ...score, points: 90, grade: 'A' },
    performance: { ...score, notScored: 'needs-metrics' },
    cost: { ...score, notScored: 'coverage', coverage: 0.4 },
  },
};

const node: NodeDetails = {
  name: 'worker-1',
  roles: ['control-plane'],
  ready: 'Unknown',
  cordoned: true,
  createdAt: '2026-03-01T12:00:00Z',
  kubeletVersion: 'v1.34.1',
  capacity: { cpu: 4, memory: 8 * GIB, pods: 110 },
  allocatable: { cpu: 4, memory: 8 * GIB, pods: 110 },
  conditions: [
    { type: 'Ready', status: 'Unknown', reason: 'NodeStatusUnknown' },
    { type: 'DiskPressure', status: 'True' },
  ],
  taints: [{ key: 'gpu', value: 'yes', effect: 'NoSchedule' }],
  pods,
  unread: [],
};

const namespace: NamespaceDetails = {
  name: 'shop',
  phase: 'Active',
  ...resources,
  quotas: [
    {
      name: 'team',
      resources: [
        { resource: 'requests.memory', hard: 4 * GIB, used: GIB },
        { resource: 'pods', hard: 0 },
      ],
    },
  ],
  scores,
  incidents: { open: { ...none, high: 1 }, quiet: 0 },
};

const page = <T,>(...items: T[]) => ({
  items,
  totalItems: items.length,
  pageInfo: {},
});

const cluster = (fields: Partial<OpsAgentApi> = {}): Partial<OpsAgentApi> => ({
  getCluster: async () => ({ ...status, resources, scores }),
  listNamespaces: async () => page(namespace),
  listNodes: async () => page(node),
  listConversations: () => new SampleApi().listConversations(),
  ...fields,
});

const at = (...parts: string[]) =>
  [LIST, ...parts.map(encodeURIComponent)].join('/');

describe('the pages on clusters', () => {
  it('shows clusters as rows, with links to what is behind their numbers', async () => {
    const pending = {
      name: 'new',
      state: 'pending',
      scanning: true,
      mayScan: true,
    } as const;
    render({
      listClusterSummaries: async () => ({
        items: [
          {
            ...status,
            resources,
            incidents: { open: { ...none, critical: 2 }, quiet: 0 },
          },
          pending,
        ],
      }),
    });
    const table = within(await screen.findByRole('table'));
    const [, first, second] = table.getAllByRole('row');
    expect(within(first).getByRole('link', { name: 'prod' })).toHaveAttribute(
      'href',
      at(ARN),
    );
    expect(
      within(first).getByRole('link', { name: '2 critical' }),
    ).toHaveAttribute(
      'href',
      `/opsagent/incidents?cluster=${encodeURIComponent(ARN)}&severity=critical`,
    );
    expect(first).toHaveTextContent('1 of 2 nodes ready · 1 cordoned');
    expect(first).toHaveTextContent('3 pods');
    expect(first).toHaveTextContent('1 not ready');
    expect(first).toHaveTextContent(
      'requests 2 CPU (25%) · limits 0 CPU (0%) · allocatable 8 CPU',
    );
    expect(first).toHaveTextContent('requests 3 GiB (25%)');
    expect(first).toHaveTextContent(
      '9 of 10 checks ran · 1 kind not fully read',
    );
    expect(second).toHaveTextContent('not scanned yet');
  });

  it('tells what a cluster consists of, what is unknown, and which access is missing', async () => {
    render(cluster(), at(ARN));
    expect(
      await screen.findByRole('heading', { name: 'Cluster prod' }),
    ).toBeVisible();
    const facts = within(screen.getByRole('region', { name: 'Resources' }));
    expect(
      facts.getByText('3 of at most 220 · 2 running · 1 pending'),
    ).toBeVisible();
    expect(facts.getByText('unknown: Ingress forbidden')).toBeVisible();
    expect(facts.getByText('1 of 2 bound, 10 GiB requested')).toBeVisible();
    expect(facts.getByText('1 of 2 ready')).toBeVisible();
    const scans = screen.getByRole('region', { name: 'Scans' });
    expect(scans).toHaveTextContent('read in part');
    expect(scans).toHaveTextContent(/took 1\.2 seconds/);
    const read = within(screen.getByRole('region', { name: 'What was read' }));
    expect(read.getByText('ingresses is forbidden')).toBeVisible();
    expect(read.getByText(/resources: \["ingresses"\]/)).toBeVisible();

    expect(
      await screen.findByText(/questions about this cluster/),
    ).toBeVisible();

    const namespaces = await screen.findByRole('table', { name: 'Namespaces' });
    expect(
      within(namespaces).getByRole('link', { name: 'shop' }),
    ).toHaveAttribute('href', at(ARN, 'namespaces', 'shop'));
    const nodes = screen.getByRole('table', { name: 'Nodes' });
    expect(nodes).toHaveTextContent(
      'does not report · cordoned · DiskPressure',
    );
  });

  it('searches and sorts namespaces in the URL, and keeps what was typed and shown', async () => {
    const listNamespaces = jest.fn(
      async (_: string, query: Partial<NamespaceQuery> = {}) =>
        query.q ? new Promise<never>(() => {}) : page(namespace),
    );
    render(cluster({ listNamespaces }), `${at(ARN)}?namespaces.sort=cpu`);
    const search = await screen.findByLabelText('Find a namespace');
    await screen.findByRole('link', { name: 'shop' });
    expect(listNamespaces.mock.calls[0][1]).toEqual({ sort: 'cpu' });
    await userEvent.type(search, 'car');
    await waitFor(() =>
      expect(listNamespaces.mock.lastCall?.[1]).toEqual({
        sort: 'cpu',
        q: 'car',
      }),
    );
    expect(search).toHaveValue('car');
    expect(screen.getByRole('link', { name: 'shop' })).toBeVisible();
  });

  it('shows what costs a namespace points, down to the findings', async () => {
    const [finding] = samples.incidents().findings;
    const list: FindingList = { ...page(finding), totalItems: 3 };
    const listFindings = jest.fn(async () => list);
    render(
      { getNamespace: async () => namespace, listFindings },
      at(ARN, 'namespaces', 'shop'),
    );
    const shown = within(await screen.findByRole('region', { name: 'Scores' }));
    expect(shown.getByText('Overall 81 of 100, grade B')).toBeVisible();
    expect(
      shown.getByText(/not scored: it needs metrics of what is used/),
    ).toBeVisible();
    await userEvent.click(
      shown.getByRole('button', { name: 'What costs points (1 rule)' }),
    );
    expect(shown.getByText('costs 12.5', { exact: false })).toBeVisible();
    expect(
      shown.getByText('Rules of which you may see no finding cost 4.'),
    ).toBeVisible();
    await userEvent.click(shown.getByRole('button', { name: '1 finding' }));
    expect(await shown.findByText(finding.message)).toBeVisible();
    expect(shown.getByText('and 2 more')).toBeVisible();
    expect(listFindings).toHaveBeenCalledWith(
      expect.objectContaining({
        cluster: [ARN],
        namespace: ['shop'],
        detector: ['security.privileged'],
      }),
      expect.anything(),
    );

    const quota = screen.getByRole('table', { name: 'Quota team' });
    expect(quota).toHaveTextContent('1 GiB of 4 GiB (25%)');
    expect(quota).toHaveTextContent('0 of 0');
    expect(screen.getByRole('link', { name: '1 high' })).toHaveAttribute(
      'href',
      `/opsagent/incidents?cluster=${encodeURIComponent(ARN)}&namespace=shop&severity=high`,
    );
  });

  it('shows how a node is and what it is made of', async () => {
    render({ getNode: async () => node }, at(ARN, 'nodes', 'worker-1'));
    expect(
      await screen.findByRole('heading', { name: 'Node worker-1' }),
    ).toBeVisible();
    expect(screen.getByText('gpu=yes:NoSchedule')).toBeVisible();
    expect(screen.getByText('4 CPU · 8 GiB · 110 pods')).toBeVisible();
    expect(screen.getByRole('table', { name: 'Conditions' })).toHaveTextContent(
      'NodeStatusUnknown',
    );
    expect(screen.getByRole('link', { name: ARN })).toHaveAttribute(
      'href',
      at(ARN),
    );
  });

  it('says that nothing is there yet, that it may not be seen, or that it is gone', async () => {
    const { unmount } = render({
      listClusterSummaries: async () => ({ items: [] }),
    });
    expect(await screen.findByText('No clusters')).toBeVisible();
    unmount();

    const failing = (statusCode: number) => async () => {
      throw Object.assign(new Error('no'), { statusCode });
    };
    const denied = render({ listClusterSummaries: failing(403) });
    expect(await screen.findByText('You may not see clusters')).toBeVisible();
    expect(screen.getByText(/opsagent\.cluster\.read/)).toBeVisible();
    denied.unmount();

    const gone = render({ getCluster: failing(404) }, at('old'));
    expect(
      await screen.findByText(/The last scan did not see it/),
    ).toBeVisible();
    gone.unmount();

    render(
      cluster({ getCluster: async () => ({ ...status, state: 'pending' }) }),
      at(ARN),
    );
    expect(await screen.findByText(/shows after its first scan/)).toBeVisible();
  });
});
