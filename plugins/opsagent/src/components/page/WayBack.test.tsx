import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { Route, Routes } from 'react-router-dom';
import { SampleApi } from '../../../dev/SampleApi';
import { samples } from '../../__testUtils__/samples';
import { opsAgentApiRef } from '../../api/opsAgentApiRef';
import { mountedRoutes } from '../../__testUtils__/mountedRoutes';
import { IncidentList } from '../incidents/IncidentList';
import { IncidentsRoutes } from './IncidentsRoutes';

const TAB = '/catalog/default/component/sample/diagnosis';

it('leads from an incident to the tab of the entity that it was opened in', async () => {
  const health = samples.incidents();
  renderInTestApp(
    <Routes>
      <Route path={TAB} element={<IncidentList health={health} />} />
      <Route path="/opsagent/incidents/*" element={<IncidentsRoutes />} />
    </Routes>,
    {
      initialRouteEntries: [`${TAB}?cluster=prod-eu`],
      mountedRoutes,
      apis: [[opsAgentApiRef, new SampleApi()], mockApis.permission()],
    },
  );
  const [first, , acknowledged] = health.incidents;
  const link = await screen.findByRole('link', { name: acknowledged.title });
  expect(link).toHaveAttribute(
    'href',
    `/opsagent/incidents/${acknowledged.id}`,
  );
  await userEvent.click(screen.getByRole('link', { name: first.title }));
  expect(await screen.findByRole('region', { name: 'Timeline' })).toBeVisible();
  const back = screen.getByRole('link', { name: 'Back to sample' });
  expect(back).toHaveAttribute('href', `${TAB}?cluster=prod-eu`);
  await userEvent.click(back);
  expect(await screen.findByRole('link', { name: first.title })).toBeVisible();
});
