import { NamespaceDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { bytesText, numberText } from '../../format/amounts';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';
import { Fact } from '../Fact';
import { Figure, UnknownFigure } from './Figure';
import { WorkloadFigures } from './WorkloadFigures';

export interface SharedFactsProps {
  resources: Pick<
    NamespaceDetails,
    'workloads' | 'services' | 'ingresses' | 'claims' | 'unread'
  >;
}

/** The figures that clusters and namespaces share, as rows of `Facts`. */
export function SharedFacts({ resources }: SharedFactsProps) {
  const t = useText();
  const locale = useLocale();
  const { workloads, services, ingresses, claims, unread } = resources;
  const claimState = unread.find(
    each => each.kind === 'PersistentVolumeClaim',
  )?.state;
  return (
    <>
      <Fact label={t('clusterPages.resources.workloads')}>
        <WorkloadFigures workloads={workloads} unread={unread} />
      </Fact>
      <Fact label={t('clusterPages.resources.services')}>
        <Figure value={services} kind="Service" unread={unread} />
      </Fact>
      <Fact label={t('clusterPages.resources.ingresses')}>
        <Figure value={ingresses} kind="Ingress" unread={unread} />
      </Fact>
      <Fact label={t('clusterPages.resources.claims')}>
        {claims ? (
          t('clusterPages.resources.claimsBound', {
            bound: numberText(claims.bound, locale),
            total: numberText(claims.total, locale),
            size: bytesText(claims.requested, locale),
          })
        ) : (
          <UnknownFigure
            kind="PersistentVolumeClaim"
            state={claimState ?? 'notCaptured'}
          />
        )}
      </Fact>
    </>
  );
}
