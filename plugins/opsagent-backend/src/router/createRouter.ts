import { Router } from 'express';
import PromiseRouter from 'express-promise-router';
import { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import { AuthorizedEntityHealth } from '../entities/AuthorizedEntityHealth';
import { AuthorizedFindings } from '../findings/AuthorizedFindings';
import { RouteServices } from './audited';
import { clustersRouter } from './clustersRouter';
import { entitiesRouter } from './entitiesRouter';
import { findingsRouter } from './findingsRouter';

export interface RouterOptions extends RouteServices {
  clusters: AuthorizedClusters;
  findings: AuthorizedFindings;
  entityHealth: AuthorizedEntityHealth;
}

/** The REST API of the plugin. */
export function createRouter(options: RouterOptions): Router {
  const router = PromiseRouter();
  router.use(clustersRouter(options));
  router.use(findingsRouter(options));
  router.use(entitiesRouter(options));
  return router;
}
