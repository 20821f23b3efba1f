import Box from '@mui/material/Box';
import Button from '@mui/material/Button';
import { useState } from 'react';
import { AffectedObject } from '../../format/types';
import { useText } from '../../hooks/useText';
import { ObjectName } from '../ObjectName';
import { PlainList } from '../PlainList';
import { Since } from './Since';

const FIRST = 3;

export interface AffectedObjectsProps {
  affected: readonly AffectedObject[];
}

/** The objects that suffer, usually pods: a few, and all of them on request. */
export function AffectedObjects({ affected }: AffectedObjectsProps) {
  const t = useText();
  const [all, setAll] = useState(false);
  const shown = all ? affected : affected.slice(0, FIRST);
  return (
    <>
      <PlainList>
        {shown.map(object => (
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
        ))}
      </PlainList>
      {affected.length > FIRST && (
        <Button
          size="small"
          aria-expanded={all}
          onClick={() => setAll(!all)}
          sx={{ mt: 0.5, textTransform: 'none' }}
        >
          {all
            ? t('findings.fewerAffected')
            : t('findings.allAffected', { total: `${affected.length}` })}
        </Button>
      )}
    </>
  );
}
