/**
 * Serves cluster dumps as a Kubernetes API, for demonstrations and tests.
 *
 * @packageDocumentation
 */
export { DemoCluster } from './DemoCluster';
export type { DemoClusterOptions } from './DemoCluster';
export type { DemoContents } from './DemoContents';
export { runCommandLine } from './runCommandLine';
