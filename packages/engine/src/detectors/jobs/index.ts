import { Detector } from '../Detector';
import { cronJobRisks } from './cronJobRisks';
import { cronJobs } from './cronJobs';
import { failedJobs } from './failedJobs';
import { restingJobs } from './restingJobs';
import { unfinishedJobs } from './unfinishedJobs';
import { unmetSchedules } from './unmetSchedules';

export const jobDetectors: readonly Detector[] = [
  ...cronJobs,
  ...failedJobs,
  ...unfinishedJobs,
  ...unmetSchedules,
  ...cronJobRisks,
  ...restingJobs,
];
