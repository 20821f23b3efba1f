export * from './builders';
export * from './detectorRunner';
