/**
 * What stands in a field, by the published API of Kubernetes: `texts` and `objects` are lists; `textMap` has texts under names of anybody's choice, such as labels; of
 * `numberOrText` are ports and numbers of pods, which may be a name or a percentage.
 */
export type FieldShape =
  | 'text'
  | 'number'
  | 'boolean'
  | 'numberOrText'
  | 'object'
  | 'textMap'
  | 'texts'
  | 'objects';

/** Nearly every field of the built-in kinds means the same wherever it stands, so its name tells its shape. */
const NAMES: Readonly<Record<FieldShape, string>> = {
  object: `
    acceptedNames affinity aggregationRule appArmorProfile assigned attachError awsElasticBlockStore azureDisk
    azureFile backend behavior capabilities cephfs cinder claimRef clientConfig clientIP clusterTrustBundle config
    configMap configMapKeyRef configMapRef configSource containerResource controllerExpandSecretRef
    controllerPublishSecretRef conversion csi current daemonEndpoints dataSource dataSourceRef defaultBackend
    deprecatedSource describedObject detachError dnsConfig downwardAPI emptyDir ephemeral exec external fc features
    fieldRef flexVolume flocker gcePersistentDisk gitRepo glusterfs grpc hints hostPath http httpGet inlineVolumeSpec
    involvedObject ipBlock iscsi jobTemplate kubeletEndpoint labelSelector lastKnownGood lastState lifecycle
    livenessProbe loadBalancer local matchConstraints matchResources metadata metric modifyVolumeStatus names
    namespaceSelector nfs nodeAffinity nodeExpandSecretRef nodeInfo nodePublishSecretRef nodeStageSecretRef object
    objectSelector onExitCodes ordinals os paramKind paramRef persistentVolumeClaim
    persistentVolumeClaimRetentionPolicy photonPersistentDisk podAffinity podAffinityTerm podAntiAffinity
    podFailurePolicy podSelector pods portworxVolume postStart preStop preference projected quobyte rbd readinessProbe
    regarding related required resourceFieldRef resources roleRef rollingUpdate running scale scaleDown scaleIO
    scaleTargetRef scaleUp scheduling schema scopeSelector seLinuxOptions seccompProfile secret secretKeyRef secretRef
    securityContext selector series service serviceAccountToken sessionAffinityConfig sleep source spec startupProbe
    state storageos strategy subresources successPolicy target targetRef tcpSocket template terminated typeChecking
    uncountedTerminatedPods updateStrategy valueFrom volumeClaimTemplate vsphereVolume waiting webhook windowsOptions`,
  text: `
    acquireTime action address addressType apiGroup apiVersion appProtocol architecture attacher audience averageValue
    bootID caBundle cachingMode certificate cidr claimName clusterIP completedIndexes completionMode completionTime
    component concurrencyPolicy conditionType container containerID containerName containerRuntimeVersion
    creationTimestamp currentRevision currentVolumeAttributesClassName datasetName datasetUUID deletionTimestamp
    deprecatedFirstTimestamp deprecatedLastTimestamp deprecationWarning description devicePath directory diskName
    diskURI divisor dnsPolicy driver effect endpointsNamespace error eventTime expression externalID externalName
    externalTrafficPolicy failedIndexes failurePolicy fieldPath finishedAt firstTimestamp format fsGroupChangePolicy
    fsGroupPolicy fsType gateway generateName gmsaCredentialSpec gmsaCredentialSpecName group handler holderIdentity
    host hostIP hostname image imageID imagePullPolicy ingressClassName initiatorName internalTrafficPolicy ip
    ipFamilyPolicy ipMode iqn iscsiInterface jsonPath kernelVersion key keyring kind kubeProxyVersion kubeletConfigKey
    kubeletVersion labelSelectorPath lastHeartbeatTime lastObservedTime lastPhaseTransitionTime lastProbeTime
    lastScaleTime lastScheduleTime lastSuccessfulTime lastTimestamp lastTransitionTime lastUpdateTime level listKind
    loadBalancerClass loadBalancerIP localhostProfile machineID managedBy matchPolicy medium message messageExpression
    mountPath mountPropagation name namespace nodeAffinityPolicy nodeID nodeName nodeTaintsPolicy nominatedNodeName
    note operatingSystem operator osImage parameterNotFoundAction path pathType pdID pdName persistentVolumeName
    persistentVolumeReclaimPolicy phase plural podCIDR podIP podManagementPolicy podReplacementPolicy policyName pool
    preemptionPolicy prefix priorityClassName procMount protectionDomain protocol providerID provisioner qosClass
    reason reclaimPolicy recursiveReadOnly registry reinvocationPolicy renewTime reportingComponent reportingInstance
    repository request resize resource resourceClaimName resourceClaimTemplateName resourceName resourceVersion
    restartPolicy role runAsUserName runtimeClassName schedule schedulerName scheme scope scopeName secretFile
    secretName secretNamespace selectPolicy selfLink server serviceAccount serviceAccountName serviceName
    sessionAffinity shareName sideEffects signerName singular sizeLimit specReplicasPath startTime startedAt status
    statusReplicasPath storageClassName storageMode storagePolicyID storagePolicyName storagePool subPath subPathExpr
    subdomain succeededIndexes system systemUUID targetContainerName targetPortal targetVolumeAttributesClassName
    tenant terminationMessagePath terminationMessagePolicy time timeAdded timeZone topologyKey trafficDistribution
    type uid unhealthyPodEvictionPolicy updateRevision url user username value valueExpression version volume
    volumeAttributesClassName volumeBindingMode volumeHandle volumeID volumeMode volumeName volumeNamespace volumePath
    warning whenDeleted whenScaled whenUnsatisfiable workingDir zone`,
  boolean: `
    allocateLoadBalancerNodePorts allowPrivilegeEscalation allowVolumeExpansion attachRequired attached
    automountServiceAccountToken blockOwnerDeletion chapAuthDiscovery chapAuthSession controller deprecated
    enableServiceLinks globalDefault hostIPC hostNetwork hostPID hostProcess hostUsers immutable insecureSkipTLSVerify
    manualSelector optional paused podInfoOnMount preserveUnknownFields privileged publishNotReadyAddresses readOnly
    readOnlyRootFilesystem ready recursiveReadOnlyMounts requiresRepublish runAsNonRoot seLinuxMount served serving
    setHostnameAsFQDN shareProcessNamespace sslEnabled started stdin stdinOnce storage storageCapacity suspend
    terminating tty unschedulable`,
  number: `
    Port active activeDeadlineSeconds availableReplicas averageUtilization backoffLimit backoffLimitPerIndex
    collisionCount completions containerPort count currentHealthy currentNumberScheduled currentReplicas defaultMode
    deletionGracePeriodSeconds deprecatedCount desiredHealthy desiredNumberScheduled desiredReplicas
    disruptionsAllowed endPort exitCode expectedPods expirationSeconds failed failedJobsHistoryLimit failureThreshold
    fsGroup fullyLabeledReplicas generation healthCheckNodePort hostPort initialDelaySeconds leaseDurationSeconds
    leaseTransitions lun maxFailedIndexes maxReplicas maxSkew minDomains minReadySeconds minReplicas mode nodePort
    number numberAvailable numberMisscheduled numberReady numberUnavailable observedGeneration parallelism partition
    periodSeconds port priority progressDeadlineSeconds readyReplicas replicas restartCount revision
    revisionHistoryLimit runAsGroup runAsUser seconds signal sizeBytes stabilizationWindowSeconds start
    startingDeadlineSeconds succeeded succeededCount successThreshold successfulJobsHistoryLimit
    terminationGracePeriodSeconds timeoutSeconds tolerationSeconds ttlSecondsAfterFinished unavailableReplicas
    updatedNumberScheduled updatedReplicas weight`,
  numberOrText: `
    maxSurge maxUnavailable minAvailable targetPort`,
  textMap: `
    allocatable allocatedResourceStatuses allocatedResources annotations attachmentMetadata binaryData capacity data
    default defaultRequest deprecatedTopology disruptedPods hard labels limits matchLabels max maxLimitRequestRatio
    min nodeSelector overhead podFixed requests stringData used volumeAttributes`,
  texts: `
    accessModes add admissionReviewVersions apiGroups apiVersions args categories clusterIPs command
    conversionReviewVersions drop except externalIPs finalizers groups hostnames hosts ipFamilies
    loadBalancerSourceRanges matchLabelKeys mismatchLabelKeys monitors mountOptions nameservers namespaces
    nonResourceURLs operations podCIDRs policyTypes portals resourceNames scopes searches shortNames storedVersions
    targetWWNs topologyKeys usages validationActions values verbs volumeLifecycleModes volumesInUse wwids`,
  objects: `
    additionalPrinterColumns addresses allowedTopologies auditAnnotations claims clusterRoleSelectors conditions
    containerStatuses containers currentMetrics drivers egress endpoints env envFrom ephemeralContainerStatuses
    ephemeralContainers excludeResourceRules expressionWarnings forZones from hostAliases hostIPs httpHeaders
    imagePullSecrets images ingress initContainerStatuses initContainers items managedFields matchConditions
    matchExpressions matchFields matchLabelExpressions metrics nodeSelectorTerms onPodConditions options
    ownerReferences paths podIPs policies ports preferredDuringSchedulingIgnoredDuringExecution readinessGates
    requiredDuringSchedulingIgnoredDuringExecution resizePolicy resourceClaimStatuses resourceClaims resourceRules
    rules runtimeHandlers schedulingGates secrets selectableFields sources subjects sysctls taints tls to
    tokenRequests tolerations topologySpreadConstraints validations variables versions volumeClaimTemplates
    volumeDevices volumeMounts volumes volumesAttached webhooks`,
};

