import { field, referenceTo } from '../../findings/evidence';
import { Detector } from '../Detector';

const KIND = 'SecurityContextConstraints.security.openshift.io';

/** What OpenShift ships, and what its own operators install. */
const BUILT_IN =
  /^(?:privileged|node-exporter|machine-api-termination-handler|hostaccess|hostmount-anyuid.*|hostnetwork.*|anyuid|nonroot.*|restricted.*|insights-runtime-extractor-scc|nested-container)$/;

/** Constraints of OpenShift that let privileged containers in. */
export const privilegedConstraints: Detector = {
  id: 'security.scc-privileged',
  title: 'Constraint lets privileged containers in',
  tier: 'hygiene',
  kinds: [KIND],
  documentation: {
    speaks:
      'A SecurityContextConstraints object other than those that OpenShift ships sets `allowPrivilegedContainer`: whoever may use it owns the nodes.',
    silent: 'Clusters other than OpenShift.',
    sources: [
      'https://docs.openshift.com/container-platform/latest/authentication/managing-security-context-constraints.html',
    ],
  },
  *detect({ snapshot }) {
    for (const constraint of snapshot.all(KIND)) {
      if (constraint.allowPrivilegedContainer !== true) continue;
      if (BUILT_IN.test(constraint.metadata.name)) continue;
      yield {
        subject: referenceTo(constraint),
        severity: 'medium',
        message: 'Whoever may use the constraint may run privileged containers',
        evidence: [field(constraint, 'allowPrivilegedContainer', true)],
      };
    }
  },
};
