import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { screen, waitFor, within } from '@testing-library/react';
import { SampleApi } from '../dev/SampleApi';
import { opsAgentApiRef } from './api/opsAgentApiRef';
import { opsagentPlugin } from './plugin';
import { checkout } from './__testUtils__/renderDiagnosis';
import { samples } from './__testUtils__/samples';

describe('the plugin in the new frontend system', () => {
  const renderPage = (annotations: Record<string, string>) => {
    const getEntityHealth = jest.fn(async () => samples.healthy());
    const entity = {
      ...checkout,
      metadata: { ...checkout.metadata, annotations },
    };
    renderTestApp({
      features: [opsagentPlugin],
      extensions: [createTestEntityPage({ entity })],
      apis: [catalogApiMock(), [opsAgentApiRef, { getEntityHealth }]],
    });
    return getEntityHealth;
  };

  it.each<Record<string, string>>([
    { 'backstage.io/kubernetes-id': 'checkout' },
    { 'backstage.io/kubernetes-label-selector': 'app=checkout' },
    { 'argocd/app-name': 'checkout' },
  ])(
    'adds the diagnosis and its card to an entity with %j',
    async annotations => {
      const getEntityHealth = renderPage(annotations);
      await waitFor(() =>
        expect(screen.getAllByText('No problems')).toHaveLength(2),
      );
      expect(
        screen.getByRole('link', { name: /Open the diagnosis/ }),
      ).toHaveAttribute('href', '/diagnosis');
      expect(getEntityHealth).toHaveBeenCalledWith(
        'component:default/checkout',
        expect.anything(),
      );
    },
  );

  it.each([
    { has: 'the page', page: true },
    { has: 'no page', page: false },
  ])(
    'shows incidents on the tab of a portal that has $has of them',
    async ({ page }) => {
      const health = samples.incidents();
      const [{ id, title }] = health.incidents;
      renderTestApp({
        features: [opsagentPlugin],
        extensions: [createTestEntityPage({ entity: checkout })],
        config: { app: { extensions: [{ 'page:opsagent': page }] } },
        apis: [
          catalogApiMock(),
          [opsAgentApiRef, { getEntityHealth: async () => health }],
        ],
      });
      const incident = await screen.findByRole('article', { name: title });
      const link = within(incident).queryByRole('link', { name: title });
      expect(link?.getAttribute('href')).toBe(
        page ? `/opsagent/incidents/${id}` : undefined,
      );
    },
  );

  it('adds a tab to ask to an entity', async () => {
    renderTestApp({
      features: [opsagentPlugin],
      extensions: [createTestEntityPage({ entity: checkout })],
      // The only tab is shown at once.
      config: {
        app: { extensions: [{ 'entity-content:opsagent/diagnosis': false }] },
      },
      apis: [
        catalogApiMock(),
        [
          opsAgentApiRef,
          {
            getEntityHealth: async () => samples.healthy(),
            listConversations: () => new SampleApi().listConversations(),
          },
        ],
      ],
    });
    expect(
      await screen.findByText(/questions about this component/),
    ).toBeVisible();
  });

  it('adds neither to an entity without annotation', async () => {
    renderPage({});
    expect(await screen.findByTestId('empty-entity-page')).toBeVisible();
  });

  it('adds the list of incidents, between the tabs of the page', async () => {
    const listIncidents = async () => ({
      items: [],
      totalItems: 0,
      pageInfo: {},
    });
    renderTestApp({
      features: [opsagentPlugin],
      initialRouteEntries: ['/opsagent/incidents'],
      apis: [catalogApiMock(), [opsAgentApiRef, { listIncidents }]],
    });
    expect(await screen.findByText(/^No open incidents/)).toBeVisible();
    expect(screen.getByRole('tab', { name: 'Overview' })).toBeVisible();
  });

  it('opens the page on the overview', async () => {
    const getOverview = async () => ({
      ...(await new SampleApi().getOverview()),
      recent: [],
      owners: [],
      systems: [],
    });
    renderTestApp({
      features: [opsagentPlugin],
      initialRouteEntries: ['/opsagent'],
      apis: [catalogApiMock(), [opsAgentApiRef, { getOverview }]],
    });
    expect(
      await screen.findByRole('table', { name: 'Clusters' }),
    ).toBeVisible();
  });
});
