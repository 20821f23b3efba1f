import { dependencySignatures } from './dependencySignatures';
import { Signature } from './Signature';

/**
 * What programs write when they fail, in the wordings of the languages and clients that write it.
 *
 * Every pattern is linear in the length of a line: gaps have an upper bound and no repetition stands inside another. The order carries no rank.
 */
export const logSignatures: readonly Signature[] = [
  ...dependencySignatures,
  {
    id: 'log.disk-full',
    says: 'found its disk full',
    // Of inotify the same error says that a limit of the kernel is reached.
    wordings: [
      /^(?!.*(?:inotify|watch)).*no space left on device/i,
      /^(?!.*(?:inotify|watch)).*\bENOSPC\b/i,
      /disk quota exceeded/i,
      /could not extend file/i,
    ],
    names: [/["'` ](\/[\w./-]{1,200})/],
  },
  {
    id: 'log.read-only-fs',
    says: 'may not write to a file system',
    wordings: [/read-only file ?system/i, /\bEROFS\b/],
    names: [/["'` ](\/[\w./-]{1,200})/],
  },
  {
    id: 'log.permission-denied-file',
    says: 'may not open a file or port',
    wordings: [
      /(?:open|mkdir|chown|chmod|bind|create|write|read|stat|exec|touch|access)\b.{0,160}permission denied/i,
      /permission denied[:,]? .{0,20}\//i,
      /EACCES/,
      /AccessDeniedException: \//,
      /Operation not permitted/i,
      /has wrong ownership/i,
      /data directory .{1,200} has (?:invalid permissions|group or world access)/i,
    ],
    names: [/["'` ](\/[\w./-]{1,200})/],
  },
  {
    id: 'log.rbac-forbidden',
    says: 'is forbidden to use the Kubernetes API',
    wordings: [/is forbidden: User .{1,200} cannot /i],
  },
  {
    id: 'log.port-in-use',
    says: 'found its port taken',
    wordings: [
      /address already in use/i,
      /EADDRINUSE/,
      /bind\(\) to .{1,60} failed \(98/i,
      /Port \d{1,5} (?:was )?already in use/i,
    ],
    names: [/:(\d{1,5})\b(?!:)/, /port (\d{1,5})/i],
  },
  {
    id: 'log.missing-env',
    says: 'misses an environment variable',
    wordings: [
      /(?:environment variable|env(?:ironment)? var(?:iable)?s?|\$)[: ]{0,2}["'`]?[A-Z][A-Z0-9_]{1,80}["'`]?.{0,20} (?:is )?(?:required|not set|missing|must be set|unset|not defined|undefined)/i,
      /(?:missing|required|undefined|unset) (?:required )?(?:environment|env) var(?:iable)?/i,
      /\b[A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,60} (?:environment variable )?(?:is |must be )?(?:not set|required|missing|unset|undefined|not defined)\b/,
      /KeyError: ["'][A-Z][A-Z0-9_]{2,80}["']/,
      /required key [A-Z][A-Z0-9_]{1,80} missing value/i,
      /Could not resolve placeholder '[\w.-]{1,120}'/,
      /missing required configuration/i,
      /key not found: "[A-Z][A-Z0-9_]{2,80}" \(KeyError\)/,
    ],
    names: [
      /KeyError: ["']([A-Z][A-Z0-9_]{2,80})["']/,
      /required key ([A-Z][A-Z0-9_]{1,80}) missing/,
      /placeholder '([\w.-]{1,120})'/,
      /var(?:iable)?s?:? ["'`]?([A-Z][A-Z0-9_]{2,80})/,
      /\b([A-Z][A-Z0-9]{0,40}_[A-Z0-9_]{1,60})\b/,
    ],
  },
  {
    id: 'log.missing-module',
    says: 'misses a module or library of its own',
    wordings: [
      /Cannot find (?:module|package)/i,
      /ERR_MODULE_NOT_FOUND/,
      /ModuleNotFoundError/,
      /ImportError: /,
      /\bClassNotFoundException\b/,
      /NoClassDefFoundError/,
      /Could not find or load main class/i,
      /error while loading shared libraries/i,
      /cannot open shared object file/i,
      /Could not load file or assembly/i,
      /cannot load such file -- /i,
      /Unable to access jarfile/i,
    ],
    names: [
      /(?:module|package) ["']([^"']{1,200})["']/i,
      /No module named ["']?([\w.]{1,120})/,
      /(?:ClassNotFoundException|NoClassDefFoundError): ([\w.$/]{1,200})/,
      /libraries: ([\w.+-]{1,120}):/,
      /main class ([\w.$]{1,200})/,
      /jarfile (\S{1,200})/,
    ],
  },
  {
    id: 'log.runtime-too-old',
    says: 'needs a newer runtime or library than its image has',
    wordings: [
      /version [`'"](?:GLIBC|GLIBCXX|CXXABI)_[\d.]{1,12}['"] not found/,
      /UnsupportedClassVersionError/,
      /You must install or update \.NET to run this application/i,
      /Your Ruby version is .{1,40}, but your Gemfile specified/i,
      /requires a different Python: /i,
    ],
    names: [/version [`'"]((?:GLIBC|GLIBCXX|CXXABI)_[\d.]{1,12})['"]/],
  },
  {
    id: 'log.config-parse',
    says: 'cannot read its configuration',
    wordings: [
      /(?:yaml|toml|json|ini|properties)\b.{0,60}(?:parse|syntax|unmarshal|decod)\w{0,6} ?error/i,
      /yaml: (?:line \d{1,6}|unmarshal errors|mapping values)/i,
      /(?:pars|load|read|decod)ing (?:the )?config\w{0,12}(?: file)?.{0,80}(?:error|fail|unexpected|invalid)/i,
      /(?:failed|unable|cannot|could not) (?:to )?(?:parse|load|read|decode) (?:the )?config/i,
      /unexpected (?:token|end of json|character).{0,60}(?:config|\.json|\.ya?ml|\.toml)/i,
      /(?:config|settings)\w{0,12}.{0,60}(?:unexpected token|unknown field|invalid (?:value|character))/i,
      /invalid value .{0,80}for (?:flag|option)/i,
      /(?:flag provided but not defined|unknown (?:flag|option|shorthand flag|directive))/i,
      /Invalid configuration\b/i,
      /config\w{0,12} file.{0,80} (?:contains|has) errors?\b/i,
      /error initializing configuration/i,
      /Failed to bind properties under '/i,
    ],
    names: [
      /properties under '([\w.[\]-]{1,120})'/,
      /(\/?[\w./-]{1,160}\.(?:ya?ml|json|toml|ini|conf|properties))\b/i,
    ],
  },
  {
    id: 'log.identity-changed',
    says: 'was given another identity than its data was written under',
    wordings: [
      /(?:stored|configured) (?:node|broker|cluster)[. ]?id \S{1,60} doesn't match/i,
      /Inconsistent(?:Broker|Cluster)IdException/,
    ],
    names: [/((?:node|broker|cluster)[. ]?id) \S{1,60} doesn't match/i],
  },
  {
    id: 'log.exec-format',
    says: 'was built for another processor',
    wordings: [/exec format error/i, /cannot execute binary file/i],
    names: [/["'` ](\/[\w./-]{1,200})/],
  },
  {
    id: 'log.command-not-found',
    says: 'calls a command that the image does not have',
    wordings: [
      /(?:^|[ :/.])(?:ba|da|z)?sh: (?:line \d{1,6}: |\d{1,6}: )?(?:exec: )?[\w./-]{1,120}: (?:command )?not found/i,
      /executable file not found in \$PATH/i,
      /env: (?:can't execute )?["'‘]?[\w./-]{1,120}["'’]?: No such file or directory/i,
    ],
    names: [
      /sh: (?:line \d{1,6}: |\d{1,6}: )?(?:exec: )?([\w./-]{1,120}): /i,
      /exec: "([^"]{1,200})"/,
      /env: (?:can't execute )?["'‘]?([\w./-]{1,120})/,
    ],
  },
  {
    id: 'log.interpreter-missing',
    says: 'is given a program whose interpreter or loader is not there',
    // What execve(2) answers for a file that exists. The runtime has looked for the file itself before.
    wordings: [
      /^(?:.{0,60} )?exec \/[\w./@-]{1,200}: no such file or directory\s*$/i,
      /exec user process caused:? .{0,4}no such file or directory/i,
      /bad interpreter: no such file or directory/i,
      /cannot execute: required file not found/i,
    ],
    names: [
      /exec (\/[\w./@-]{1,200}):/i,
      /(\/[\w./@-]{1,200}): .{0,80}(?:interpreter|cannot execute)/i,
    ],
  },
  {
    id: 'log.jvm-heap',
    says: 'ran out of its Java heap',
    wordings: [
      /OutOfMemoryError: (?:Java heap space|GC overhead|Metaspace|unable to create|Compressed class)/i,
    ],
  },
  {
    id: 'log.node-heap',
    says: 'ran out of its JavaScript heap',
    wordings: [/JavaScript heap out of memory/i, /Reached heap limit/i],
  },
  {
    id: 'log.go-panic',
    says: 'panicked',
    wordings: [
      /^(?:.{0,60} )?panic: /,
      /^fatal error: /,
      /^goroutine \d{1,10} \[/,
      /thread '[^']{1,60}' .{0,20}panicked at/,
    ],
  },
  {
    id: 'log.python-traceback',
    says: 'ended with an exception',
    wordings: [/Traceback \(most recent call last\)/],
  },
  {
    id: 'log.unhandled',
    says: 'ended with an error that nothing handles',
    wordings: [
      /UnhandledPromiseRejection/i,
      /Unhandled exception/i,
      /Uncaught (?:\(in promise\)|\w{0,40}(?:Error|Exception))/,
      /Exception in thread "main"/,
      /\bsegfault\b|segmentation fault/i,
      /SIGSEGV/,
      /core dumped/i,
      /^(?:Type|Reference|Range|Syntax)Error: /,
    ],
  },
  {
    id: 'log.migration-locked',
    says: 'waits for a migration that does not end',
    wordings: [
      /migration\w{0,2} (?:table )?(?:is |are )?(?:already )?(?:locked|dirty)/i,
      /Dirty database version/i,
      /could not acquire (?:change ?log |migration )lock/i,
      /waiting for changelog lock/i,
    ],
  },
  {
    id: 'log.rate-limited',
    says: 'was told to send fewer requests',
    namesHost: true,
    wordings: [
      /\b429\b.{0,20}too many requests/i,
      /too many requests/i,
      /(?:rate|request) limit (?:exceeded|reached)/i,
      /API quota exceeded/i,
    ],
  },
  {
    id: 'log.kernel-limit',
    says: 'meets a limit of its node’s kernel',
    wordings: [
      /vm\.max_map_count \[\d{1,9}\] is too low/i,
      /max file descriptors \[\d{1,9}\] for .{1,80} is too low/i,
      /\b(?:inotify|fsnotify)\w{0,20}\b.{0,120}(?:too many open files|no space left on device)/i,
      /limit (?:of|on|for) (?:the )?(?:total )?(?:number of )?(?:inotify (?:instances|watches)|file watchers) reached/i,
    ],
    names: [/\b((?:vm|fs|net|kernel)(?:\.[a-z_]{2,40}){1,3})\b/],
  },
  {
    id: 'log.kernel-module',
    says: 'misses a part of its node’s kernel',
    wordings: [
      /can't initialize ip6?tables table/i,
      /modprobe: (?:FATAL|ERROR): /,
      /(?:Table does not exist|kernel module).{0,60}(?:insmod|not (?:found|loaded))/i,
    ],
    names: [/table [`'"](\w{1,30})'/, /Module (\S{1,60}) not found/i],
  },
  {
    id: 'log.leader-lost',
    says: 'lost its leader lease',
    wordings: [
      /leader ?election lost/i,
      /failed to renew lease/i,
      /stopped leading/i,
    ],
  },
  {
    id: 'log.clock-skew',
    says: 'disagrees about the time',
    wordings: [
      /token used before issued/i,
      /clock skew/i,
      /certificate .{0,40}is not yet valid/i,
    ],
  },
  {
    id: 'log.oom-native',
    says: 'was refused memory',
    wordings: [
      /std::bad_alloc/,
      /Cannot allocate memory/i,
      /\bENOMEM\b/,
      /^MemoryError\b/,
    ],
  },
  {
    id: 'log.worker-killed',
    says: 'lost a process of its own to a kill that it did not order',
    wordings: [
      /was sent SIGKILL! Perhaps out of memory/i,
      /worker \d{1,6} .{0,60}killed by signal 9/i,
      /(?:child|worker process) \d{1,10} exited on signal 9/i,
      /exited (?:prematurely: |with ')signal 9 \(SIGKILL\)/i,
      /process .{0,40}was terminated by signal 9: Killed/i,
    ],
  },
];
