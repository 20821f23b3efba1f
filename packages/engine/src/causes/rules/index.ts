import { CauseRule } from '../CauseRule';
import { autoscalingCauseRules } from './autoscalingCauseRules';
import { batchCauseRules } from './batchCauseRules';
import { certificateCauseRules } from './certificateCauseRules';
import { configCauseRules } from './configCauseRules';
import { deliveryCauseRules } from './deliveryCauseRules';
import { dependencyCauseRules } from './dependencyCauseRules';
import { imageCauseRules } from './imageCauseRules';
import { lifecycleCauseRules } from './lifecycleCauseRules';
import { networkCauseRules } from './networkCauseRules';
import { nodeCauseRules } from './nodeCauseRules';
import { operatorCauseRules } from './operatorCauseRules';
import { platformCauseRules } from './platformCauseRules';
import { policyCauseRules } from './policyCauseRules';
import { resourcesCauseRules } from './resourcesCauseRules';
import { rolloutCauseRules } from './rolloutCauseRules';
import { schedulingCauseRules } from './schedulingCauseRules';
import { storageCauseRules } from './storageCauseRules';

/**
 * Causes that a single finding proves, since its detector has already checked the contradiction between objects, and causes of which a program's log tells in so
 * many words. A finding that stands in no row explains itself.
 */
export const causeRules: readonly CauseRule[] = [
  ...imageCauseRules,
  ...configCauseRules,
  ...resourcesCauseRules,
  ...networkCauseRules,
  ...certificateCauseRules,
  ...dependencyCauseRules,
  ...nodeCauseRules,
  ...platformCauseRules,
  ...schedulingCauseRules,
  ...policyCauseRules,
  ...rolloutCauseRules,
  ...lifecycleCauseRules,
  ...storageCauseRules,
  ...autoscalingCauseRules,
  ...batchCauseRules,
  ...deliveryCauseRules,
  ...operatorCauseRules,
];
