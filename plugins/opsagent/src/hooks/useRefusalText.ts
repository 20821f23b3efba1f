import {
  IncidentSummary,
  opsagentFindingUpdatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { isChangeable } from '../format/bulkChange';
import { useText } from './useText';

/** Tells why the state of an incident cannot be changed; undefined when it can. */
export function useRefusalText() {
  const t = useText();
  return useCallback(
    (incident: Pick<IncidentSummary, 'mayChange' | 'state'>) => {
      if (isChangeable(incident)) return undefined;
      return incident.mayChange
        ? t('incidentList.resolved')
        : t('lifecycle.denied', {
            permission: opsagentFindingUpdatePermission.name,
          });
    },
    [t],
  );
}
