import { Detector } from '../Detector';
import { brokenBackends } from './brokenBackends';
import { controllerAbsent } from './controllerAbsent';
import { ingressClasses } from './ingressClasses';
import { portError } from './portError';
import { tlsSecretMissing } from './tlsSecretMissing';

/** Ingresses that lead nowhere or that no controller serves. */
export const ingressDetectors: readonly Detector[] = [
  ...brokenBackends,
  ...ingressClasses,
  controllerAbsent,
  tlsSecretMissing,
  portError,
];
