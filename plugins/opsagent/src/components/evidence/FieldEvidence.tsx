import Box from '@mui/material/Box';
import { fieldValue } from '../../format/fieldValue';
import { EvidenceOf } from '../../format/types';
import { useText } from '../../hooks/useText';
import { CodeBlock } from '../CodeBlock';
import { Code } from '../Code';
import { ObjectName } from '../ObjectName';

export interface FieldEvidenceProps {
  evidence: EvidenceOf<'field'>;
}

/** A field's path and the value that was read from it. */
export function FieldEvidence({ evidence }: FieldEvidenceProps) {
  const t = useText();
  const { object, path } = evidence;
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
      {value?.block && (
        <Box sx={{ mt: 0.5 }}>
          <CodeBlock label={path}>{value.text}</CodeBlock>
        </Box>
      )}
    </>
  );
}
