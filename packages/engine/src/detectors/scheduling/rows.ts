import { Severity } from '../../findings/Finding';
import { FamilyRow } from '../detectorFamily';

export interface SchedulingRow extends FamilyRow {
  severity: Severity;
}

type Row = readonly [name: string, severity: Severity, title: string];

/** Why the scheduler places no pod. When several hold for one workload, an earlier one leads and the later ones are listed under it. */
const ROWS: readonly Row[] = [
  ['pvc-missing', 'high', 'Pod uses a volume claim that does not exist'],
  [
    'node-selector-mismatch',
    'high',
    'No node has the labels that the pod asks for',
  ],
  ['node-affinity-unsatisfied', 'high', 'No node satisfies the node affinity'],
  ['extended-resource-absent', 'high', 'No node offers the requested resource'],
  ['request-exceeds-node', 'high', 'Request is larger than any node'],
  ['insufficient-cpu', 'high', 'Not enough CPU left on the nodes'],
  ['insufficient-memory', 'high', 'Not enough memory left on the nodes'],
  ['insufficient-other', 'high', 'Not enough of a resource left on the nodes'],
  ['max-pods', 'high', 'Nodes hold as many pods as they may'],
  ['host-port-conflict', 'medium', 'Host port is taken on every node'],
  ['volume-limit', 'medium', 'Nodes can attach no further volume'],
  [
    'pod-affinity-unsatisfied',
    'high',
    'No node is near the pods it must be near',
  ],
  ['anti-affinity-blocked', 'medium', 'Anti-affinity leaves no node'],
  ['topology-spread-blocked', 'medium', 'Topology spread leaves no node'],
  [
    'taint-untolerated',
    'high',
    'Nodes carry a taint that the pod does not tolerate',
  ],
  ['only-unhealthy-nodes', 'high', 'Only unhealthy nodes would take the pod'],
  ['only-cordoned-nodes', 'high', 'Only cordoned nodes would take the pod'],
  ['dra-unallocated', 'medium', 'Resource claim is not allocated'],
  ['unexplained', 'medium', 'Pod cannot be scheduled'],
];

/** Rows whose subject is not the workload, but a claim or the cluster. */
const SHARED_ROWS: readonly Row[] = [
  [
    'volume-node-affinity',
    'high',
    'Volume cannot be reached from any fitting node',
  ],
  ['pvc-unbound', 'medium', 'Pod waits for a volume claim that is not bound'],
  ['rwop-in-use', 'medium', 'Volume claim for a single pod is in use'],
  ['no-nodes', 'critical', 'Cluster has no node that takes pods'],
];

const idOf = ([name]: Row) => `scheduling.${name}`;

export const SCHEDULING_ROWS: readonly SchedulingRow[] = [
  ...ROWS.map((row, index) => ({
    id: idOf(row),
    severity: row[1],
    title: row[2],
    explainedBy: [
      'create.*',
      'deploy.rollout-deadlock',
      ...ROWS.slice(0, index).map(idOf),
    ],
  })),
  ...SHARED_ROWS.map(row => ({
    id: idOf(row),
    severity: row[1],
    title: row[2],
    explainedBy: ['storage.*'],
  })),
];

const severities = new Map(SCHEDULING_ROWS.map(row => [row.id, row.severity]));

export function severityOf(id: string): Severity {
  return severities.get(id) ?? 'medium';
}
