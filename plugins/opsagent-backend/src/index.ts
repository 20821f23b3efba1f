export { opsagentPlugin as default } from './plugin';
export {
  createOpsagentClusterConditionalDecision,
  createOpsagentFindingConditionalDecision,
  opsagentClusterConditions,
  opsagentFindingConditions,
} from './permissions/conditionExports';
