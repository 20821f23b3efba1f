import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import { screen } from '@testing-library/react';
import { checkout } from '../../__testUtils__/renderDiagnosis';
import { samples } from '../../__testUtils__/samples';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import {
  catalogRoutes,
  mountedRoutes,
} from '../../__testUtils__/mountedRoutes';
import { EntityHealthCard } from './EntityHealthCard';

const render = (
  getEntityHealth: () => Promise<EntityHealth>,
  routes: Partial<typeof mountedRoutes> = mountedRoutes,
) =>
  renderInTestApp(
    <EntityProvider entity={checkout}>
      <EntityHealthCard />
    </EntityProvider>,
    {
      mountedRoutes: routes,
      apis: [[opsAgentApiRef, { getEntityHealth }], mockApis.permission()],
    },
  );

describe('EntityHealthCard', () => {
  it('tells the worst incident, its cause and how much else there is', async () => {
    const health = samples.incidents();
    const [worst] = health.incidents;
    render(async () => health);
    expect(
      await screen.findByRole('link', { name: worst.title }),
    ).toHaveAttribute('href', `/opsagent/incidents/${worst.id}`);
    expect(screen.getByText('Critical')).toBeVisible();
    expect(screen.getByText(worst.causes[0].title)).toBeVisible();
    expect(screen.getByText(/^\d open incidents?$/)).toBeVisible();
    expect(
      screen.getByRole('link', { name: /Open the diagnosis/ }),
    ).toHaveAttribute('href', '/diagnosis');
  });

  it('leads nowhere in a portal without the tab and the page', async () => {
    const health = samples.incidents();
    render(async () => health, catalogRoutes);
    expect(await screen.findByText(health.incidents[0].title)).toBeVisible();
    expect(screen.queryByRole('link')).not.toBeInTheDocument();
  });

  it('is one calm line when nothing fails', async () => {
    render(async () => samples.healthy());
    expect(await screen.findByText('No problems')).toBeVisible();
    expect(
      screen.getByText(/^\d+ checks on \d+ objects? · scanned/),
    ).toBeVisible();
  });

  it('does not call healthy what nobody has looked at', async () => {
    const { clusters, ...health } = samples.healthy();
    render(async () => ({
      ...health,
      clusters: clusters.map(each => ({ ...each, state: 'pending' as const })),
    }));
    expect(await screen.findByText('Not scanned yet')).toBeVisible();
    expect(screen.queryByText('No problems')).not.toBeInTheDocument();
  });

  it('names the permission that a reader lacks', async () => {
    const refusal = Object.assign(new Error('No'), { statusCode: 403 });
    render(async () => Promise.reject(refusal));
    expect(await screen.findByText(/opsagent\.finding\.read/)).toBeVisible();
  });
});
