import Box from '@mui/material/Box';
import Paper from '@mui/material/Paper';
import {
  IncidentList,
  IncidentOrder,
  IncidentSummary,
  MOST_CHANGES,
} from '@opsagent/backstage-plugin-opsagent-common';
import { useRef, useState } from 'react';
import { useLocation } from 'react-router-dom';
import { isChangeable } from '../../format/bulkChange';
import { IncidentListing } from '../../format/incidentFilters';
import { BulkChoice } from '../../format/lifecycleChoice';
import { useRefusalText } from '../../hooks/useRefusalText';
import { useListKeys } from '../../hooks/useListKeys';
import { Selection } from '../../hooks/useSelection';
import { useStored } from '../../hooks/useStored';
import { IncidentRow } from '../page/IncidentRow';
import { PlainList } from '../PlainList';
import { KeyboardHelp } from './KeyboardHelp';
import { ResultsToolbar } from './ResultsToolbar';
import { RowCheckbox } from './RowCheckbox';

export interface IncidentResultsProps {
  list: IncidentList;
  /** Whether something else is being looked for. */
  isStale: boolean;
  listing: IncidentListing;
  selection: Selection;
  orderBy(order: IncidentOrder): void;
  /** Called for the form in which the state of the incidents is changed. */
  onChange(incidents: readonly IncidentSummary[], choice: BulkChoice): void;
}

/** The incidents that were found, to be opened, or chosen and changed together, also by keys alone. */
export function IncidentResults(props: IncidentResultsProps) {
  const { list, isStale, listing, orderBy, onChange } = props;
  const { chosen, has } = props.selection;
  const refusalOf = useRefusalText();
  const { pathname, search } = useLocation();
  const origin = { path: `${pathname}${search}` };
  const rowsRef = useRef<HTMLDivElement>(null);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const keys = useStored('listKeys');
  const usesKeys = keys.presence !== 'unknown' && keys.value !== false;
  const [refusal, setRefusal] = useState<string>();
  const canEdit = !isStale && chosen.length <= MOST_CHANGES;
  const isAnyChangeable = list.items.some(isChangeable) || chosen.length > 0;

  function set(incidents: readonly IncidentSummary[], isChosen: boolean) {
    setRefusal(undefined);
    // What is shown is not of the list that is being looked for.
    if (!isStale) props.selection.set(incidents, isChosen);
  }

  function changeable(id?: string) {
    const row = list.items.find(each => each.id === id);
    const reason = row && refusalOf(row);
    setRefusal(reason && `${row.title}: ${reason}`);
    return row && !reason ? [row] : [];
  }

  function choose(id: string) {
    if (has(id)) {
      set(
        chosen.filter(each => each.id === id),
        false,
      );
      return;
    }
    const incidents = changeable(id);
    if (incidents.length > 0) set(incidents, true);
  }

  function edit(choice: BulkChoice, focused?: string) {
    if (!canEdit) return;
    const incidents = chosen.length > 0 ? chosen : changeable(focused);
    if (incidents.length > 0) onChange(incidents, choice);
  }

  useListKeys(
    rowsRef,
    {
      onChoose: choose,
      onAcknowledge: id => edit('acknowledged', id),
      onSnooze: id => edit('hour', id),
      onHelp: () => setHelpOpen(true),
    },
    usesKeys,
  );

  return (
    <Paper
      variant="outlined"
      aria-busy={isStale}
      sx={{ px: 2, pb: 1, opacity: isStale ? 0.6 : 1 }}
    >
      <ResultsToolbar
        listing={listing}
        orderBy={orderBy}
        selection={{ ...props.selection, set }}
        canEdit={canEdit}
        refusal={refusal}
        shown={list.items}
        total={list.totalItems}
        onChange={edit}
        onHelp={() => setHelpOpen(true)}
      />
      <Box ref={rowsRef}>
        <PlainList>
          {list.items.map(incident => (
            <IncidentRow
              key={incident.id}
              incident={incident}
              origin={origin}
              leading={
                isAnyChangeable && (
                  <RowCheckbox
                    incident={incident}
                    chosen={has(incident.id)}
                    onChoose={isChosen => set([incident], isChosen)}
                  />
                )
              }
            />
          ))}
        </PlainList>
      </Box>
      {isHelpOpen && (
        <KeyboardHelp
          enabled={usesKeys}
          onEnable={keys.store}
          onClose={() => setHelpOpen(false)}
        />
      )}
    </Paper>
  );
}
