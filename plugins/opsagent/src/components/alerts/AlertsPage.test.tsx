import { ResponseError } from '@backstage/errors';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { Alert, OpsAgentApi } from '@opsagent/backstage-plugin-opsagent-common';
import { screen, within } from '@testing-library/react';
import { Route, Routes, useLocation } from 'react-router-dom';
import { sampleAlert, sampleAlerts } from '../../__testUtils__/sampleAlert';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import { mountedRoutes } from '../../__testUtils__/mountedRoutes';
import { AlertSection } from './AlertSection';
import { AlertsPage } from './AlertsPage';

const LABELS = '?alertname=KubePodCrashLooping&namespace=shop&pod=checkout-1';

function Place() {
  return <output>{useLocation().pathname}</output>;
}

const render = (api: Partial<OpsAgentApi>, search = '') =>
  renderInTestApp(
    <Routes>
      <Route path="/opsagent/alerts" element={<AlertsPage />} />
      <Route path="*" element={<Place />} />
    </Routes>,
    {
      initialRouteEntries: [`/opsagent/alerts${search}`],
      mountedRoutes,
      apis: [
        [opsAgentApiRef, api],
        mockApis.permission(),
        mockApis.discovery(),
      ],
    },
  );

const failing = (status: number) => async () => {
  const error = { name: 'Error', message: 'as the backend says' };
  throw await ResponseError.fromResponse(
    new Response(JSON.stringify({ error, response: {} }), {
      status,
      headers: { 'Content-Type': 'application/json' },
    }),
  );
};

describe('AlertsPage', () => {
  it('tells of each alert how bad it is, since when, what it says and where it leads', async () => {
    render({ listAlerts: async () => sampleAlerts('of-checkout') });
    const list = await screen.findByRole('region', { name: 'Alerts' });
    const [first, second] = within(list).getAllByRole('listitem');
    expect(first).toHaveTextContent(/Medium.*Firing.*prod-eu · since .*18 min/);
    expect(first).toHaveTextContent(
      /KubePodCrashLoopingPod is crash looping\./,
    );
    expect(
      within(first).getByRole('link', { name: 'Incident' }),
    ).toHaveAttribute('href', '/opsagent/incidents/of-checkout');
    expect(
      within(first).getByRole('link', { name: /^Open the rule of KubePod/ }),
    ).toHaveAttribute(
      'href',
      'https://prometheus.example.com/graph?g0.expr=up',
    );
    expect(second).toHaveTextContent(/Critical.*12.4 % of requests fail/);
    expect(within(second).queryByRole('link')).toBeNull();
  });

  it('says how many alerts it leaves out', async () => {
    const alerts = {
      ...sampleAlerts(),
      totalItems: 7,
      pageInfo: { nextCursor: 'x' },
    };
    render({ listAlerts: async () => alerts });
    expect(
      await screen.findByText('5 more alerts are not shown.'),
    ).toBeVisible();
  });

  it('is quiet when nothing fires, and says where alerts come from', async () => {
    const listAlerts = async () => ({ items: [], totalItems: 0, pageInfo: {} });
    render({ listAlerts });
    expect(await screen.findByText('No alert fires')).toBeVisible();
    const block = (name: string) => screen.findByRole('region', { name });
    expect(await block('Configuration of Alertmanager')).toHaveTextContent(
      'url: http://example.com/api/opsagent/alerts/alertmanager',
    );
    expect(await block('Configuration of the portal')).toHaveTextContent(
      'permission: opsagent.alert.create',
    );
    expect(
      screen.getByRole('button', {
        name: 'Copy the configuration of Alertmanager',
      }),
    ).toBeVisible();
  });

  it('names the permission that is missing', async () => {
    render({ listAlerts: failing(403) });
    expect(await screen.findByText('You may not see alerts')).toBeVisible();
    expect(screen.getByText(/opsagent\.finding\.read/)).toBeVisible();
  });

  it.each([
    [{ incident: 'of-checkout' }, '/opsagent/incidents/of-checkout'],
    [
      { entityRef: 'component:default/checkout' },
      '/catalog/default/component/checkout',
    ],
  ])('leads from labels to %j', async (target, path) => {
    const getAlertTarget = jest.fn(async () => target);
    render({ getAlertTarget }, LABELS);
    expect(await screen.findByText(path)).toBeVisible();
    expect(getAlertTarget).toHaveBeenCalledWith(
      {
        alertname: 'KubePodCrashLooping',
        namespace: 'shop',
        pod: 'checkout-1',
      },
      expect.anything(),
    );
  });

  it('helps on when nothing fits', async () => {
    render({ getAlertTarget: failing(404) }, LABELS);
    expect(await screen.findByText('Nothing fits this alert')).toBeVisible();
    expect(screen.getByText(/pod="checkout-1"/)).toBeVisible();
    expect(screen.getByRole('link', { name: 'All incidents' })).toHaveAttribute(
      'href',
      '/opsagent/incidents',
    );
  });

  it('says what failed, and tries again', async () => {
    const getAlertTarget = jest
      .fn<Promise<{ incident: string }>, []>()
      .mockImplementationOnce(failing(500))
      .mockResolvedValueOnce({ incident: 'of-checkout' });
    render({ getAlertTarget }, LABELS);
    const retry = await screen.findByRole('button', { name: 'Retry' });
    expect(screen.getByRole('alert')).toBeVisible();
    retry.click();
    expect(
      await screen.findByText('/opsagent/incidents/of-checkout'),
    ).toBeVisible();
  });
});

describe('AlertSection', () => {
  const renderSection = (items: Alert[]) =>
    renderInTestApp(
      <AlertSection
        alerts={{ items, totalItems: items.length, pageInfo: {} }}
        incident="of-checkout"
      />,
      { mountedRoutes },
    );

  it('tells of an alert in a portal that has no page of its incident', async () => {
    const items = [sampleAlert({ incident: 'of-orders' })];
    renderInTestApp(
      <AlertSection alerts={{ items, totalItems: 1, pageInfo: {} }} />,
    );
    const item = await screen.findByRole('listitem');
    expect(
      within(item).queryByRole('link', { name: 'Incident' }),
    ).not.toBeInTheDocument();
  });

  it('shows no link that could run something, and no link to where one is', async () => {
    renderSection([
      sampleAlert({
        state: 'resolved',
        endsAt: new Date().toISOString(),
        incident: 'of-checkout',
        generatorUrl: 'data:text/html,<script>x</script>',
        annotations: { message: '<b>bold</b>' },
      }),
    ]);
    const item = await screen.findByRole('listitem');
    expect(item).toHaveTextContent(/Resolved.*since .* · until .*<b>bold<\/b>/);
    expect(within(item).queryByRole('link')).toBeNull();
  });

  it('says nothing when there is nothing', async () => {
    renderSection([]);
    expect(screen.queryByRole('region', { name: 'Alerts' })).toBeNull();
  });
});
