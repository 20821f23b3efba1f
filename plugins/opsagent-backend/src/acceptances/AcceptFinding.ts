import { FindingChange } from '@opsagent/backstage-plugin-opsagent-common';

/** That somebody accepts a finding. */
export type AcceptFinding = Extract<FindingChange, { state: 'accepted' }>;
