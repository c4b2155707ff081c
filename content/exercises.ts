import type { Exercise } from '@/lib/grade/exercise'

/** Every exercise of the course by its id, in the course's order; each is loaded when it is asked for. `folder` holds its right and wrong answers. */
export const exercises: Readonly<Record<string, { readonly folder: string; readonly load: () => Promise<Exercise> }>> = {
  'services/stable-address': {
    folder: '1-services/1-why-services/exercises/stable-address',
    load: async () => (await import('./1-services/1-why-services/exercises/stable-address/exercise')).exercise,
  },
  'services/pick-the-type': {
    folder: '1-services/2-three-types/exercises/pick-the-type',
    load: async () => (await import('./1-services/2-three-types/exercises/pick-the-type/exercise')).exercise,
  },
  'services/backend-api': {
    folder: '1-services/3-clusterip/exercises/backend-api',
    load: async () => (await import('./1-services/3-clusterip/exercises/backend-api/exercise')).exercise,
  },
  'services/empty-endpoints': {
    folder: '1-services/4-clusterip-architecture/exercises/empty-endpoints',
    load: async () => (await import('./1-services/4-clusterip-architecture/exercises/empty-endpoints/exercise')).exercise,
  },
  'services/company-blog': {
    folder: '1-services/5-nodeport/exercises/company-blog',
    load: async () => (await import('./1-services/5-nodeport/exercises/company-blog/exercise')).exercise,
  },
  'services/port-taken': {
    folder: '1-services/5-nodeport/exercises/port-taken',
    load: async () => (await import('./1-services/5-nodeport/exercises/port-taken/exercise')).exercise,
  },
  'services/mobile-api': {
    folder: '1-services/6-loadbalancer/exercises/mobile-api',
    load: async () => (await import('./1-services/6-loadbalancer/exercises/mobile-api/exercise')).exercise,
  },
  'services/smallest-bill': {
    folder: '1-services/7-comparing-service-types/exercises/smallest-bill',
    load: async () => (await import('./1-services/7-comparing-service-types/exercises/smallest-bill/exercise')).exercise,
  },
  'deployments/first-deployment': {
    folder: '2-deployments/1-what-is-a-deployment/exercises/first-deployment',
    load: async () => (await import('./2-deployments/1-what-is-a-deployment/exercises/first-deployment/exercise')).exercise,
  },
  'deployments/declarative-update': {
    folder: '2-deployments/2-key-features/exercises/declarative-update',
    load: async () => (await import('./2-deployments/2-key-features/exercises/declarative-update/exercise')).exercise,
  },
  'deployments/scale-out': {
    folder: '2-deployments/2-key-features/exercises/scale-out',
    load: async () => (await import('./2-deployments/2-key-features/exercises/scale-out/exercise')).exercise,
  },
  'deployments/roll-back': {
    folder: '2-deployments/2-key-features/exercises/roll-back',
    load: async () => (await import('./2-deployments/2-key-features/exercises/roll-back/exercise')).exercise,
  },
  'deployments/self-healing': {
    folder: '2-deployments/2-key-features/exercises/self-healing',
    load: async () => (await import('./2-deployments/2-key-features/exercises/self-healing/exercise')).exercise,
  },
  'deployments/sale-day': {
    folder: '2-deployments/3-online-store/exercises/sale-day',
    load: async () => (await import('./2-deployments/3-online-store/exercises/sale-day/exercise')).exercise,
  },
  'deployments/zero-downtime-release': {
    folder: '2-deployments/3-online-store/exercises/zero-downtime-release',
    load: async () => (await import('./2-deployments/3-online-store/exercises/zero-downtime-release/exercise')).exercise,
  },
  'strategies/never-below-four': {
    folder: '3-strategies/1-zero-downtime/exercises/never-below-four',
    load: async () => (await import('./3-strategies/1-zero-downtime/exercises/never-below-four/exercise')).exercise,
  },
  'strategies/switch-to-green': {
    folder: '3-strategies/2-blue-green/exercises/switch-to-green',
    load: async () => (await import('./3-strategies/2-blue-green/exercises/switch-to-green/exercise')).exercise,
  },
  'strategies/test-green-first': {
    folder: '3-strategies/3-blue-green-when/exercises/test-green-first',
    load: async () => (await import('./3-strategies/3-blue-green-when/exercises/test-green-first/exercise')).exercise,
  },
  'strategies/ten-second-rollback': {
    folder: '3-strategies/4-blue-green-trade-offs/exercises/ten-second-rollback',
    load: async () => (await import('./3-strategies/4-blue-green-trade-offs/exercises/ten-second-rollback/exercise')).exercise,
  },
  'strategies/first-canary': {
    folder: '3-strategies/5-canary/exercises/first-canary',
    load: async () => (await import('./3-strategies/5-canary/exercises/first-canary/exercise')).exercise,
  },
  'strategies/two-percent': {
    folder: '3-strategies/6-canary-in-action/exercises/two-percent',
    load: async () => (await import('./3-strategies/6-canary-in-action/exercises/two-percent/exercise')).exercise,
  },
  'strategies/catch-the-bug': {
    folder: '3-strategies/7-canary-real-world/exercises/catch-the-bug',
    load: async () => (await import('./3-strategies/7-canary-real-world/exercises/catch-the-bug/exercise')).exercise,
  },
}
