import { ActionOptions } from './ActionOptions';
import { createChangeIncidentAction } from './createChangeIncidentAction';
import { createExplainIncidentAction } from './createExplainIncidentAction';
import { createGetEntityHealthAction } from './createGetEntityHealthAction';
import { createListIncidentsAction } from './createListIncidentsAction';
import { createScanClusterAction } from './createScanClusterAction';

/** Offers what agents may do with the plugin through the portal's actions registry. */
export function registerActions(options: ActionOptions): void {
  createListIncidentsAction(options);
  createExplainIncidentAction(options);
  createGetEntityHealthAction(options);
  createChangeIncidentAction(options);
  createScanClusterAction(options);
}
