import { Detector } from '../Detector';
import { containerRights } from './containerRights';
import { ingressNoTls } from './ingressNoTls';
import { serviceExposed } from './serviceExposed';
import { hardening } from './hardening';
import { hostAccess } from './hostAccess';
import { imageTags } from './imageTags';
import { configMapSecret } from './configMapSecret';
import { envSecretLiteral } from './envSecretLiteral';
import { psaUnset } from './psaUnset';
import { psaWouldReject } from './psaWouldReject';
import { privilegedConstraints } from './privilegedConstraints';
import { imageVulnerabilities } from './imageVulnerabilities';
import { policyReportFailures } from './policyReportFailures';
import { serviceAccountTokens } from './serviceAccountTokens';

/** What an intruder could make use of. */
export const securityDetectors: readonly Detector[] = [
  ...containerRights,
  ...hostAccess,
  ...hardening,
  ...imageTags,
  ...serviceAccountTokens,
  envSecretLiteral,
  configMapSecret,
  psaUnset,
  psaWouldReject,
  ingressNoTls,
  serviceExposed,
  privilegedConstraints,
  imageVulnerabilities,
  policyReportFailures,
];
