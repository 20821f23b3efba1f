import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import { renderDiagnosis } from '../__testUtils__/renderDiagnosis';
import { noAlerts } from '../__testUtils__/sampleAlert';
import { sampleCluster } from '../__testUtils__/sampleCluster';
import { sampleFinding } from '../__testUtils__/sampleFinding';
import { samples } from '../__testUtils__/samples';

const answering = (health: EntityHealth) => ({
  getEntityHealth: jest.fn(async () => health),
  requestScan: jest.fn(async (cluster: string) => ({ cluster, started: true })),
});

const refusing = (error: Error) => ({
  getEntityHealth: jest.fn(async () => {
    throw error;
  }),
});

const responseError = (statusCode: number, message: string) =>
  Object.assign(new Error('Request failed'), {
    name: 'ResponseError',
    statusCode,
    cause: new Error(message),
  });

describe('Diagnosis', () => {
  it('shows the shape of the page until the answer comes, and gives up asking when it is left', async () => {
    const getEntityHealth = jest.fn(
      (_: string, options?: { signal?: AbortSignal }) =>
        new Promise<never>((_resolve, reject) => {
          options?.signal?.addEventListener('abort', () => reject(new Error()));
        }),
    );
    const { unmount } = renderDiagnosis({ getEntityHealth });

    expect(
      await screen.findByRole('status', { name: 'Loading the diagnosis' }),
    ).toBeVisible();
    unmount();
    expect(getEntityHealth.mock.calls[0][1]?.signal?.aborted).toBe(true);
  });

  it('says what is broken, where, since when and why', async () => {
    renderDiagnosis(answering(samples.problems()));

    const [worst, next] = await screen.findAllByRole('article');
    expect(worst).toHaveAccessibleName(
      'Container cannot start: key missing in Secret',
    );
    expect(next).toHaveAccessibleName('Container is killed for memory');
    const card = within(worst);
    expect(card.getByText('Critical')).toBeVisible();
    expect(
      card.getByText('Secret shop/checkout-db has no key "password"'),
    ).toBeVisible();
    expect(card.getAllByText(/^since .* \(23 minutes\)$/)[0]).toBeVisible();
    expect(card.getByText('has no key "password"')).toBeVisible();
    expect(card.getByText('name: checkout-db, key: password')).toBeVisible();
    expect(card.getByText(/seen 114 times/)).toBeVisible();

    const health = within(screen.getByRole('region', { name: 'Health' }));
    expect(health.getByText('3 problems')).toBeVisible();
    expect(health.getByText('1 risk')).toBeVisible();
    expect(health.getByText('2 hygiene findings')).toBeVisible();
    expect(
      health.getByText('114 of 120 checks ran · 3 kinds not fully read'),
    ).toBeVisible();
    expect(health.getByText('scanned 42 seconds ago')).toBeVisible();
  });

  it('does not take the time of a scan for the start of what it saw', async () => {
    const { firstSeenAt } = sampleFinding();
    renderDiagnosis(
      answering({
        entityRef: 'component:default/checkout',
        alerts: noAlerts,
        clusters: [sampleCluster()],
        incidents: [],
        findings: [
          sampleFinding({ since: undefined, affected: [], firstSeenAt }),
        ],
      }),
    );
    const card = within(await screen.findByRole('article'));
    expect(
      card.getByText(/^first seen .* \(22 minutes ago\)$/),
    ).toHaveAttribute('dateTime', firstSeenAt);
    expect(card.queryByText(/since/)).not.toBeInTheDocument();
  });

  it('puts causes above what follows from them', async () => {
    const endpoints = {
      id: 'e',
      detector: 'service.no-ready-endpoints',
      title: 'Service has no ready endpoints',
    };
    renderDiagnosis(
      answering({
        entityRef: 'component:default/checkout',
        alerts: noAlerts,
        clusters: [sampleCluster()],
        incidents: [],
        findings: [sampleFinding(endpoints), sampleFinding()],
      }),
    );
    const [, last] = await screen.findAllByRole('article');
    expect(last).toHaveAccessibleName(endpoints.title);
  });

  it('unfolds the rest of the evidence, the affected pods and the symptoms', async () => {
    renderDiagnosis(answering(samples.problems()));
    const [worst] = await screen.findAllByRole('article');
    const card = within(worst);

    expect(card.queryByRole('region')).not.toBeInTheDocument();
    await userEvent.click(
      card.getByRole('button', { name: 'Show all evidence (6)' }),
    );
    expect(
      card.getByRole('region', {
        name: 'Log of Pod shop/checkout-7d9c5b8f64-x2klm',
      }),
    ).toHaveTextContent('FATAL giving up after 3 attempts');
    expect(card.getByText('reading it is forbidden')).toBeVisible();

    expect(card.queryByText(/c9bxf/)).not.toBeInTheDocument();
    await userEvent.click(card.getByRole('button', { name: 'Show all 5' }));
    expect(card.getByText(/c9bxf/)).toBeVisible();

    await userEvent.click(
      card.getByRole('button', { name: 'Also seen (2 symptoms)' }),
    );
    expect(card.getByText('Deployment does not progress')).toBeVisible();
  });

  it('says how much it leaves out of what is too much', async () => {
    const health = samples.problems();
    renderDiagnosis(
      answering({ ...health, leftOut: { incidents: 0, findings: 312 } }),
    );
    expect(
      await screen.findByText(/left out: 0 of the incidents, 312 of the find/),
    ).toBeVisible();
  });

  it('narrows everything to the cluster that one chooses', async () => {
    renderDiagnosis(answering(samples.problems()));
    const strip = within(
      await screen.findByRole('group', { name: 'Clusters' }),
    );
    expect(strip.getAllByRole('button').map(each => each.textContent)).toEqual([
      'All clusters3 problems',
      'prod-eu2 problems, read in part',
      'staging1 problem',
      'Production USno problems',
    ]);

    await userEvent.click(strip.getByRole('button', { name: /staging/ }));
    expect(screen.getAllByRole('article')).toHaveLength(1);
    expect(
      screen.getByText('1 problem', { selector: 'section span' }),
    ).toBeVisible();

    await userEvent.click(strip.getByRole('button', { name: /Production US/ }));
    expect(screen.queryByRole('article')).not.toBeInTheDocument();
    expect(screen.getByText('No problems')).toBeVisible();
  });

  it('keeps risks and hygiene folded', async () => {
    renderDiagnosis(answering(samples.problems()));
    const risks = await screen.findByRole('button', { name: 'Risks (1)' });
    expect(
      screen.queryByText('Container has no memory limit'),
    ).not.toBeInTheDocument();
    await userEvent.click(risks);
    const risk = within(
      await screen.findByRole('article', {
        name: 'Container has no memory limit',
      }),
    );
    await userEvent.click(
      risk.getByRole('button', { name: 'Evidence and details' }),
    );
    expect(risk.getByText('not set')).toBeVisible();
  });

  it('names what it cannot know, and the access rule that is missing', async () => {
    renderDiagnosis(answering(samples.partial()));
    expect(
      await screen.findByText('No problems in what could be checked'),
    ).toBeVisible();
    expect(screen.queryByText('No problems')).not.toBeInTheDocument();

    await userEvent.click(
      screen.getByRole('button', { name: /What could not be checked/ }),
    );
    const gap = within(screen.getByRole('region', { name: 'prod-eu' }));
    expect(gap.getByText(/6 checks did not run/)).toBeVisible();
    expect(gap.getByText(/the server took longer than 20 s/)).toBeVisible();
    expect(gap.getByRole('region', { name: /ClusterRole/ })).toHaveTextContent(
      'resources: ["networkpolicies"]',
    );
  });

  it('dates what it shows of a cluster that no longer answers', async () => {
    renderDiagnosis(answering(samples.unreachable()));
    const alert = await screen.findByRole('alert');
    expect(alert).toHaveTextContent(
      /staging has not answered since .* \(23 minutes\)/,
    );
    expect(alert).toHaveTextContent(/as of .* \(28 minutes ago\)/);
    expect(alert).toHaveTextContent('did not answer within 20 s');
    expect(screen.getByRole('article')).toHaveTextContent(
      /as of \d\d:\d\d|as of .*,/,
    );
  });

  it('tells of a scan that failed, of checks that broke and of clusters that cannot be scanned', async () => {
    renderDiagnosis(answering(samples['failed-scan']()));
    const [failed, unsupported] = await screen.findAllByRole('alert');
    expect(failed).toHaveTextContent('The last scan of prod-eu failed');
    expect(failed).toHaveTextContent(/as of .* \(28 minutes ago\)/);
    expect(failed).toHaveTextContent('The scan failed in the portal');
    expect(unsupported).toHaveTextContent('The portal cannot scan sso:');
    expect(
      screen.getByText('No problems in what could be checked'),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: /prod-eu ?last scan failed/ }),
    ).toBeVisible();
    expect(
      screen.getByRole('button', { name: /staging: 1 check did not run/ }),
    ).toBeVisible();
  });

  it.each([
    ['healthy', samples.healthy(), ['No problems', '40 checks on 36 objects']],
    [
      'without objects',
      samples['no-objects'](),
      [
        'No Kubernetes objects of this entity were found',
        'backstage.io/kubernetes-id=checkout',
      ],
    ],
    [
      'never scanned',
      samples.pending(),
      ['Not scanned yet', 'Scanning prod-eu'],
    ],
    ['without clusters', samples['no-clusters'](), ['No cluster to look at']],
  ])('has words for an entity that is %s', async (_, health, texts) => {
    renderDiagnosis(answering(health));
    for (const text of texts) {
      expect(await screen.findByText(text)).toBeVisible();
    }
  });

  it('names the permission that a reader lacks', async () => {
    const api = refusing(responseError(403, 'No'));
    renderDiagnosis(api);
    expect(await screen.findByText(/opsagent\.finding\.read/)).toBeVisible();
    expect(screen.queryByRole('button')).not.toBeInTheDocument();
  });

  it('says what failed and tries again on request', async () => {
    const getEntityHealth = jest
      .fn<Promise<EntityHealth>, []>()
      .mockRejectedValueOnce(responseError(500, 'The database is locked'))
      .mockResolvedValue(samples.healthy());
    renderDiagnosis({ getEntityHealth });

    expect(await screen.findByText('The database is locked')).toBeVisible();
    await userEvent.click(screen.getByRole('button', { name: 'Retry' }));
    expect(await screen.findByText('No problems')).toBeVisible();
  });

  it('goes on showing the last answer when a refresh fails', async () => {
    const getEntityHealth = jest
      .fn<Promise<EntityHealth>, []>()
      .mockResolvedValueOnce({
        entityRef: 'component:default/checkout',
        alerts: noAlerts,
        clusters: [sampleCluster()],
        incidents: [],
        findings: [sampleFinding()],
      })
      .mockRejectedValue(new TypeError('Failed to fetch'));
    const requestScan = jest.fn(async (cluster: string) => ({
      cluster,
      started: true,
    }));
    renderDiagnosis({ getEntityHealth, requestScan });

    await userEvent.click(
      await screen.findByRole('button', { name: 'Scan now' }),
    );
    expect(
      await screen.findByText('The diagnosis could not be refreshed'),
    ).toBeVisible();
    expect(screen.getByRole('article')).toBeVisible();
  });
});

