export * from './opsagentDetectorsExtensionPoint';
