import { EntityHealth } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { Read, useRead } from './useRead';

/** What is known of an entity's health, kept up to date while the page is visible. */
export function useEntityHealth(entityRef: string) {
  const read: Read<EntityHealth> = useCallback(
    (api, options) => api.getEntityHealth(entityRef, options),
    [entityRef],
  );
  const { value, error, refresh } = useRead(read, { isScanned });
  return { health: value, error, refresh };
}

function isScanned({ clusters }: EntityHealth) {
  return clusters.some(each => each.scanning);
}
