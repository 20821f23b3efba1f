import { createConditionExports } from '@backstage/plugin-permission-node';
import {
  opsagentClusterResourceRef,
  opsagentFindingResourceRef,
} from '@opsagent/backstage-plugin-opsagent-node';
import { clusterRules, findingRules } from './rules';

const findings = createConditionExports({
  resourceRef: opsagentFindingResourceRef,
  rules: findingRules,
});

const clusters = createConditionExports({
  resourceRef: opsagentClusterResourceRef,
  rules: clusterRules,
});

/**
 * Conditions on findings and incidents, for `opsagent.finding.read` and `opsagent.finding.update`.
 *
 * @example
 * ```ts
 * createOpsagentFindingConditionalDecision(
 *   permission,
 *   opsagentFindingConditions.isEntityOwner({
 *     claims: user.info.ownershipEntityRefs,
 *   }),
 * );
 * ```
 */
export const opsagentFindingConditions = findings.conditions;

/** The decision of a permission policy that allows only those findings and incidents that satisfy conditions. */
export const createOpsagentFindingConditionalDecision =
  findings.createConditionalDecision;

/** Conditions on clusters, for `opsagent.cluster.read` and `opsagent.scan.create`. */
export const opsagentClusterConditions = clusters.conditions;

/** The decision of a permission policy that allows only those clusters that satisfy conditions. */
export const createOpsagentClusterConditionalDecision =
  clusters.createConditionalDecision;
