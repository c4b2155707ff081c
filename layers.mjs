/**
 * The import table: which layer may import which, besides itself. ESLint, tests/architecture.test.ts and
 * docs/architecture.md all read it from here, so that they cannot disagree.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const layers = {
  'lib/yaml': [],
  'lib/kube': [],
  'lib/cluster': ['lib/kube', 'lib/yaml'],
  'lib/kubectl': ['lib/kube', 'lib/yaml', 'lib/cluster'],
  'lib/grade': ['lib/yaml', 'lib/kube', 'lib/cluster', 'lib/kubectl'],
  'lib/course': ['lib/grade', 'lib/cluster'],
  'lib/progress': ['lib/grade'],
  'lib/session': ['lib/course', 'lib/grade', 'lib/cluster', 'lib/kubectl', 'lib/progress', 'lib/yaml', 'lib/kube'],
  content: ['lib/course', 'lib/grade', 'lib/cluster', 'components'],
  components: ['lib/yaml', 'lib/kube', 'lib/cluster', 'lib/kubectl', 'lib/grade', 'lib/course', 'lib/progress', 'lib/session', 'content'],
  app: ['lib/yaml', 'lib/kube', 'lib/cluster', 'lib/kubectl', 'lib/grade', 'lib/course', 'lib/progress', 'lib/session', 'components', 'content'],
}

/** What `lib` never touches: a clock, a seed or a port is an argument. */
export const forbiddenInLib = {
  modules: ['react', 'react-dom', 'next', 'zustand/react'],
  globals: ['window', 'document', 'localStorage', 'sessionStorage', 'indexedDB', 'fetch', 'setTimeout', 'setInterval', 'requestAnimationFrame', 'queueMicrotask', 'performance', 'navigator'],
  members: [['Date', 'now'], ['Math', 'random']],
}
