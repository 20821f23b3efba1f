import { field } from '../../findings/evidence';
import { Detector } from '../Detector';
import { servedContainers } from '../shared/servedContainers';
import { lastingWorkloads } from '../shared/servingWorkloads';
import { containerDetector } from '../shared/workloadDetector';

const SOURCES = [
  'https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/',
];

/** Containers that the kubelet cannot ask how they are. */
export const missingProbes: readonly Detector[] = [
  containerDetector({
    id: 'probe.none',
    title: 'Container that serves has no probe',
    kinds: ['Service'],
    documentation: {
      speaks:
        'A Service routes to a container without any probe: it gets requests before it can answer them, and when it hangs.',
      silent:
        'Containers that no port of a Service leads to. Jobs, and pods with readiness gates.',
      sources: SOURCES,
    },
    among: lastingWorkloads,
    check({ container, path }, workload, context) {
      const { name, readinessProbe, livenessProbe, startupProbe } = container;
      if (readinessProbe || livenessProbe || startupProbe) return undefined;
      if (workload.pod.spec?.readinessGates?.length) return undefined;
      if (!servedContainers(workload, context).has(name)) return undefined;
      return {
        key: name,
        severity: 'medium',
        message: `A Service routes to container ${name}, which has no probe`,
        evidence: [field(workload.source, `${path}.readinessProbe`, undefined)],
      };
    },
  }),

  containerDetector({
    id: 'probe.readiness-missing',
    title: 'Container that serves has no readiness probe',
    kinds: ['Service'],
    documentation: {
      speaks:
        'A Service routes to a container without a readiness probe: it counts as ready as soon as its process runs.',
      silent:
        'Containers without any probe, which have a row of their own. Containers that no port of a Service leads to. Jobs, and pods with readiness gates.',
      sources: SOURCES,
    },
    among: lastingWorkloads,
    check({ container, path }, workload, context) {
      const { name, readinessProbe, livenessProbe, startupProbe } = container;
      if (readinessProbe || !(livenessProbe || startupProbe)) return undefined;
      if (workload.pod.spec?.readinessGates?.length) return undefined;
      if (!servedContainers(workload, context).has(name)) return undefined;
      return {
        key: name,
        severity: 'medium',
        message: `A Service routes to container ${name}, which has no readiness probe`,
        evidence: [field(workload.source, `${path}.readinessProbe`, undefined)],
      };
    },
  }),

  containerDetector({
    id: 'probe.liveness-missing',
    title: 'Container has no liveness probe',
    kinds: ['Service'],
    documentation: {
      speaks:
        'A container that runs for long has no liveness probe: nothing restarts it when it hangs.',
      silent:
        'Containers that serve and have no probe at all, which have a row of their own. Sidecars, init containers, Jobs and single pods.',
      sources: SOURCES,
    },
    among: lastingWorkloads,
    check({ container, role, path }, workload, context) {
      const { name, readinessProbe, livenessProbe, startupProbe } = container;
      if (livenessProbe || role !== 'main') return undefined;
      const hasNone = !readinessProbe && !startupProbe;
      if (hasNone && servedContainers(workload, context).has(name))
        return undefined;
      return {
        key: name,
        severity: 'info',
        message: `Container ${name} has no liveness probe`,
        evidence: [field(workload.source, `${path}.livenessProbe`, undefined)],
      };
    },
  }),
];
