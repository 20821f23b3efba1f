import { createApp } from '@backstage/app-defaults';
import { AppRouter, FlatRoutes } from '@backstage/core-app-api';
import { createApiFactory } from '@backstage/core-plugin-api';
import {
  CatalogEntityPage,
  CatalogIndexPage,
  EntityLayout,
  EntitySwitch,
} from '@backstage/plugin-catalog';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { permissionApiRef } from '@backstage/plugin-permission-react';
import { mockApis } from '@backstage/test-utils';
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route } from 'react-router-dom';
import { SampleApi } from '../../dev/SampleApi';
import { checkout } from '../__testUtils__/renderDiagnosis';
import { samples } from '../__testUtils__/samples';
import {
  EntityAskContent,
  EntityDiagnosisContent,
  EntityHealthCard,
  OpsAgentPage,
  isDiagnosisAvailable,
  opsAgentApiRef,
} from '../legacy';

const HEALTH = samples.incidents();

/** As the README tells portals to be built. */
const entityPage = (
  <EntityLayout>
    <EntityLayout.Route path="/" title="Overview">
      <EntitySwitch>
        <EntitySwitch.Case if={isDiagnosisAvailable}>
          <EntityHealthCard />
        </EntitySwitch.Case>
      </EntitySwitch>
    </EntityLayout.Route>
    <EntityLayout.Route
      path="/diagnosis"
      title="Diagnosis"
      if={isDiagnosisAvailable}
    >
      <EntityDiagnosisContent />
    </EntityLayout.Route>
    <EntityLayout.Route path="/ask" title="Ask" if={isDiagnosisAvailable}>
      <EntityAskContent />
    </EntityLayout.Route>
  </EntityLayout>
);

/** A whole app of the old frontend system, with its own router, routes, themes and sign-in; of backends only the answers are ours. */
function renderApp(path: string, entity = checkout) {
  window.history.pushState({}, '', path);
  const sample = new SampleApi();
  sample.getEntityHealth = async () => HEALTH;
  const app = createApp({
    apis: [
      createApiFactory(catalogApiRef, catalogApiMock({ entities: [entity] })),
      createApiFactory(permissionApiRef, mockApis.permission()),
      createApiFactory(opsAgentApiRef, sample),
    ],
    configLoader: async () => [
      {
        context: 'test',
        data: {
          app: { baseUrl: 'http://localhost', title: 'Portal' },
          backend: { baseUrl: 'http://localhost:7007' },
        },
      },
    ],
  });
  const App = app.createRoot(
    <AppRouter>
      <FlatRoutes>
        <Route path="/catalog" element={<CatalogIndexPage />} />
        <Route
          path="/catalog/:namespace/:kind/:name"
          element={<CatalogEntityPage />}
        >
          {entityPage}
        </Route>
        <Route path="/opsagent" element={<OpsAgentPage />} />
      </FlatRoutes>
    </AppRouter>,
  );
  render(<App />);
}

describe('an app built on the old frontend system', () => {
  const [{ id, title }] = HEALTH.incidents;
  const home = '/catalog/default/component/checkout';

  it('leads from the card of an entity to its diagnosis, and on to the page of an incident', async () => {
    renderApp(home);
    expect(await screen.findByText('Kubernetes health')).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Ask' })).toBeVisible();
    await userEvent.click(
      await screen.findByRole('link', { name: /Open the diagnosis/ }),
    );
    expect(window.location.pathname).toBe(`${home}/diagnosis`);
    await userEvent.click(await screen.findByRole('link', { name: title }));
    expect(window.location.pathname).toBe(`/opsagent/incidents/${id}`);
    expect(await screen.findByRole('article', { name: title })).toBeVisible();
    await waitFor(() =>
      expect(document.title).toBe(`${title} | Incidents | OpsAgent | Portal`),
    );
  });

  it('has the page of everything, between its tabs', async () => {
    renderApp('/opsagent');
    await userEvent.click(
      await screen.findByRole('tab', { name: 'Incidents' }),
    );
    expect(window.location.pathname).toBe('/opsagent/incidents');
    expect(await screen.findByRole('link', { name: title })).toBeVisible();
  });

  it('has neither tab for an entity that does not run in Kubernetes', async () => {
    const { annotations: _, ...metadata } = checkout.metadata;
    renderApp(home, { ...checkout, metadata });
    expect(await screen.findByRole('tab', { name: 'Overview' })).toBeVisible();
    expect(screen.queryByRole('tab', { name: 'Diagnosis' })).toBeNull();
    expect(screen.queryByRole('tab', { name: 'Ask' })).toBeNull();
    expect(screen.queryByText('Kubernetes health')).toBeNull();
  });
});
