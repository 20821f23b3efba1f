import Box from '@mui/material/Box';
import { AffectedObject } from '../../format/types';
import { useText } from '../../hooks/useText';
import { FirstItems } from '../FirstItems';
import { ObjectName } from '../ObjectName';
import { Since } from './Since';

const FIRST = 3;

export interface AffectedObjectsProps {
  affected: readonly AffectedObject[];
}

/** The objects that suffer, usually pods: a few, and all of them on request. */
export function AffectedObjects({ affected }: AffectedObjectsProps) {
  const t = useText();
  return (
    <FirstItems
      items={affected}
      first={FIRST}
      more={t('findings.allAffected', { total: `${affected.length}` })}
      fewer={t('findings.fewerAffected')}
    >
      {object => (
        <li key={JSON.stringify(object)}>
          <ObjectName object={object} />
          <Box component="span" sx={{ color: 'text.secondary' }}>
            {object.container &&
              ` · ${t('findings.container', { name: object.container })}`}
            {object.node && ` · ${t('findings.node', { name: object.node })}`}
            {object.since && (
              <>
                {' · '}
                <Since timestamp={object.since} />
              </>
            )}
          </Box>
        </li>
      )}
    </FirstItems>
  );
}
