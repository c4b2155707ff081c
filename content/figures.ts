import type { ComponentType } from 'react'

/** The interactive figures of the lessons, by `<module>/<lesson>/<name>`; each is loaded when a page shows it. */
export const figures: Readonly<Record<string, () => Promise<{ readonly Figure: ComponentType }>>> = {
  'services/why-services/addresses': () => import('./1-services/1-why-services/figure'),
  'services/three-types/reach': () => import('./1-services/2-three-types/figure'),
  'services/clusterip/names': () => import('./1-services/3-clusterip/figure'),
  'services/clusterip-architecture/chain': () => import('./1-services/4-clusterip-architecture/figure'),
  'services/nodeport/every-node': () => import('./1-services/5-nodeport/figure'),
  'services/loadbalancer/address': () => import('./1-services/6-loadbalancer/figure'),
  'services/comparing-service-types/side-by-side': () => import('./1-services/7-comparing-service-types/figure'),
  'strategies/zero-downtime/rollout-film': () => import('./3-strategies/1-zero-downtime/figure'),
  'strategies/comparing-strategies/side-by-side': () => import('./3-strategies/8-comparing-strategies/figure'),
  'deployments/what-is-a-deployment/reconcile-loop': () => import('./2-deployments/1-what-is-a-deployment/figure'),
  'deployments/key-features/revisions': () => import('./2-deployments/2-key-features/figure'),
  'strategies/blue-green/switch': () => import('./3-strategies/2-blue-green/figure'),
  'strategies/blue-green-trade-offs/way-back': () => import('./3-strategies/4-blue-green-trade-offs/figure'),
  'deployments/online-store/sale-day': () => import('./2-deployments/3-online-store/figure'),
  'strategies/blue-green-when/test-first': () => import('./3-strategies/3-blue-green-when/figure'),
  'strategies/canary/replica-ratio': () => import('./3-strategies/5-canary/figure'),
  'strategies/canary-in-action/weights': () => import('./3-strategies/6-canary-in-action/figure'),
  'strategies/canary-real-world/the-bug': () => import('./3-strategies/7-canary-real-world/figure'),
}
