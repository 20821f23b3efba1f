export { opsAgentApiRef } from './api/opsAgentApiRef';
export { isDiagnosisAvailable } from './annotations';
export {
  EntityDiagnosisContent,
  OpsAgentPage,
  opsagentPlugin,
} from './legacy/plugin';
export { opsagentTranslationRef } from './translation';
