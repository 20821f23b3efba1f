import { NotFoundError } from '@backstage/errors';
import {
  AlertLabels,
  AlertList,
  AlertQuery,
  AlertTarget,
} from '@opsagent/backstage-plugin-opsagent-common';
import { Visibility } from '../findings/FindingStore';
import { Caller } from '../permissions/Authorizer';
import { CallerVisibility } from '../permissions/CallerVisibility';
import { AlertStore } from './AlertStore';
import { clusterOfLabels } from './clusterOfLabels';
import { objectOfAlert } from './objectOfAlert';

export interface AuthorizedAlertsOptions {
  alerts: AlertStore;
  visibility: CallerVisibility;
  /** The label that names the cluster. */
  clusterLabel: string;
}

/** Alerts as one caller may see them: those of entities that the catalog shows to the caller and, for whoever may read clusters, those of objects that belong to none. */
export class AuthorizedAlerts {
  readonly #options: AuthorizedAlertsOptions;

  constructor(options: AuthorizedAlertsOptions) {
    this.#options = options;
  }

  /** @throws NotAllowedError without permission to read findings */
  async list(query: AlertQuery, caller: Caller): Promise<AlertList> {
    return this.#options.alerts.list(query, await this.#visibility(caller));
  }

  /**
   * Where the labels of an alert lead.
   *
   * @throws NotAllowedError without permission to read findings
   * @throws NotFoundError alike for labels that fit nothing and for what the caller may not see
   */
  async target(labels: AlertLabels, caller: Caller): Promise<AlertTarget> {
    const { alerts, clusterLabel } = this.#options;
    const visibility = await this.#visibility(caller);
    const cluster = clusterOfLabels(labels, {
      label: clusterLabel,
      fallback: labels.cluster,
      listed: await alerts.listedClusters(),
    });
    const target = await alerts.target(
      {
        cluster,
        name: labels.alertname || undefined,
        subject: objectOfAlert(labels, cluster),
      },
      visibility,
    );
    if (!target) throw new NotFoundError('Nothing fits these labels');
    return target;
  }

  #visibility(caller: Caller): Promise<Visibility> {
    const { alerts, visibility } = this.#options;
    return visibility.of(caller, () => alerts.entityRefs());
  }
}
