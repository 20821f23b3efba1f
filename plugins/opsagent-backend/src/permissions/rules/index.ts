import { hasCluster } from './hasCluster';
import { hasNamespace } from './hasNamespace';
import { hasSeverity } from './hasSeverity';
import { isCluster } from './isCluster';
import { isEntityOwner } from './isEntityOwner';

/** For conditions on findings and incidents. */
export const findingRules = {
  isEntityOwner,
  hasCluster,
  hasNamespace,
  hasSeverity,
};

/** For conditions on clusters. */
export const clusterRules = { hasCluster: isCluster };
