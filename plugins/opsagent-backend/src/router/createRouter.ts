import { Router, json } from 'express';
import PromiseRouter from 'express-promise-router';
import { ChangeBroadcast } from '../changes/ChangeBroadcast';
import { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import { AuthorizedEntityHealth } from '../entities/AuthorizedEntityHealth';
import { AuthorizedFindings } from '../findings/AuthorizedFindings';
import { AuthorizedIncidents } from '../incidents/AuthorizedIncidents';
import { AuthorizedOverview } from '../overview/AuthorizedOverview';
import { announcingChanges } from './announcingChanges';
import { RouteServices } from './audited';
import { clustersRouter } from './clustersRouter';
import { entitiesRouter } from './entitiesRouter';
import { findingsRouter } from './findingsRouter';
import { incidentsRouter } from './incidentsRouter';
import { openApiRouter } from './openApiRouter';
import { overviewRouter } from './overviewRouter';

export interface RouterOptions extends RouteServices {
  changes: ChangeBroadcast;
  clusters: AuthorizedClusters;
  findings: AuthorizedFindings;
  incidents: AuthorizedIncidents;
  entityHealth: AuthorizedEntityHealth;
  overview: AuthorizedOverview;
}

/** The REST API of the plugin. */
export function createRouter(options: RouterOptions): Router {
  const router = PromiseRouter();
  router.use(json({ limit: '100kb' }));
  router.use(announcingChanges(options.changes));
  router.use(clustersRouter(options));
  router.use(findingsRouter(options));
  router.use(incidentsRouter(options));
  router.use(entitiesRouter(options));
  router.use(openApiRouter(options));
  router.use(overviewRouter(options));
  return router;
}