describe('Scan now', () => {
  const clusters = [
    sampleCluster(),
    sampleCluster({ name: 'staging' }),
    sampleCluster({ name: 'sso', state: 'unsupported' }),
  ];
  const health = (scanning: boolean): EntityHealth => ({
    entityRef: 'component:default/checkout',
    alerts: noAlerts,
    clusters: clusters.map(each => ({
      ...each,
      scanning: scanning && each.name === 'staging',
    })),
    incidents: [],
    findings: [],
  });

  it('asks every cluster that can be scanned and waits until none is scanning', async () => {
    const api = answering(health(false));
    api.getEntityHealth
      .mockResolvedValueOnce(health(false))
      .mockResolvedValueOnce(health(true))
      .mockResolvedValueOnce({ ...health(false), findings: [sampleFinding()] });
    renderDiagnosis(api);

    const button = await screen.findByRole('button', { name: 'Scan now' });
    await waitFor(() =>
      expect(button).toHaveAttribute('aria-disabled', 'false'),
    );
    await userEvent.click(button);
    expect(api.requestScan.mock.calls.map(([cluster]) => cluster)).toEqual([
      'prod-eu',
      'staging',
    ]);
    expect(await screen.findByText('Scanning staging')).toBeVisible();
    await userEvent.click(button);
    expect(api.requestScan).toHaveBeenCalledTimes(2);

    expect(
      await screen.findByRole('article', {}, { timeout: 5_000 }),
    ).toBeVisible();
    expect(screen.queryByText('Scanning staging')).not.toBeInTheDocument();
  });

  it('names the cluster that would not be scanned, and scans the others', async () => {
    const api = answering(health(false));
    api.requestScan.mockImplementation(async cluster => {
      if (cluster === 'staging') throw responseError(503, 'The queue is full');
      return { cluster, started: true };
    });
    renderDiagnosis(api);
    const button = await screen.findByRole('button', { name: 'Scan now' });
    await waitFor(() =>
      expect(button).toHaveAttribute('aria-disabled', 'false'),
    );
    await userEvent.click(button);
    expect(
      await screen.findByText('No scan of staging: The queue is full'),
    ).toBeVisible();
  });
});
