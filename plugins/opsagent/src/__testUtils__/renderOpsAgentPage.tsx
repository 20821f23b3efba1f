import { StorageApi, storageApiRef } from '@backstage/core-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { OpsAgentApi } from '@opsagent/backstage-plugin-opsagent-common';
import { Route, Routes } from 'react-router-dom';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { OpsAgentPage } from '../components/page/OpsAgentPage';
import { mountedRoutes } from './mountedRoutes';

/** Where the list of incidents is. */
export const INCIDENTS = '/opsagent/incidents';

/**
 * The page at `/opsagent` in an app, with an API that answers as the test says.
 *
 * @param storage - what the portal keeps for the reader
 */
export function renderOpsAgentPage(
  api: Partial<OpsAgentApi>,
  path: string = INCIDENTS,
  storage?: StorageApi,
) {
  return renderInTestApp(
    <Routes>
      <Route path="/opsagent/*" element={<OpsAgentPage />} />
    </Routes>,
    {
      initialRouteEntries: [path],
      mountedRoutes,
      apis: [
        [opsAgentApiRef, api],
        mockApis.permission(),
        ...(storage ? [[storageApiRef, storage] as const] : []),
      ],
    },
  );
}
