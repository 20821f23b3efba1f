import { entityRouteRef } from '@backstage/plugin-catalog-react';
import {
  diagnosisTabRouteRef,
  incidentPageRouteRef,
  incidentsPageRouteRef,
  rootRouteRef,
} from '../routes';

/** The pages of the catalog, which every portal has. */
export const catalogRoutes = {
  '/catalog/:namespace/:kind/:name': entityRouteRef,
};

/** The pages of a portal that has everything the plugin brings. */
export const mountedRoutes = {
  ...catalogRoutes,
  '/opsagent': rootRouteRef,
  '/opsagent/incidents': incidentsPageRouteRef,
  '/opsagent/incidents/:id': incidentPageRouteRef,
  '/diagnosis': diagnosisTabRouteRef,
};
