import { autoscalerPrinter } from './autoscaler'
import { cronJobPrinter, jobPrinter } from './batch'
import { configMapPrinter, limitRangePrinter, namespacePrinter, priorityClassPrinter, resourceQuotaPrinter, secretPrinter } from './config'
import { nameAndAge } from './default'
import { endpointSlicePrinter, endpointsPrinter } from './endpoints'
import { eventPrinter } from './event'
import { gatewayClassPrinter, gatewayPrinter, httpRoutePrinter } from './gateway'
import { ingressClassPrinter, ingressPrinter } from './ingress'
import { nodePrinter } from './node'
import { controllerRevisionPrinter, leasePrinter } from './others'
import { podPrinter } from './pod'
import { disruptionBudgetPrinter, networkPolicyPrinter } from './policy'
import type { Printer } from './printer'
import { bindingPrinter } from './rbac'
import { servicePrinter } from './service'
import { claimPrinter, storageClassPrinter, volumePrinter } from './storage'
import { daemonSetPrinter, deploymentPrinter, replicaSetPrinter, replicationControllerPrinter, statefulSetPrinter } from './workload'

/** Printers by `<group>/<resource>`; what is not here shows its name and when it was made. */
export const printers: Readonly<Record<string, Printer | undefined>> = {
  '/pods': podPrinter,
  '/services': servicePrinter,
  '/endpoints': endpointsPrinter,
  '/configmaps': configMapPrinter,
  '/secrets': secretPrinter,
  '/namespaces': namespacePrinter,
  '/nodes': nodePrinter,
  '/events': eventPrinter,
  '/serviceaccounts': nameAndAge,
  '/persistentvolumeclaims': claimPrinter,
  '/persistentvolumes': volumePrinter,
  '/limitranges': limitRangePrinter,
  '/resourcequotas': resourceQuotaPrinter,
  '/replicationcontrollers': replicationControllerPrinter,
  'events.k8s.io/events': eventPrinter,
  'apps/deployments': deploymentPrinter,
  'apps/replicasets': replicaSetPrinter,
  'apps/daemonsets': daemonSetPrinter,
  'apps/statefulsets': statefulSetPrinter,
  'apps/controllerrevisions': controllerRevisionPrinter,
  'batch/jobs': jobPrinter,
  'batch/cronjobs': cronJobPrinter,
  'autoscaling/horizontalpodautoscalers': autoscalerPrinter,
  'policy/poddisruptionbudgets': disruptionBudgetPrinter,
  'networking.k8s.io/ingresses': ingressPrinter,
  'networking.k8s.io/ingressclasses': ingressClassPrinter,
  'networking.k8s.io/networkpolicies': networkPolicyPrinter,
  'rbac.authorization.k8s.io/rolebindings': bindingPrinter,
  'rbac.authorization.k8s.io/clusterrolebindings': bindingPrinter,
  'discovery.k8s.io/endpointslices': endpointSlicePrinter,
  'gateway.networking.k8s.io/gatewayclasses': gatewayClassPrinter,
  'gateway.networking.k8s.io/gateways': gatewayPrinter,
  'gateway.networking.k8s.io/httproutes': httpRoutePrinter,
  'storage.k8s.io/storageclasses': storageClassPrinter,
  'scheduling.k8s.io/priorityclasses': priorityClassPrinter,
  'coordination.k8s.io/leases': leasePrinter,
}
