import { Attack } from './Attack';
import { escapes } from './attacks/escapes';
import { forgeries } from './attacks/forgeries';
import { leaks } from './attacks/leaks';
import { otherTools } from './attacks/otherTools';
import { scopes } from './attacks/scopes';

/** Every attack: on what may be looked at, on the tools, on the form and the truth of the verdict, on the border between data and instructions, and on what is kept private. */
export const attacks: readonly Attack[] = [
  ...scopes,
  ...otherTools,
  ...forgeries,
  ...escapes,
  ...leaks,
];
