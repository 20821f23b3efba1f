import Alert from '@mui/material/Alert';
import OutsideIcon from '@mui/icons-material/CallReceived';
import { StoredIncident } from '@opsagent/backstage-plugin-opsagent-common';
import { useText } from '../../hooks/useText';
import { ObjectName } from '../ObjectName';
import { EntityLinks } from './EntityLinks';

export interface OutsideCauseProps {
  incident: StoredIncident;
  /** The entity in whose page it stands. */
  entityRef?: string;
}

/** Where what has to be mended lies, when the component of the page only suffers; nothing otherwise. */
export function OutsideCause({ incident, entityRef }: OutsideCauseProps) {
  const t = useText();
  const here = incident.entities.find(each => each.entityRef === entityRef);
  if (here?.role !== 'affected') return null;
  const subject = incident.causes[0]?.subject ?? incident.subject;
  const causing = incident.entities.filter(each => each.role === 'cause');
  function cause() {
    if (subject.name === '')
      return t('incidents.outsideHidden', { kind: subject.kind });
    const object = <ObjectName object={subject} />;
    if (causing.length === 0) return t('incidents.outside', { object });
    return t('incidents.outsideOf', {
      object,
      entities: (
        <EntityLinks entityRefs={causing.map(each => each.entityRef)} />
      ),
    });
  }
  return (
    <Alert
      severity="info"
      icon={<OutsideIcon fontSize="inherit" aria-hidden />}
      sx={{ py: 0 }}
    >
      {cause()}
    </Alert>
  );
}
