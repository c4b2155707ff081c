/** A module of the course. `folder` holds its lessons' folders, in the order of the list; no lessons: it is only planned. */
export interface SyllabusModule {
  readonly id: string
  readonly title: string
  readonly line: string
  readonly folder: string
  readonly lessons: readonly { readonly id: string; readonly folder: string }[]
}

/** The course in its order. */
export const syllabus: readonly SyllabusModule[] = [
  {
    id: 'services',
    title: 'Services',
    line: 'One address for Pods that come and go',
    folder: '1-services',
    lessons: [
      { id: 'why-services', folder: '1-why-services' },
      { id: 'three-types', folder: '2-three-types' },
      { id: 'clusterip', folder: '3-clusterip' },
      { id: 'clusterip-architecture', folder: '4-clusterip-architecture' },
      { id: 'nodeport', folder: '5-nodeport' },
      { id: 'loadbalancer', folder: '6-loadbalancer' },
      { id: 'comparing-service-types', folder: '7-comparing-service-types' },
    ],
  },
  {
    id: 'deployments',
    title: 'Deployments',
    line: 'Say what you want; the cluster keeps it so',
    folder: '2-deployments',
    lessons: [
      { id: 'what-is-a-deployment', folder: '1-what-is-a-deployment' },
      { id: 'key-features', folder: '2-key-features' },
      { id: 'online-store', folder: '3-online-store' },
    ],
  },
  {
    id: 'strategies',
    title: 'Strategies',
    line: 'Change the software while people use it',
    folder: '3-strategies',
    lessons: [
      { id: 'zero-downtime', folder: '1-zero-downtime' },
      { id: 'blue-green', folder: '2-blue-green' },
      { id: 'blue-green-when', folder: '3-blue-green-when' },
      { id: 'blue-green-trade-offs', folder: '4-blue-green-trade-offs' },
      { id: 'canary', folder: '5-canary' },
      { id: 'canary-in-action', folder: '6-canary-in-action' },
      { id: 'canary-real-world', folder: '7-canary-real-world' },
      { id: 'comparing-strategies', folder: '8-comparing-strategies' },
    ],
  },
  { id: 'configuration', title: 'Configuration', line: 'Settings and secrets, outside the image', folder: '4-configuration', lessons: [] },
  { id: 'security', title: 'Security', line: 'What a break-in can reach', folder: '5-security', lessons: [] },
]
