import { identityApiRef } from '@backstage/core-plugin-api';
import {
  EntityProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import {
  mockApis,
  renderInTestApp,
  TestApiProvider,
} from '@backstage/test-utils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { screen } from '@testing-library/react';
import { Route, Routes } from 'react-router-dom';
import {
  EntityAskContent,
  EntityDiagnosisContent,
  EntityHealthCard,
  HomePageTeamIncidents,
  OpsAgentPage,
  opsAgentApiRef,
  opsagentPlugin,
} from '../legacy';
import { SampleApi } from '../../dev/SampleApi';
import { checkout } from '../__testUtils__/renderDiagnosis';
import { samples } from '../__testUtils__/samples';

describe('the plugin in the old frontend system', () => {
  it('routes to the diagnosis of an entity', async () => {
    const getEntityHealth = jest.fn(async () => samples.problems());
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [opsAgentApiRef, { getEntityHealth }],
          [permissionApiRef, mockApis.permission()],
        ]}
      >
        <EntityProvider entity={checkout}>
          <Routes>
            <Route path="/diagnosis" element={<EntityDiagnosisContent />} />
          </Routes>
        </EntityProvider>
      </TestApiProvider>,
      {
        routeEntries: ['/diagnosis'],
        mountedRoutes: { '/diagnosis': opsagentPlugin.routes.entityDiagnosis },
      },
    );

    expect(
      await screen.findByRole('article', {
        name: 'Container is killed for memory',
      }),
    ).toBeVisible();
    expect(getEntityHealth).toHaveBeenCalledWith(
      'component:default/checkout',
      expect.anything(),
    );
  });

  it('routes to the questions about an entity', async () => {
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [
            opsAgentApiRef,
            {
              getEntityHealth: async () => samples.healthy(),
              listConversations: () => new SampleApi().listConversations(),
            },
          ],
          [permissionApiRef, mockApis.permission()],
        ]}
      >
        <EntityProvider entity={checkout}>
          <Routes>
            <Route path="/ask" element={<EntityAskContent />} />
          </Routes>
        </EntityProvider>
      </TestApiProvider>,
      {
        routeEntries: ['/ask'],
        mountedRoutes: { '/ask': opsagentPlugin.routes.entityAsk },
      },
    );
    expect(
      await screen.findByText(/questions about this component/),
    ).toBeVisible();
  });

  it('shows incidents in a portal without the page of them', async () => {
    const health = samples.incidents();
    const [{ title }] = health.incidents;
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [opsAgentApiRef, { getEntityHealth: async () => health }],
          [permissionApiRef, mockApis.permission()],
        ]}
      >
        <EntityProvider entity={checkout}>
          <Routes>
            <Route path="/diagnosis" element={<EntityDiagnosisContent />} />
          </Routes>
          <EntityHealthCard />
        </EntityProvider>
      </TestApiProvider>,
      {
        routeEntries: ['/diagnosis'],
        mountedRoutes: {
          '/diagnosis': opsagentPlugin.routes.entityDiagnosis,
          '/catalog/:namespace/:kind/:name': entityRouteRef,
        },
      },
    );
    expect(await screen.findByRole('article', { name: title })).toBeVisible();
    expect(screen.getAllByText(title).length).toBeGreaterThan(1);
    expect(screen.queryByRole('link', { name: title })).not.toBeInTheDocument();
  });

  it('routes to the list of incidents, between its tabs', async () => {
    const listIncidents = async () => ({
      items: [],
      totalItems: 0,
      pageInfo: {},
    });
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [opsAgentApiRef, { listIncidents }],
          [permissionApiRef, mockApis.permission()],
        ]}
      >
        <Routes>
          <Route path="/opsagent/*" element={<OpsAgentPage />} />
        </Routes>
      </TestApiProvider>,
      {
        routeEntries: ['/opsagent/incidents'],
        mountedRoutes: { '/opsagent': opsagentPlugin.routes.root },
      },
    );
    expect(await screen.findByText(/^No open incidents/)).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Overview' })).toBeVisible();
  });

  it('has a card for entities and one for the home page', async () => {
    const none = { items: [], totalItems: 0, pageInfo: {} };
    await renderInTestApp(
      <TestApiProvider
        apis={[
          [
            opsAgentApiRef,
            {
              getEntityHealth: async () => samples.healthy(),
              listIncidents: async () => none,
            },
          ],
          [identityApiRef, mockApis.identity()],
        ]}
      >
        <EntityProvider entity={checkout}>
          <EntityHealthCard />
          <HomePageTeamIncidents />
        </EntityProvider>
      </TestApiProvider>,
      {
        mountedRoutes: {
          '/opsagent/incidents/:id': opsagentPlugin.externalRoutes.incidentPage,
          '/diagnosis': opsagentPlugin.externalRoutes.diagnosisTab,
        },
      },
    );
    expect(await screen.findByText('No problems')).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Open the diagnosis/ }),
    ).toHaveAttribute('href', '/diagnosis');
    expect(await screen.findByText('Incidents of my teams')).toBeVisible();
    expect(await screen.findByText(/^No open incidents/)).toBeVisible();
  });

  it('brings its own API client', () => {
    expect([...opsagentPlugin.getApis()].map(each => each.api)).toEqual([
      opsAgentApiRef,
    ]);
  });
});
