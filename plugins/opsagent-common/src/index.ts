export * from './client/OpsAgentApi';
export * from './client/OpsAgentClient';
export * from './permissions';
export * from './schema/cluster';
export * from './schema/entityHealth';
export * from './schema/finding';
export * from './schema/findingQuery';
