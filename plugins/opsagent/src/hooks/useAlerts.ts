import {
  ALERTS_BESIDE,
  AlertList,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Read, useRead } from './useRead';

const listAlerts: Read<AlertList> = (api, options) =>
  api.listAlerts({ limit: ALERTS_BESIDE }, options);

/** The alerts that fire, kept up to date while the page is visible. */
export function useAlerts() {
  const { value, error, refresh } = useRead(listAlerts);
  return { alerts: value, error, refresh };
}
