import { Overview } from '@opsagent/backstage-plugin-opsagent-common';
import { Read, useRead } from './useRead';

const AT_REST = 30_000;

const getOverview: Read<Overview> = (api, options) => api.getOverview(options);

/** The health of everything that the reader may see, kept up to date while the page is visible. */
export function useOverview() {
  const { value, error, refresh } = useRead(getOverview, { atRest: AT_REST });
  return { overview: value, error, refresh };
}
