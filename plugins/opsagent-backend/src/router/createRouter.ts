import { Router, json } from 'express';
import PromiseRouter from 'express-promise-router';
import { AlertIntake } from '../alerts/AlertIntake';
import { AuthorizedAlerts } from '../alerts/AuthorizedAlerts';
import { ChangeBroadcast } from '../changes/ChangeBroadcast';
import { AuthorizedClusters } from '../clusters/AuthorizedClusters';
import { AuthorizedConversations } from '../conversations/AuthorizedConversations';
import { AuthorizedEntityHealth } from '../entities/AuthorizedEntityHealth';
import { AuthorizedFindings } from '../findings/AuthorizedFindings';
import { AuthorizedIncidents } from '../incidents/AuthorizedIncidents';
import { AuthorizedOverview } from '../overview/AuthorizedOverview';
import { AuthorizedInvestigations } from '../investigations/AuthorizedInvestigations';
import { alertIntakeRouter } from './alertIntakeRouter';
import { alertsRouter } from './alertsRouter';
import { announcingChanges } from './announcingChanges';
import { AuthorizedResources } from '../resources/AuthorizedResources';
import { AuthorizedSummaries } from '../summaries/AuthorizedSummaries';
import { RouteServices } from './audited';
import { clustersRouter } from './clustersRouter';
import { conversationsRouter } from './conversationsRouter';
import { entitiesRouter } from './entitiesRouter';
import { findingsRouter } from './findingsRouter';
import { incidentsRouter } from './incidentsRouter';
import { investigationsRouter } from './investigationsRouter';
import { openApiRouter } from './openApiRouter';
import { overviewRouter } from './overviewRouter';
import { resourcesRouter } from './resourcesRouter';
import { summariesRouter } from './summariesRouter';

export interface RouterOptions extends RouteServices {
  changes: ChangeBroadcast;
  clusters: AuthorizedClusters;
  findings: AuthorizedFindings;
  incidents: AuthorizedIncidents;
  investigations: AuthorizedInvestigations;
  conversations: AuthorizedConversations;
  summaries: AuthorizedSummaries;
  entityHealth: AuthorizedEntityHealth;
  overview: AuthorizedOverview;
  alerts: AuthorizedAlerts;
  intake: AlertIntake;
  resources: AuthorizedResources;
}

/** The REST API of the plugin. */
export function createRouter(options: RouterOptions): Router {
  const router = PromiseRouter();
  // Before changes are announced: a conversation concerns nobody but its owner.
  router.use(conversationsRouter(options));
  router.use(announcingChanges(options.changes));
  // Before the parser, as it takes larger bodies and only from those who may send them.
  router.use(alertIntakeRouter(options));
  router.use(json({ limit: '100kb' }));
  router.use(clustersRouter(options));
  router.use(findingsRouter(options));
  router.use(incidentsRouter(options));
  router.use(investigationsRouter(options));
  router.use(summariesRouter(options));
  router.use(entitiesRouter(options));
  router.use(alertsRouter(options));
  router.use(openApiRouter(options));
  router.use(overviewRouter(options));
  router.use(resourcesRouter(options));
  return router;
}
