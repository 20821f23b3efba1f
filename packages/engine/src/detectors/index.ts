import { admissionDetectors } from './admission';
import { apiDetectors } from './api';
import { autoscalingDetectors } from './autoscaling';
import { certManagerDetectors } from './certManager';
import { certificateDetectors } from './certificates';
import { configurationDetectors } from './configuration';
import { controlPlaneDetectors } from './controlplane';
import { Detector } from './Detector';
import { disruptionDetectors } from './disruption';
import { dnsDetectors } from './dns';
import { gatewayDetectors } from './gateway';
import { gitopsDetectors } from './gitops';
import { imageDetectors } from './images';
import { ingressDetectors } from './ingress';
import { istioDetectors } from './istio';
import { jobDetectors } from './jobs';
import { namespaceDetectors } from './namespaces';
import { networkDetectors } from './network';
import { nodeDetectors } from './nodes';
import { operatorDetectors } from './operators';
import { probeDetectors } from './probes';
import { quotaDetectors } from './quotas';
import { rbacDetectors } from './rbac';
import { referenceDetectors } from './references';
import { resilienceDetectors } from './resilience';
import { resourceDetectors } from './resources';
import { cpuLimitMissing } from './resources/cpuLimitMissing';
import { rolloutDetectors } from './rollout';
import { runtimeDetectors } from './runtime';
import { schedulingDetectors } from './scheduling';
import { securityDetectors } from './security';
import { serviceDetectors } from './service';
import { storageDetectors } from './storage';
import { unusedDetectors } from './unused';

/** Every detector that ships, in the order in which they run. */
export const builtInDetectors: readonly Detector[] = [
  ...imageDetectors,
  ...configurationDetectors,
  ...runtimeDetectors,
  ...probeDetectors,
  ...nodeDetectors,
  ...schedulingDetectors,
  ...storageDetectors,
  ...rolloutDetectors,
  ...serviceDetectors,
  ...ingressDetectors,
  ...gatewayDetectors,
  ...istioDetectors,
  ...referenceDetectors,
  ...networkDetectors,
  ...dnsDetectors,
  ...controlPlaneDetectors,
  ...jobDetectors,
  ...autoscalingDetectors,
  ...disruptionDetectors,
  ...admissionDetectors,
  ...certificateDetectors,
  ...namespaceDetectors,
  ...quotaDetectors,
  ...rbacDetectors,
  ...apiDetectors,
  ...resourceDetectors,
  ...resilienceDetectors,
  ...securityDetectors,
  ...unusedDetectors,
  ...certManagerDetectors,
  ...gitopsDetectors,
  ...operatorDetectors,
];

/** Detectors that run only where somebody asks for them: whether what they tell is wanted is a matter of policy. */
export const optionalDetectors: readonly Detector[] = [cpuLimitMissing];
