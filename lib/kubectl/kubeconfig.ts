import { parseManifests } from '@/lib/yaml/parse-manifests'
import type { FileAnswer } from './effect'
import type { Running } from './command'
import { fail } from './failure'
import { goYamlProblem } from './go-yaml-problem'
import { isObject, type JsonObject } from './json'
import { toYaml } from './print/yaml'

/** Clusters, users and contexts by name, as one file or several together hold them. */
export interface Kubeconfig {
  readonly clusters: ReadonlyMap<string, JsonObject>
  readonly users: ReadonlyMap<string, JsonObject>
  readonly contexts: ReadonlyMap<string, JsonObject>
  readonly currentContext: string
}

export type Section = 'clusters' | 'users' | 'contexts'

/** One file of the configuration. */
export interface ConfigFile {
  readonly path: string
  readonly exists: boolean
  readonly config: Kubeconfig
}

/** All that a command's configuration is read from. */
export interface LoadedConfig {
  /** In order of precedence: the first that sets something wins (client-go clientcmd loader.go). */
  readonly files: readonly ConfigFile[]
  readonly config: Kubeconfig
}

/** Where the configuration is without KUBECONFIG. */
export const homeConfig = '~/.kube/config'

export const emptyConfig: Kubeconfig = { clusters: new Map(), users: new Map(), contexts: new Map(), currentContext: '' }

/** The practice cluster's address and the learner's token. */
export const practiceServer = 'https://cluster.local:6443'
export const practiceToken = 'tok'

const practiceConfig: Kubeconfig = {
  clusters: new Map([['desired-state', { server: practiceServer, 'insecure-skip-tls-verify': true }]]),
  users: new Map([['admin', { token: practiceToken }]]),
  contexts: new Map([['desired-state', { cluster: 'desired-state', user: 'admin' }]]),
  currentContext: 'desired-state',
}

/** Reads the files that --kubeconfig, KUBECONFIG or the home folder name. A file that cannot be read as YAML ends the command. */
export function* loadConfig(explicit: string | undefined, env: Readonly<Record<string, string>>): Running<LoadedConfig> {
  const paths = explicit !== undefined && explicit !== '' ? [explicit] : (env['KUBECONFIG'] ?? homeConfig).split(':').filter((path) => path !== '')
  const files: ConfigFile[] = []
  for (const path of paths) files.push(yield* readConfig(path))
  return { files, config: merged(files.map(({ config }) => config)) }
}

function* readConfig(path: string): Running<ConfigFile> {
  if (path === '/dev/null') return { path, exists: true, config: emptyConfig }
  const answer = (yield { effect: 'read', path }) as FileAnswer
  if ('error' in answer) return { path, exists: path === homeConfig, config: path === homeConfig ? practiceConfig : emptyConfig }
  return { path, exists: true, config: parseConfig(path, answer.files[0]?.text ?? '') }
}

function parseConfig(path: string, text: string): Kubeconfig {
  const { documents, diagnostics } = parseManifests(text, path)
  const broken = diagnostics.find(({ severity }) => severity === 'error')
  if (broken !== undefined) fail(`error loading config file "${path}": ${goYamlProblem(text, broken).replace('error converting YAML to JSON: ', '')}`)
  const value = documents[0]?.value
  if (!isObject(value)) return emptyConfig
  const current = value['current-context']
  return { clusters: named(value['clusters'], 'cluster'), users: named(value['users'], 'user'), contexts: named(value['contexts'], 'context'), currentContext: typeof current === 'string' ? current : '' }
}

function named(list: unknown, field: string): ReadonlyMap<string, JsonObject> {
  const items = Array.isArray(list) ? list.filter(isObject) : []
  return new Map(items.map((item) => [String(item['name']), isObject(item[field]) ? item[field] : {}]))
}

function merged(configs: readonly Kubeconfig[]): Kubeconfig {
  const both = (section: Section) => new Map([...configs].reverse().flatMap((config) => [...config[section]]))
  return { clusters: both('clusters'), users: both('users'), contexts: both('contexts'), currentContext: configs.find(({ currentContext }) => currentContext !== '')?.currentContext ?? '' }
}

/** The file a change goes to that belongs nowhere yet: the only one, the first that exists, or the last. */
export function defaultFile({ files }: LoadedConfig): ConfigFile {
  return files.find(({ exists }) => exists) ?? files.at(-1) ?? { path: homeConfig, exists: false, config: emptyConfig }
}

/** Puts an entry where it came from, or takes it away (client-go clientcmd ModifyConfig). */
export function* writeEntry(loaded: LoadedConfig, section: Section, name: string, entry: JsonObject | undefined): Running<void> {
  const file = loaded.files.find(({ config }) => config[section].has(name)) ?? defaultFile(loaded)
  const entries = new Map(file.config[section])
  if (entry === undefined) entries.delete(name)
  else entries.set(name, entry)
  yield* writeConfig(file.path, { ...file.config, [section]: entries })
}

/** Sets the current context in the first file that has one. */
export function* writeCurrentContext(loaded: LoadedConfig, name: string): Running<void> {
  const file = loaded.files.find(({ config }) => config.currentContext !== '') ?? defaultFile(loaded)
  yield* writeConfig(file.path, { ...file.config, currentContext: name })
}

function* writeConfig(path: string, config: Kubeconfig): Running<void> {
  yield { effect: 'write', path, text: toYaml(configObject(config)) }
}

/** The configuration as its file spells it; lists are sorted by name, empty ones are null. */
export function configObject({ clusters, users, contexts, currentContext }: Kubeconfig): JsonObject {
  const list = (entries: ReadonlyMap<string, JsonObject>, field: string) => (entries.size === 0 ? null : [...entries].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, entry]) => ({ name, [field]: entry })))
  return { kind: 'Config', apiVersion: 'v1', clusters: list(clusters, 'cluster'), users: list(users, 'user'), contexts: list(contexts, 'context'), 'current-context': currentContext }
}
