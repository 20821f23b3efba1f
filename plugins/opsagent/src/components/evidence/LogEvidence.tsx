import Box from '@mui/material/Box';
import { objectName } from '../../format/objectName';
import { EvidenceOf } from '../../format/types';
import { useText } from '../../hooks/useText';
import { CodeBlock } from '../CodeBlock';
import { CopyButton } from '../CopyButton';
import { ObjectName } from '../ObjectName';

export interface LogEvidenceProps {
  evidence: EvidenceOf<'log'>;
}

/** The last lines that a container wrote. */
export function LogEvidence({ evidence }: LogEvidenceProps) {
  const t = useText();
  const { object, container, lines } = evidence;
  const label = t('evidence.logOf', { object: objectName(object) });
  const text = lines.join('\n');
  return (
    <>
      <ObjectName object={object} />
      {container && ` · ${t('findings.container', { name: container })}`}
      {lines.length === 0 ? (
        <em> {t('evidence.noLines')}</em>
      ) : (
        <Box
          sx={{ display: 'flex', alignItems: 'flex-start', gap: 0.5, mt: 0.5 }}
        >
          <CodeBlock label={label}>{text}</CodeBlock>
          <CopyButton text={text} label={t('copy', { text: label })} />
        </Box>
      )}
    </>
  );
}
