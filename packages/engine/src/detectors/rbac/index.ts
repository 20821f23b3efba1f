import { Detector } from '../Detector';
import { danglingBindings } from './danglingBindings';
import { riskyGrants } from './riskyGrants';
import { riskyRoles } from './riskyRoles';
import { workloadDenied } from './workloadDenied';

export const rbacDetectors: readonly Detector[] = [
  workloadDenied,
  ...danglingBindings,
  ...riskyGrants,
  ...riskyRoles,
];
