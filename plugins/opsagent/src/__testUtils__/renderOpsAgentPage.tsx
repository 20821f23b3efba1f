import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { OpsAgentApi } from '@opsagent/backstage-plugin-opsagent-common';
import { Route, Routes } from 'react-router-dom';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { OpsAgentPage } from '../components/page/OpsAgentPage';
import { rootRouteRef } from '../routes';

/** Where the list of incidents is. */
export const INCIDENTS = '/opsagent/incidents';

/** The page at `/opsagent` in an app, with an API that answers as the test says. */
export function renderOpsAgentPage(
  api: Partial<OpsAgentApi>,
  path: string = INCIDENTS,
) {
  return renderInTestApp(
    <Routes>
      <Route path="/opsagent/*" element={<OpsAgentPage />} />
    </Routes>,
    {
      initialRouteEntries: [path],
      mountedRoutes: {
        '/opsagent': rootRouteRef,
        '/catalog/:namespace/:kind/:name': entityRouteRef,
      },
      apis: [[opsAgentApiRef, api], mockApis.permission()],
    },
  );
}
