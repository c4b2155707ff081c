import type { ComponentType } from 'react'

/** What importing a lesson.mdx gives. The front matter is checked where the course is read (components/lesson/course.ts). */
export interface LessonModule {
  readonly default: ComponentType
  readonly frontmatter: unknown
}

export interface SyllabusModule {
  readonly id: string
  readonly title: string
  readonly line: string
  /** In the order of the course; empty while the module is only planned. */
  readonly lessons: readonly { readonly id: string; readonly load: () => Promise<LessonModule> }[]
}

/** The course in its order. */
export const syllabus: readonly SyllabusModule[] = [
  {
    id: 'services',
    title: 'Services',
    line: 'One address for Pods that come and go',
    lessons: [
      { id: 'why-services', load: () => import('./1-services/1-why-services/lesson.mdx') },
      { id: 'three-types', load: () => import('./1-services/2-three-types/lesson.mdx') },
      { id: 'clusterip', load: () => import('./1-services/3-clusterip/lesson.mdx') },
      { id: 'clusterip-architecture', load: () => import('./1-services/4-clusterip-architecture/lesson.mdx') },
      { id: 'nodeport', load: () => import('./1-services/5-nodeport/lesson.mdx') },
      { id: 'loadbalancer', load: () => import('./1-services/6-loadbalancer/lesson.mdx') },
      { id: 'comparing-service-types', load: () => import('./1-services/7-comparing-service-types/lesson.mdx') },
    ],
  },
  { id: 'deployments', title: 'Deployments', line: 'Say what you want; the cluster keeps it so', lessons: [] },
  { id: 'strategies', title: 'Strategies', line: 'Change the software while people use it', lessons: [] },
  { id: 'configuration', title: 'Configuration', line: 'Settings and secrets, outside the image', lessons: [] },
  { id: 'security', title: 'Security', line: 'What a break-in can reach', lessons: [] },
]
