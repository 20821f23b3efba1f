import Box from '@mui/material/Box';
import Stack from '@mui/material/Stack';
import {
  IncidentDetails,
  LedgerEntry,
  Verdict,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { HostileText } from './HostileText';
import { ModelHypothesisItem } from './ModelHypothesisItem';
import { NamedList } from './NamedList';
import { TwoVerdicts } from './TwoVerdicts';

export interface VerdictViewProps {
  incident: IncidentDetails;
  verdict: Verdict;
  /** Its name. */
  model: string;
  /** Everything that was seen. */
  entries: readonly LedgerEntry[];
}

/** What a model concluded beside what the rules say, with what it rests on. All of its text is plain, whatever is in it. */
export function VerdictView(props: VerdictViewProps) {
  const { entries, incident, model, verdict } = props;
  const t = useText();
  const recommended = incident.recommendations
    .filter(each => verdict.recommendations.includes(each.id))
    .map(each => each.title);
  return (
    <Stack spacing={1.5}>
      <TwoVerdicts incident={incident} verdict={verdict} model={model} />
      <HostileText ids={verdict.hostileText} entries={entries} />
      {verdict.hypotheses.length > 0 && (
        <Box
          component="ol"
          aria-label={t('investigation.verdict.hypotheses', { model })}
          sx={{ m: 0, pl: 2.5, '& > li::marker': { fontWeight: 700 } }}
        >
          {verdict.hypotheses.map(each => (
            <ModelHypothesisItem
              key={`${each.cause} ${each.subject.name}`}
              hypothesis={each}
              entries={entries}
            />
          ))}
        </Box>
      )}
      <NamedList
        name={t('investigation.verdict.nextSteps')}
        items={verdict.nextSteps}
      />
      <NamedList
        name={t('investigation.verdict.recommendations')}
        items={recommended}
      />
      <NamedList
        name={t('investigation.verdict.missing')}
        items={verdict.missing}
      />
    </Stack>
  );
}
