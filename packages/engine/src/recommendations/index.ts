import { autoscalingRules } from './families/autoscaling';
import { batchRules } from './families/batch';
import { capacityRules } from './families/capacity';
import { claimRules } from './families/claims';
import { commandRules } from './families/commands';
import { configurationRules } from './families/configuration';
import { deliveryRules } from './families/delivery';
import { dependencyRules } from './families/dependencies';
import { edgeRules } from './families/edge';
import { identityRules } from './families/identities';
import { imageRules } from './families/images';
import { lifecycleRules } from './families/lifecycle';
import { loadRules } from './families/load';
import { memoryRules } from './families/memory';
import { meshRules } from './families/mesh';
import { networkPolicyRules } from './families/networkPolicies';
import { nodeRules } from './families/nodes';
import { placementRules } from './families/placementRules';
import { platformRules } from './families/platform';
import { policyRules } from './families/policies';
import { portRules } from './families/ports';
import { probeRules } from './families/probes';
import { quotaRules } from './families/quotas';
import { readNext } from './families/readNext';
import { rollbackChangeRules } from './families/rollbackChange';
import { rolloutRules } from './families/rollout';
import { servicePortRules } from './families/servicePorts';
import { serviceReferenceRules } from './families/serviceReferences';
import { serviceSelectorRules } from './families/serviceSelectors';
import { strategyRules } from './families/strategy';
import { tidyRules } from './families/tidy';
import { volumeRules } from './families/volumes';
import { RecommendationRule } from './RecommendationRule';

export { readNext };

/** Every recommendation that ships. */
export const builtInRecommendations: readonly RecommendationRule[] = [
  ...imageRules,
  ...configurationRules,
  ...commandRules,
  ...memoryRules,
  ...loadRules,
  ...nodeRules,
  ...probeRules,
  ...dependencyRules,
  ...serviceSelectorRules,
  ...servicePortRules,
  ...serviceReferenceRules,
  ...edgeRules,
  ...meshRules,
  ...networkPolicyRules,
  ...platformRules,
  ...placementRules,
  ...capacityRules,
  ...portRules,
  ...strategyRules,
  ...quotaRules,
  ...policyRules,
  ...identityRules,
  ...rolloutRules,
  ...rollbackChangeRules,
  ...claimRules,
  ...volumeRules,
  ...lifecycleRules,
  ...autoscalingRules,
  ...deliveryRules,
  ...batchRules,
  ...tidyRules,
  readNext,
];