/** What the fields of an object itself stand within. */
export const OUTERMOST = '';

/** Fields of another shape, or of one that is not told here, in the named kind or within the named field. The elements of a list stand within the list. */
const EXCEPTIONS: Readonly<
  Record<string, Readonly<Record<string, FieldShape | 'any'>>>
> = {
  active: { CronJob: 'objects', config: 'object' },
  addresses: { endpoints: 'texts' },
  allocatable: { drivers: 'object' },
  conditions: { endpoints: 'object' },
  controller: { spec: 'text' },
  data: { ControllerRevision: 'any' },
  endpoints: { glusterfs: 'text' },
  failed: { uncountedTerminatedPods: 'texts' },
  fieldRef: { expressionWarnings: 'text' },
  image: { volumes: 'object' },
  limits: { spec: 'objects' },
  names: { images: 'texts' },
  options: { flexVolume: 'textMap' },
  overhead: { [OUTERMOST]: 'object' },
  parameters: { [OUTERMOST]: 'textMap', spec: 'object' },
  port: {
    httpGet: 'numberOrText',
    ports: 'numberOrText',
    service: 'any',
    tcpSocket: 'numberOrText',
  },
  ready: { status: 'number' },
  requiredDuringSchedulingIgnoredDuringExecution: { nodeAffinity: 'object' },
  resource: {
    backend: 'object',
    currentMetrics: 'object',
    defaultBackend: 'object',
    metrics: 'object',
  },
  resources: {
    excludeResourceRules: 'texts',
    resourceRules: 'texts',
    rules: 'texts',
  },
  revision: { gitRepo: 'text' },
  selector: { Service: 'textMap' },
  service: { grpc: 'text' },
  status: {
    [OUTERMOST]: 'object',
    subresources: 'object',
    volumeClaimTemplates: 'object',
  },
  strategy: { conversion: 'text', Lease: 'text' },
  succeeded: { uncountedTerminatedPods: 'texts' },
  terminating: { status: 'number' },
  uid: { linux: 'number' },
  user: {
    containerStatuses: 'object',
    ephemeralContainerStatuses: 'object',
    initContainerStatuses: 'object',
  },
  value: { [OUTERMOST]: 'number', policies: 'number' },
  values: { onExitCodes: 'any' },
};

interface NamedField {
  usual?: FieldShape;
  exceptions?: Readonly<Record<string, FieldShape | 'any'>>;
}

const fields: ReadonlyMap<string, NamedField> = namedFields();

/** What belongs in a field of a built-in kind; undefined where anything may stand, or where nothing is known of it. */
export function fieldShape(
  name: string,
  within: string,
  kind: string,
): FieldShape | undefined {
  const field = fields.get(name);
  if (!field?.exceptions) return field?.usual;
  const { usual, exceptions } = field;
  const shape = exceptions[kind] ?? exceptions[within] ?? usual;
  return shape === 'any' ? undefined : shape;
}

function namedFields() {
  const byName = new Map<string, NamedField>();
  for (const [shape, names] of Object.entries(NAMES))
    for (const name of names.trim().split(/\s+/))
      byName.set(name, { usual: shape as FieldShape });
  for (const [name, exceptions] of Object.entries(EXCEPTIONS))
    byName.set(name, { ...byName.get(name), exceptions });
  return byName;
}
