import { Detector } from '../Detector';
import { cronJobs } from './cronJobs';
import { failedJobs } from './failedJobs';
import { unfinishedJobs } from './unfinishedJobs';

export const jobDetectors: readonly Detector[] = [
  ...cronJobs,
  ...failedJobs,
  ...unfinishedJobs,
];
