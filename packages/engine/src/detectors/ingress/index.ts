import { Detector } from '../Detector';
import { brokenBackends } from './brokenBackends';
import { controllerAbsent } from './controllerAbsent';
import { ingressClasses } from './ingressClasses';
import { multipleDefaultClass } from './multipleDefaultClass';
import { pathConflict } from './pathConflict';
import { portError } from './portError';
import { tlsHostUncovered } from './tlsHostUncovered';
import { tlsSecretMissing } from './tlsSecretMissing';

/** Ingresses that lead nowhere or that no controller serves. */
export const ingressDetectors: readonly Detector[] = [
  ...brokenBackends,
  ...ingressClasses,
  controllerAbsent,
  tlsSecretMissing,
  portError,
  multipleDefaultClass,
  tlsHostUncovered,
  pathConflict,
];
