export * from './builders';
export * from './deployedPod';
export * from './detectorRunner';
export * from './customObject';
