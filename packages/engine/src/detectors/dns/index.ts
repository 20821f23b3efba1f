import { Detector } from '../Detector';
import { corefileInvalid } from './corefileInvalid';
import { corefileOverrides } from './corefileOverrides';
import { dnsAvailability } from './dnsAvailability';
import { dnsLogs } from './dnsLogs';
import { hostNetworkPolicy } from './hostNetworkPolicy';

/** What keeps names from being resolved in the cluster. */
export const dnsDetectors: readonly Detector[] = [
  corefileInvalid,
  ...dnsLogs,
  ...dnsAvailability,
  corefileOverrides,
  hostNetworkPolicy,
];
