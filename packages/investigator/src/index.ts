export * from './model/Model';
export * from './model/ModelError';
