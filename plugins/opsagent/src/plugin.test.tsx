import { renderTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiMock,
  createTestEntityPage,
} from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
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

  it('adds the page of incidents', async () => {
    const listIncidents = async () => ({
      items: [],
      totalItems: 0,
      pageInfo: {},
    });
    renderTestApp({
      features: [opsagentPlugin],
      initialRouteEntries: ['/opsagent'],
      apis: [catalogApiMock(), [opsAgentApiRef, { listIncidents }]],
    });
    expect(await screen.findByText(/^No open incidents/)).toBeVisible();
  });
});
