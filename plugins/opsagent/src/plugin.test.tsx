import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
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
  ])('adds the diagnosis to an entity with %j', async annotations => {
    const getEntityHealth = renderPage(annotations);
    expect(await screen.findByText('No problems')).toBeVisible();
    expect(getEntityHealth).toHaveBeenCalledWith(
      'component:default/checkout',
      expect.anything(),
    );
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
      newest: [],
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
