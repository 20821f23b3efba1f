import { isForbidden } from '../../format/failures';
import { useEntityHealth } from '../../hooks/useEntityHealth';
import { useText } from '../../hooks/useText';
import { FailedState } from '../states/FailedState';
import { ForbiddenState } from '../states/ForbiddenState';
import { LoadingState } from '../states/LoadingState';
import { EntityClusterAsk } from './EntityClusterAsk';

export interface EntityAskProps {
  entityRef: string;
}

/** Questions about an entity. */
export function EntityAsk({ entityRef }: EntityAskProps) {
  const t = useText();
  const { health, error, refresh } = useEntityHealth(entityRef);
  if (error && isForbidden(error))
    return <ForbiddenState title={t('ask.forbidden')} />;
  if (health) return <EntityClusterAsk health={health} />;
  if (error)
    return (
      <FailedState subject="conversations" error={error} onRetry={refresh} />
    );
  return <LoadingState subject="conversations" />;
}
