export { opsagentPlugin as default } from './plugin';
