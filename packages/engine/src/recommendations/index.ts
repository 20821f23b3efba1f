import { admissionRules } from './families/admission';
import { autoscalingRules } from './families/autoscaling';
import { batchRules } from './families/batch';
import { commandRules } from './families/commands';
import { configurationRules } from './families/configuration';
import { deliveryRules } from './families/delivery';
import { dependencyRules } from './families/dependencies';
import { edgeRules } from './families/edge';
import { imageRules } from './families/images';
import { lifecycleRules } from './families/lifecycle';
import { nodeRules } from './families/nodes';
import { platformRules } from './families/platform';
import { probeRules } from './families/probes';
import { readNext } from './families/readNext';
import { resourceRules } from './families/resources';
import { rolloutRules } from './families/rollout';
import { schedulingRules } from './families/scheduling';
import { serviceRules } from './families/services';
import { storageRules } from './families/storage';
import { tidyRules } from './families/tidy';
import { RecommendationRule } from './RecommendationRule';

export { readNext };

/** Every recommendation that ships. */
export const builtInRecommendations: readonly RecommendationRule[] = [
  ...imageRules,
  ...configurationRules,
  ...commandRules,
  ...resourceRules,
  ...nodeRules,
  ...probeRules,
  ...dependencyRules,
  ...serviceRules,
  ...edgeRules,
  ...platformRules,
  ...schedulingRules,
  ...admissionRules,
  ...rolloutRules,
  ...storageRules,
  ...lifecycleRules,
  ...autoscalingRules,
  ...deliveryRules,
  ...batchRules,
  ...tidyRules,
  readNext,
];
