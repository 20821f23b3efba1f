import { getEvents } from './getEvents';
import { getLogs } from './getLogs';
import { getObject } from './getObject';
import { listChanges } from './listChanges';
import { listFindings } from './listFindings';
import { listObjects } from './listObjects';
import { relatedObjects } from './relatedObjects';
import { ClusterTool } from './Tool';

/** What every investigation may do, with nothing but the cluster. */
export const clusterTools: readonly ClusterTool[] = [
  getObject,
  listObjects,
  relatedObjects,
  getEvents,
  getLogs,
  listFindings,
  listChanges,
];
