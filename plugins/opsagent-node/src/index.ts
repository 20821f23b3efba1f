export * from './opsagentDetectorsExtensionPoint';
export * from './opsagentPermissionResourceRefs';
