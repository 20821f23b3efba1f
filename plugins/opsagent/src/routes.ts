import {
  createExternalRouteRef,
  createRouteRef,
  createSubRouteRef,
} from '@backstage/core-plugin-api';

/** The plugin's page. The references work in both frontend systems. */
export const rootRouteRef = createRouteRef({ id: 'opsagent' });

/** The list of incidents; its filters are the query. */
export const incidentsRouteRef = createSubRouteRef({
  id: 'opsagent.incidents',
  parent: rootRouteRef,
  path: '/incidents',
});

/** One incident. */
export const incidentRouteRef = createSubRouteRef({
  id: 'opsagent.incident',
  parent: rootRouteRef,
  path: '/incidents/:id',
});

/** The Diagnosis tab of an entity. */
export const diagnosisRouteRef = createRouteRef({
  id: 'opsagent.entity-diagnosis',
});

/** The Ask tab of an entity. */
export const askRouteRef = createRouteRef({
  id: 'opsagent.entity-ask',
});

/** The clusters. */
export const clustersRouteRef = createSubRouteRef({
  id: 'opsagent.clusters',
  parent: rootRouteRef,
  path: '/clusters',
});

/** One cluster. */
export const clusterRouteRef = createSubRouteRef({
  id: 'opsagent.cluster',
  parent: rootRouteRef,
  path: '/clusters/:cluster',
});

/** A namespace of a cluster. */
export const namespaceRouteRef = createSubRouteRef({
  id: 'opsagent.namespace',
  parent: rootRouteRef,
  path: '/clusters/:cluster/namespaces/:namespace',
});

/** A node of a cluster. */
export const nodeRouteRef = createSubRouteRef({
  id: 'opsagent.node',
  parent: rootRouteRef,
  path: '/clusters/:cluster/nodes/:node',
});

/** Leads to an incident from outside the plugin's page, which not every portal has. */
export const incidentPageRouteRef = createExternalRouteRef({
  id: 'opsagent.incident-page',
  params: ['id'],
  optional: true,
  defaultTarget: 'opsagent.incident',
});

/** Leads to the list of incidents from outside the plugin's page, which not every portal has. */
export const incidentsPageRouteRef = createExternalRouteRef({
  id: 'opsagent.incidents-page',
  optional: true,
  defaultTarget: 'opsagent.incidents',
});

/** Leads to the Diagnosis tab from the rest of an entity's page, which may be without it. */
export const diagnosisTabRouteRef = createExternalRouteRef({
  id: 'opsagent.diagnosis-tab',
  optional: true,
  defaultTarget: 'opsagent.entityDiagnosis',
});

/** The routes of the plugin, in both frontend systems. */
export const pluginRoutes = {
  root: rootRouteRef,
  entityDiagnosis: diagnosisRouteRef,
  entityAsk: askRouteRef,
  incident: incidentRouteRef,
  incidents: incidentsRouteRef,
};

/** Where the plugin leads to when it is there, in both frontend systems. */
export const pluginExternalRoutes = {
  incidentPage: incidentPageRouteRef,
  incidentsPage: incidentsPageRouteRef,
  diagnosisTab: diagnosisTabRouteRef,
};
