/**
 * The API server's inner Go structs, as its messages show them. Fields in the struct's order; the sign says what an absent field is printed as:
 * `$` an empty string, `#` 0, `!` false, `?` null. A type after `?` is that of the struct or of a list's items, after `=` that of an embedded value,
 * after `~` that of a struct whose fields stand among the outer one's (pkg/apis/core, apps, batch types.go).
 */
export const internalStructs = {
  AppArmorProfile: 'Type$ LocalhostProfile?',
  Capabilities: 'Add? Drop?',
  ConfigMapVolumeSource: 'Name$ Items?KeyToPath DefaultMode? Optional?',
  Container:
    'Name$ Image$ Command? Args? WorkingDir$ Ports?ContainerPort EnvFrom?EnvFromSource Env?EnvVar Resources=ResourceRequirements ResizePolicy?ContainerResizePolicy RestartPolicy? RestartPolicyRules?RestartRule VolumeMounts?VolumeMount VolumeDevices?VolumeDevice LivenessProbe?Probe ReadinessProbe?Probe StartupProbe?Probe Lifecycle?Lifecycle TerminationMessagePath$ TerminationMessagePolicy$ ImagePullPolicy$ SecurityContext?SecurityContext Stdin! StdinOnce! TTY!',
  ContainerPort: 'Name$ HostPort# ContainerPort# Protocol$ HostIP$',
  ContainerResizePolicy: 'ResourceName$ RestartPolicy$',
  DaemonSetUpdateStrategy: 'Type$ RollingUpdate?RollingUpdateDaemonSet',
  DeploymentStrategy: 'Type$ RollingUpdate?RollingUpdateDeployment',
  EmptyDirVolumeSource: 'Medium$ SizeLimit?',
  EnvFromSource: 'Prefix$ ConfigMapRef?OptionalReference SecretRef?OptionalReference',
  EnvVar: 'Name$ Value$ ValueFrom?EnvVarSource',
  EnvVarSource: 'FieldRef?ObjectFieldSelector ResourceFieldRef?ResourceFieldSelector ConfigMapKeyRef?KeySelector SecretKeyRef?KeySelector FileKeyRef?',
  ExecAction: 'Command?',
  ExitCodes: 'ContainerName? Operator$ Values?',
  FailurePolicy: 'Rules?FailureRule',
  FailureRule: 'Action$ OnExitCodes?ExitCodes OnPodConditions?PodConditionPattern',
  GRPCAction: 'Port# Service?',
  HTTPGetAction: 'Path$ Port# Host$ Scheme$ HTTPHeaders?HTTPHeader',
  HTTPHeader: 'Name$ Value$',
  HostPathVolumeSource: 'Path$ Type?',
  KeySelector: 'Name$ Key$ Optional?',
  KeyToPath: 'Key$ Path$ Mode?',
  Lifecycle: 'PostStart?LifecycleHandler PreStop?LifecycleHandler StopSignal?',
  LifecycleHandler: 'Exec?ExecAction HTTPGet?HTTPGetAction TCPSocket?TCPSocketAction Sleep?SleepAction',
  LocalObjectReference: 'Name$',
  ObjectFieldSelector: 'APIVersion$ FieldPath$',
  EventSource: 'Component$ Host$',
  ObjectReference: 'Kind$ Namespace$ Name$ UID$ APIVersion$ ResourceVersion$ FieldPath$',
  OptionalReference: 'Name$ Optional?',
  PersistentVolumeClaimVolumeSource: 'ClaimName$ ReadOnly!',
  PodConditionPattern: 'Type$ Status$',
  PodSecurityContext:
    'HostNetwork! HostPID! HostIPC! ShareProcessNamespace? HostUsers? SELinuxOptions?SELinuxOptions WindowsOptions? RunAsUser? RunAsGroup? RunAsNonRoot? SupplementalGroups? SupplementalGroupsPolicy? FSGroup? FSGroupChangePolicy? Sysctls?Sysctl SeccompProfile?SeccompProfile AppArmorProfile?AppArmorProfile SELinuxChangePolicy?',
  PodSpec:
    'Volumes?Volume InitContainers?Container Containers?Container EphemeralContainers?Container RestartPolicy$ TerminationGracePeriodSeconds? ActiveDeadlineSeconds? DNSPolicy$ NodeSelector? ServiceAccountName$ AutomountServiceAccountToken? NodeName$ SecurityContext?PodSecurityContext ImagePullSecrets?LocalObjectReference Hostname$ Subdomain$ SetHostnameAsFQDN? Affinity? SchedulerName$ Tolerations?Toleration HostAliases? PriorityClassName$ Priority? PreemptionPolicy? DNSConfig? ReadinessGates? RuntimeClassName? Overhead? EnableServiceLinks? TopologySpreadConstraints? OS?PodOS SchedulingGates?PodSchedulingGate ResourceClaims? Resources?ResourceRequirements HostnameOverride? SchedulingGroup?',
  PodOS: 'Name$',
  PodSchedulingGate: 'Name$',
  Probe: '~ProbeHandler InitialDelaySeconds# TimeoutSeconds# PeriodSeconds# SuccessThreshold# FailureThreshold# TerminationGracePeriodSeconds?',
  ProbeHandler: 'Exec?ExecAction HTTPGet?HTTPGetAction TCPSocket?TCPSocketAction GRPC?GRPCAction',
  ResourceFieldSelector: 'ContainerName$ Resource$ Divisor#',
  ResourceRequirements: 'Limits? Requests? Claims?',
  RestartRule: 'Action$ ExitCodes?ExitCodeRule',
  ExitCodeRule: 'Operator$ Values?',
  RollingUpdateDaemonSet: 'MaxUnavailable# MaxSurge#',
  RollingUpdateDeployment: 'MaxUnavailable# MaxSurge#',
  RollingUpdateStatefulSetStrategy: 'Partition# MaxUnavailable?',
  SELinuxOptions: 'User$ Role$ Type$ Level$',
  SeccompProfile: 'Type$ LocalhostProfile?',
  SecretVolumeSource: 'SecretName$ Items?KeyToPath DefaultMode? Optional?',
  SecurityContext:
    'Capabilities?Capabilities Privileged? SELinuxOptions?SELinuxOptions WindowsOptions? RunAsUser? RunAsGroup? RunAsNonRoot? ReadOnlyRootFilesystem? AllowPrivilegeEscalation? ProcMount? SeccompProfile?SeccompProfile AppArmorProfile?AppArmorProfile',
  SleepAction: 'Seconds#',
  StatefulSetUpdateStrategy: 'Type$ RollingUpdate?RollingUpdateStatefulSetStrategy',
  SuccessPolicy: 'Rules?SuccessRule',
  SuccessRule: 'SucceededIndexes? SucceededCount?',
  Sysctl: 'Name$ Value$',
  TCPSocketAction: 'Port# Host$',
  Toleration: 'Key$ Operator$ Value$ Effect$ TolerationSeconds?',
  Volume: 'Name$ ~VolumeSource',
  VolumeDevice: 'Name$ DevicePath$',
  VolumeMount: 'Name$ ReadOnly! RecursiveReadOnly? MountPath$ SubPath$ MountPropagation? SubPathExpr$',
  VolumeSource:
    'HostPath?HostPathVolumeSource EmptyDir?EmptyDirVolumeSource GCEPersistentDisk? AWSElasticBlockStore? GitRepo? Secret?SecretVolumeSource NFS? ISCSI? Glusterfs? PersistentVolumeClaim?PersistentVolumeClaimVolumeSource RBD? Quobyte? FlexVolume? Cinder? CephFS? Flocker? DownwardAPI? FC? AzureFile? ConfigMap?ConfigMapVolumeSource VsphereVolume? AzureDisk? PhotonPersistentDisk? Projected? PortworxVolume? ScaleIO? StorageOS? CSI? Ephemeral? Image?',
} as const

/** A struct of which the layout is known. */
export type InternalStruct = keyof typeof internalStructs
