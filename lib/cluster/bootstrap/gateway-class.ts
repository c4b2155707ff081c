import { controllerName } from '../controllers/gateway/gateway'
import { servedClass } from '../network/gateway'
import type { Working } from '../working/working'
import { seed } from './seed'

/** GatewayClass `edge`: Gateways of it are served by the practice cluster's stand-in. */
export function bootstrapGatewayClass(working: Working): void {
  seed(working, { apiVersion: 'gateway.networking.k8s.io/v1', kind: 'GatewayClass', resource: 'gatewayclasses', metadata: { name: servedClass }, spec: { controllerName } }, 'edge-gateway')
}
