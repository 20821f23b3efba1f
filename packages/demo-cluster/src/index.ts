/**
 * Serves cluster dumps as a Kubernetes API, for demonstrations and tests.
 *
 * @packageDocumentation
 */
export { DemoCluster } from './DemoCluster';
export type { DemoClusterOptions, DemoContents } from './DemoCluster';
export { runCommandLine } from './runCommandLine';
