/** One application of a synthetic cluster, by number: its namespace, size and whether something is wrong with it. */
export interface SyntheticWorkload {
  name: string;
  namespace: string;
  index: number;
  replicas: number;
  kind: 'Deployment' | 'StatefulSet';
  fault?: Fault;
}

export type Fault = 'crash-loop' | 'image' | 'missing-secret' | 'unschedulable';

const FAULTS: readonly Fault[] = [
  'crash-loop',
  'image',
  'missing-secret',
  'unschedulable',
];

const REPLICAS = [1, 2, 3, 3, 4, 5, 2, 4];
const WORKLOADS_PER_NAMESPACE = 10;
const WORKLOADS_PER_FAULT = 50;

/** Applications with the given number of pods in all; one of fifty is broken, one of ten is a StatefulSet. */
export function syntheticWorkloads(pods: number): SyntheticWorkload[] {
  const workloads: SyntheticWorkload[] = [];
  let left = pods;
  for (let index = 0; left > 0; index++) {
    const replicas = Math.min(REPLICAS[index % REPLICAS.length], left);
    left -= replicas;
    workloads.push({
      name: `service-${index}`,
      namespace: `team-${Math.floor(index / WORKLOADS_PER_NAMESPACE)}`,
      index,
      replicas,
      kind: index % 10 === 9 ? 'StatefulSet' : 'Deployment',
      ...(index % WORKLOADS_PER_FAULT === 7
        ? {
            fault:
              FAULTS[Math.floor(index / WORKLOADS_PER_FAULT) % FAULTS.length],
          }
        : {}),
    });
  }
  return workloads;
}
