import { Entity } from '@backstage/catalog-model';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { OpsAgentApi } from '@opsagent/backstage-plugin-opsagent-common';
import { opsAgentApiRef } from '../api/opsAgentApiRef';
import { Diagnosis } from '../components/Diagnosis';
import { mountedRoutes } from './mountedRoutes';

export const checkout: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: {
    name: 'checkout',
    namespace: 'default',
    annotations: {
      'backstage.io/kubernetes-id': 'checkout',
      'backstage.io/kubernetes-namespace': 'shop',
    },
  },
  spec: { type: 'service', lifecycle: 'production', owner: 'payments' },
};

/**
 * The tab of an entity in an app, with an API that answers as the test says.
 *
 * @param routes - the other pages of the portal
 */
export function renderDiagnosis(
  api: Partial<OpsAgentApi>,
  permissions?: Parameters<typeof mockApis.permission>[0],
  routes: Partial<typeof mountedRoutes> = mountedRoutes,
) {
  return renderInTestApp(
    <Diagnosis entity={checkout} entityRef="component:default/checkout" />,
    {
      apis: [[opsAgentApiRef, api], mockApis.permission(permissions)],
      mountedRoutes: routes,
    },
  );
}
