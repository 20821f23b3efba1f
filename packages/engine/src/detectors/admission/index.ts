import { Detector } from '../Detector';
import { apiServiceUnavailable } from './apiServiceUnavailable';
import { customResourceDefinitions } from './customResourceDefinitions';
import { metricsServerAbsent } from './metricsServerAbsent';
import { unreachableWebhooks } from './unreachableWebhooks';
import { webhookCaInvalid } from './webhookCaInvalid';
import { webhookFailing } from './webhookFailing';
import { webhookSelfScope } from './webhookSelfScope';

export const admissionDetectors: readonly Detector[] = [
  ...unreachableWebhooks,
  webhookCaInvalid,
  webhookFailing,
  webhookSelfScope,
  apiServiceUnavailable,
  metricsServerAbsent,
  ...customResourceDefinitions,
];
