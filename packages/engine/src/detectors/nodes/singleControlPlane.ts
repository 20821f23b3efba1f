import { field, referenceTo } from '../../findings/evidence';
import { Detector } from '../Detector';
import { isControlPlane } from './nodeTraits';

export const singleControlPlane: Detector = {
  id: 'node.single-control-plane',
  title: 'Control plane has one node only',
  tier: 'hygiene',
  kinds: ['Node'],
  documentation: {
    speaks:
      'Exactly one of several nodes carries the role of the control plane: when it fails, nothing can be changed, and nothing that ends is replaced.',
    silent:
      'Control planes that a provider runs, and clusters of a single node.',
    sources: [
      'https://kubernetes.io/docs/setup/production-environment/tools/kubeadm/ha-topology/',
    ],
  },

  *detect({ snapshot }) {
    const nodes = snapshot.all('Node');
    if (nodes.length < 2 || snapshot.readState('Node') !== 'complete') return;
    const [node, ...others] = nodes.filter(isControlPlane);
    if (!node || others.length > 0) return;
    yield {
      subject: referenceTo(node),
      severity: 'info',
      message: `${node.metadata.name} is the only one of ${nodes.length} nodes that runs the control plane`,
      evidence: [field(node, 'metadata.labels', node.metadata.labels)],
    };
  },
};
