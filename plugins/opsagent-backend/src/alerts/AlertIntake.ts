import { LoggerService } from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import {
  AlertIntake as Taken,
  AlertSource,
  alertmanagerAlertSchema,
  alertmanagerEnvelopeSchema,
  opsagentAlertCreatePermission,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Authorizer, Caller } from '../permissions/Authorizer';
import { parse, problemsOf } from '../router/parse';
import { AlertStore } from './AlertStore';
import { Labels, ReceivedAlert, receivedAlertOf } from './ReceivedAlert';
import { clusterOfLabels } from './clusterOfLabels';

export interface AlertIntakeOptions {
  alerts: Pick<AlertStore, 'takeIn' | 'listedClusters'>;
  authorizer: Authorizer;
  logger: LoggerService;
  /** The label that names the cluster. */
  clusterLabel: string;
}

/** Takes in what Alertmanager posts, from callers who may report alerts. */
export class AlertIntake {
  readonly #options: AlertIntakeOptions;

  constructor(options: AlertIntakeOptions) {
    this.#options = options;
  }

  /** @throws NotAllowedError without permission to report alerts */
  async authorize(caller: Caller): Promise<void> {
    await this.#options.authorizer.require(
      opsagentAlertCreatePermission,
      caller,
    );
  }

  /**
   * Stores what is understood before it answers. The caller must have been authorized.
   *
   * @throws InputError for a body that is no webhook of Alertmanager, or of which no alert is understood
   */
  async take(body: unknown, { cluster }: AlertSource): Promise<Taken> {
    const { alerts, clusterLabel, logger } = this.#options;
    const envelope = parse(alertmanagerEnvelopeSchema, body);
    const listed = await alerts.listedClusters();
    const { read, rejected } = readAlerts(envelope.alerts, labels =>
      clusterOfLabels(labels, {
        label: clusterLabel,
        fallback: cluster,
        listed,
      }),
    );
    if (read.length === 0 && rejected.length > 0)
      throw new InputError(
        `alerts.${rejected[0].index}: ${rejected[0].problem}`,
      );
    await alerts.takeIn(read, new Date());
    const unplaced = read.filter(each => !listed.includes(each.cluster));
    if (unplaced.length > 0)
      logger.warn(
        `${unplaced.length} alerts are of no cluster of the portal: ${describe(unplaced[0], clusterLabel)}`,
      );
    if (rejected.length > 0)
      logger.warn(
        `${rejected.length} alerts were not understood; the first: ${rejected[0].problem}`,
      );
    if (envelope.truncatedAlerts)
      logger.warn(
        `Alertmanager left out ${envelope.truncatedAlerts} alerts; raise max_alerts of its receiver, or group by more labels`,
      );
    return { accepted: read.length, rejected };
  }
}

function readAlerts(
  alerts: readonly unknown[],
  clusterOf: (labels: Labels) => string,
) {
  const read: ReceivedAlert[] = [];
  const rejected: Taken['rejected'] = [];
  alerts.forEach((each, index) => {
    const result = alertmanagerAlertSchema.safeParse(each);
    if (result.success) read.push(receivedAlertOf(result.data, clusterOf));
    else rejected.push({ index, problem: problemsOf(result.error) });
  });
  return { read, rejected };
}

function describe({ cluster, name }: ReceivedAlert, label: string) {
  return cluster
    ? `"${name}" names "${cluster}"`
    : `"${name}" has no label "${label}"; set one in external_labels of Prometheus, or add ?cluster= to the url of the receiver`;
}
