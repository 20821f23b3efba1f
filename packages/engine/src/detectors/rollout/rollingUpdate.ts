import { KnownKinds } from '../../snapshot/objects';

/** How many pods a rollout may add and may do without, as the Deployment controller resolves percentages: surplus is rounded up, absence down. */
export function rollingUpdateOf({ spec }: KnownKinds['Deployment']): {
  maxSurge: number;
  maxUnavailable: number;
} {
  const replicas = spec?.replicas ?? 1;
  const { maxSurge = '25%', maxUnavailable = '25%' } =
    spec?.strategy?.rollingUpdate ?? {};
  const surge = resolve(maxSurge, replicas, Math.ceil);
  const absent = resolve(maxUnavailable, replicas, Math.floor);
  // With neither a rollout could not move; the controller then lets one pod go.
  return {
    maxSurge: surge,
    maxUnavailable: surge === 0 && absent === 0 ? 1 : absent,
  };
}

function resolve(
  value: number | string,
  replicas: number,
  round: (value: number) => number,
) {
  if (typeof value === 'number') return value;
  const share = /^(\d+)%$/.exec(value)?.[1];
  return share === undefined
    ? Number(value) || 0
    : round((Number(share) * replicas) / 100);
}
