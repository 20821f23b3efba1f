/** The channel of the portal's signals plugin on which the backend tells browsers to read again. */
export const CHANGE_SIGNAL_CHANNEL = 'opsagent';

/** That something has changed, and not what: a signal reaches everybody, whatever they may see. */
export type ChangeSignal = { type: 'changed' };
