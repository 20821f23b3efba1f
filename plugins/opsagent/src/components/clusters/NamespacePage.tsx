import Typography from '@mui/material/Typography';
import { NamespaceDetails } from '@opsagent/backstage-plugin-opsagent-common';
import { useCallback } from 'react';
import { elapsedTime } from '../../format/time';
import { Read, useRead } from '../../hooks/useRead';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { Fact } from '../Fact';
import { Facts } from '../Facts';
import { Moment } from '../Moment';
import { Pane } from '../Pane';
import { ComputeFacts } from './ComputeFacts';
import { PlaceHeading } from './PlaceHeading';
import { PlaceIncidents } from './PlaceIncidents';
import { PodFigures } from './PodFigures';
import { Quotas } from './Quotas';
import { ReadState } from './ReadState';
import { Scores } from './Scores';
import { SharedFacts } from './SharedFacts';

export interface NamespacePageProps {
  cluster: string;
  namespace: string;
}

/** One namespace: what fails, what it consists of, what it may use, and how well it is kept. */
export function NamespacePage(props: NamespacePageProps) {
  const { cluster, namespace: name } = props;
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const read: Read<NamespaceDetails> = useCallback(
    (api, request) => api.getNamespace(cluster, name, request),
    [cluster, name],
  );
  const answer = useRead(read);
  return (
    <ReadState answer={answer}>
      {namespace => (
        <>
          <PlaceHeading
            cluster={cluster}
            title={t('clusterPages.namespace', { name })}
          />
          <PlaceIncidents
            incidents={namespace.incidents}
            filters={{ cluster: [cluster], namespace: [name] }}
          />
          <Pane title={t('clusterPages.resources.title')}>
            <Facts>
              {namespace.phase && (
                <Fact label={t('clusterPages.namespaces.phase')}>
                  {namespace.phase}
                </Fact>
              )}
              {namespace.createdAt && (
                <Fact label={t('clusterPages.namespaces.age')}>
                  <Moment timestamp={namespace.createdAt}>
                    {elapsedTime(namespace.createdAt, options)}
                  </Moment>
                </Fact>
              )}
              <Fact label={t('clusterPages.resources.pods')}>
                <PodFigures pods={namespace.pods} unread={namespace.unread} />
              </Fact>
              {namespace.pods && <ComputeFacts pods={namespace.pods} />}
              <SharedFacts resources={namespace} />
            </Facts>
          </Pane>
          <Quotas quotas={namespace.quotas} unread={namespace.unread} />
          {namespace.scores ? (
            <Scores
              scores={namespace.scores}
              place={{ cluster, namespace: name }}
            />
          ) : (
            <Typography variant="body2" color="text.secondary">
              {t('clusterPages.scores.notJudged')}
            </Typography>
          )}
        </>
      )}
    </ReadState>
  );
}
