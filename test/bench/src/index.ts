export { syntheticCluster } from './synthetic/syntheticCluster';
