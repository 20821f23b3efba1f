import SearchOffIcon from '@mui/icons-material/SearchOff';
import { Entity } from '@backstage/catalog-model';
import Typography from '@mui/material/Typography';
import { EntityCluster } from '@opsagent/backstage-plugin-opsagent-common';
import { clusterNames } from '../../format/clusterNames';
import { objectSearch } from '../../format/objectSearch';
import { useLocale } from '../../hooks/useLocale';
import { useText } from '../../hooks/useText';
import { Code } from '../Code';
import { CopyableCode } from '../CopyableCode';
import { StateMessage } from './StateMessage';

export interface NoObjectsStateProps {
  entity: Entity;
  clusters: readonly EntityCluster[];
}

/** The scans saw no object of the entity: what was looked for, and how to make it be found. */
export function NoObjectsState({ entity, clusters }: NoObjectsStateProps) {
  const t = useText();
  const locale = useLocale();
  const { selector, namespace, snippet, custom } = objectSearch(entity);
  const searched = {
    clusters: clusterNames(clusters, locale),
    selector: <Code>{selector}</Code>,
  };
  return (
    <StateMessage Icon={SearchOffIcon} title={t('noObjects.title')}>
      <Typography variant="body2">
        {namespace
          ? t('noObjects.inNamespace', { ...searched, namespace })
          : t('noObjects.anyNamespace', searched)}
      </Typography>
      <Typography variant="body2">
        {t(custom ? 'noObjects.fixSelector' : 'noObjects.fix')}
      </Typography>
      <CopyableCode
        unwrapped
        label={t('noObjects.example')}
        copyLabel={t('noObjects.copyExample')}
      >
        {snippet}
      </CopyableCode>
    </StateMessage>
  );
}
