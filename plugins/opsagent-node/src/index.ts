export * from './opsagentDetectorsExtensionPoint';
export * from './opsagentModelsExtensionPoint';
export * from './opsagentPermissionResourceRefs';
