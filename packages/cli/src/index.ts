export { runCommandLine } from './runCommandLine';
export { EXIT_CODES } from './Terminal';
export type { Terminal } from './Terminal';
export type { DiagnosisDocument } from './output/diagnosisDocument';
