export { formatLogSection } from './containerLogs';
export { DumpError } from './DumpError';
export type { DumpMeta } from './dumpMeta';
export { locateObjects } from './locateObjects';
export type { ObjectLocation } from './locateObjects';
export { readDump } from './readDump';
export type { DumpFile, ReadDumpOptions } from './readDump';
export { kindsOfEveryCluster } from './kindsOfEveryCluster';
