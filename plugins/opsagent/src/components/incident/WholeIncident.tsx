import Stack from '@mui/material/Stack';
import {
  ConversationAbout,
  GraphNode,
  IncidentDetails,
  IncidentGraph,
  TimelineEntry,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useId, useMemo, useState } from 'react';
import { Polled } from '../../hooks/usePolling';
import { useText } from '../../hooks/useText';
import { AlertSection } from '../alerts/AlertSection';
import { AskPane } from '../ask/AskPane';
import { GraphPane } from '../graph/GraphPane';
import { InvestigationPane } from '../investigation/InvestigationPane';
import { Pane } from '../Pane';
import { RecommendationList } from '../recommendations/RecommendationList';
import { SummaryPane } from '../summary/SummaryPane';
import { TimelinePane } from '../timeline/TimelinePane';
import { HypothesesPane } from './HypothesesPane';
import { IncidentColumns } from './IncidentColumns';
import { IncidentHeader } from './IncidentHeader';
import { MembersPane } from './MembersPane';
import { Selection } from './selection';

export interface WholeIncidentProps {
  incident: IncidentDetails;
  graph: Polled<IncidentGraph>;
  timeline: Polled<TimelineEntry[]>;
}

/** An incident at full depth: why, what to do, and with which evidence, and beside it the objects and what happened when. */
export function WholeIncident(props: WholeIncidentProps) {
  const { graph, incident, timeline } = props;
  const t = useText();
  const titleId = useId();
  const [selection, setSelection] = useState<Selection>();
  const { id } = incident;
  const about = useMemo(
    (): ConversationAbout => ({ type: 'incident', id }),
    [id],
  );
  const selecting = ({ findings, role }: GraphNode) => {
    // Only its members are told of on the page.
    const finding = findings.find(each => incident.findings.includes(each));
    return finding || role === 'cause'
      ? () => setSelection({ finding })
      : undefined;
  };
  return (
    <Stack component="article" spacing={2} aria-labelledby={titleId}>
      <IncidentHeader incident={incident} titleId={titleId} />
      <SummaryPane incident={incident} />
      <IncidentColumns
        wide={
          <>
            <HypothesesPane
              incident={incident}
              selection={selection?.finding ? undefined : selection}
            />
            {incident.recommendations.length > 0 && (
              <Pane title={t('recommendations.title')}>
                <RecommendationList
                  recommendations={incident.recommendations}
                />
              </Pane>
            )}
            <InvestigationPane incident={incident} />
            <AskPane about={about} />
            <MembersPane incident={incident} selection={selection} />
          </>
        }
        narrow={
          <>
            <GraphPane graph={graph} selecting={selecting} />
            <TimelinePane timeline={timeline} />
            <AlertSection alerts={incident.alerts} incident={incident.id} />
          </>
        }
      />
    </Stack>
  );
}
