import { Detector } from '../Detector';
import { cronJobs } from './cronJobs';
import { failedJobs } from './failedJobs';
import { unfinishedJobs } from './unfinishedJobs';
import { unmetSchedules } from './unmetSchedules';

export const jobDetectors: readonly Detector[] = [
  ...cronJobs,
  ...failedJobs,
  ...unfinishedJobs,
  ...unmetSchedules,
];
