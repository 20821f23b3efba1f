export { opsAgentApiRef } from './api/opsAgentApiRef';
export { isDiagnosisAvailable } from './annotations';
export {
  EntityAskContent,
  EntityDiagnosisContent,
  EntityHealthCard,
  HomePageTeamIncidents,
  OpsAgentPage,
  opsagentPlugin,
} from './legacy/plugin';
export { opsagentTranslationRef } from './translation';
