import Box from '@mui/material/Box';
import { LedgerEntry } from '@opsagent/backstage-plugin-opsagent-common';
import { documentFields } from '../../format/documentFields';
import { momentTime } from '../../format/time';
import { useLocale } from '../../hooks/useLocale';
import { useNow } from '../../hooks/useNow';
import { CodeBlock } from '../CodeBlock';
import { Code } from '../Code';
import { Fact } from '../Fact';
import { Facts } from '../Facts';
import { Line } from '../Line';
import { Moment } from '../Moment';
import { ObjectName } from '../ObjectName';

export interface LedgerFactProps {
  entry: LedgerEntry;
}

/** One thing that was seen, as it was seen. */
export function LedgerFact({ entry }: LedgerFactProps) {
  const options = { locale: useLocale(), now: useNow() };
  const { about, at, id, kind, path, text } = entry;
  const fields = kind === 'document' ? documentFields(text) : undefined;
  return (
    <Box sx={{ mb: 1 }}>
      <Line columnGap={1}>
        <Code quiet>{id}</Code>
        {about && about.name !== '' && <ObjectName object={about} />}
        {about && about.name === '' && <span>{about.kind}</span>}
        {path && <Code quiet>{path}</Code>}
        {at && <Moment timestamp={at}>{momentTime(at, options)}</Moment>}
      </Line>
      {fields ? (
        <div role="group" aria-label={id}>
          <Facts>
            {fields.map(({ name, value }) => (
              <Fact key={name} label={name}>
                <Box sx={{ overflowWrap: 'anywhere' }}>{value}</Box>
              </Fact>
            ))}
          </Facts>
        </div>
      ) : (
        <CodeBlock label={id}>{text}</CodeBlock>
      )}
    </Box>
  );
}
