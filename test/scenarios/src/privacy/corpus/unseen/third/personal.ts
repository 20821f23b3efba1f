import { TextClass } from '@opsagent/engine';
import { Template } from '../Template';

/** Addresses and names of hosts. */
export const THIRD_PERSONAL: readonly (readonly [TextClass, Template])[] = [
  [
    'email',
    [
      'email ip personal',
      '2026-02-11 08:44:10 WARN AuthController - login denied for «lena.wwuvi@posteo.de» from 83.215.44.171 ua="Firefox/134.0"',
    ],
  ],
  [
    'ip',
    [
      'email ip personal',
      '2026-02-11 08:44:10 WARN AuthController - login denied for lena.wwuvi@posteo.de from «83.215.44.171» ua="Firefox/134.0"',
    ],
  ],
  [
    'email',
    [
      'email display name',
      'postfix/smtp[412]: to=<«j.ferrvzc+orders@ferreira-textil.pt»>, relay=mx3.ferreira-textil.pt[185.93.12.77]:25, status=deferred',
    ],
  ],
  [
    'host',
    [
      'email display name',
      'postfix/smtp[412]: to=<j.ferrvzc+orders@ferreira-textil.pt>, relay=«mx3.ferreira-textil.pt»[185.93.12.77]:25, status=deferred',
    ],
  ],
  [
    'ip',
    [
      'email display name',
      'postfix/smtp[412]: to=<j.ferrvzc+orders@ferreira-textil.pt>, relay=mx3.ferreira-textil.pt[«185.93.12.77»]:25, status=deferred',
    ],
  ],
  [
    'ip',
    [
      'ipv6 hostname',
      'dial tcp [«2a01:4f8:c17:5e21::9f»]:5432: connect: no route to host (resolved from vault-eu2.intern.steiger-bau.de)',
    ],
  ],
  [
    'host',
    [
      'ipv6 hostname',
      'dial tcp [2a01:4f8:c17:5e21::9f]:5432: connect: no route to host (resolved from «vault-eu2.intern.steiger-bau.de»)',
    ],
  ],
];
