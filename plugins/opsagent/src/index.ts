export { opsAgentApiRef } from './api/opsAgentApiRef';
export { opsagentTranslationRef } from './translation';
export { opsagentPlugin as default } from './plugin';
