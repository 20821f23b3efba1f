import { field, referenceTo } from '../../findings/evidence';
import { hours, olderThan } from '../../snapshot/durations';
import { Detector } from '../Detector';
import { cordonedSince } from '../disruption/blockedDrains';
import { isLeaving } from './nodeTraits';

const GRACE = hours(2);
/** What those who maintain nodes write on them. */
const MAINTENANCE = /maintenance|kured|drain/i;

export const cordoned: Detector = {
  id: 'node.cordoned',
  title: 'Node has been cordoned for long',
  tier: 'risk',
  kinds: ['Node'],
  explainedBy: ['node.drain-blocked'],
  documentation: {
    speaks:
      'A node has taken no new pods for two hours, because somebody cordoned it. Whether pods wait for it is told by `scheduling.only-cordoned-nodes`.',
    silent:
      'Nodes that are being taken away, those whose labels or annotations speak of maintenance, and nodes of which nothing tells since when they have been cordoned.',
    sources: [
      'https://kubernetes.io/docs/concepts/nodes/node/#manual-node-administration',
    ],
  },

  *detect({ snapshot }) {
    for (const node of snapshot.all('Node')) {
      if (!node.spec?.unschedulable || isLeaving(node)) continue;
      const { name, annotations, labels } = node.metadata;
      const since = cordonedSince(node);
      if (!olderThan(snapshot, since, GRACE)) continue;
      const marks = Object.keys({ ...annotations, ...labels });
      if (marks.some(mark => MAINTENANCE.test(mark))) continue;
      yield {
        subject: referenceTo(node),
        severity: 'low',
        message: `${name} has been cordoned since ${since} and takes no new pods`,
        evidence: [field(node, 'spec.unschedulable', true)],
        ...(since ? { since } : {}),
      };
    }
  },
};
