import Box from '@mui/material/Box';
import { ReactNode } from 'react';
import { fieldValue } from '../../format/fieldValue';
import { momentTime } from '../../format/time';
import { EvidenceOf } from '../../format/types';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { useText } from '../../hooks/useText';
import { CodeBlock } from '../CodeBlock';
import { Code } from '../Code';
import { Moment } from '../Moment';
import { ObjectName } from '../ObjectName';

export interface FieldEvidenceProps {
  evidence: EvidenceOf<'field'>;
}

/** A field's path and the value that was read from it; of a change also the value before it, and when it was made. */
export function FieldEvidence({ evidence }: FieldEvidenceProps) {
  const t = useText();
  const options = { locale: useLocale(), now: useNow() };
  const { at, object, path, was } = evidence;
  const before = was === undefined ? undefined : fieldValue(was);
  const value = fieldValue(evidence.value);
  return (
    <>
      <ObjectName object={object} />
      {' · '}
      <Code quiet>{path}</Code>
      {value === undefined && <em> {t('evidence.notSet')}</em>}
      {value && !value.block && (
        <>
          {' = '}
          <Code>{value.text}</Code>
        </>
      )}
      {before && !before.block && (
        <Quiet> {t('evidence.was', { value: before.text })}</Quiet>
      )}
      {at && (
        <Quiet>
          {' · '}
          <Moment timestamp={at}>
            {t('evidence.changed', { moment: momentTime(at, options) })}
          </Moment>
        </Quiet>
      )}
      {value?.block && (
        <Box sx={{ mt: 0.5 }}>
          <CodeBlock label={path}>{value.text}</CodeBlock>
        </Box>
      )}
      {before?.block && (
        <Box sx={{ mt: 0.5 }}>
          <Quiet>{t('evidence.before')}</Quiet>
          <CodeBlock label={`${path} · ${t('evidence.before')}`}>
            {before.text}
          </CodeBlock>
        </Box>
      )}
    </>
  );
}

function Quiet({ children }: { children: ReactNode }) {
  return (
    <Box component="span" sx={{ color: 'text.secondary' }}>
      {children}
    </Box>
  );
}
