import type { ConfigMap, Container, Pod, Secret } from '@/lib/kube/core/v1.generated'
import { objectKey } from '@/lib/kube/object'
import { fromBase64 } from '@/lib/kube/schema/base64'
import type { Working } from '../../working/working'
import { fieldText, resourceText } from './downward'
import { expand } from './expand'
import { serviceVariables } from './service-variables'

/** A container's variables, or the message of its CreateContainerConfigError. */
export type Environment = { readonly env: Readonly<Record<string, string>> } | { readonly error: string }

type Variable = NonNullable<Container['env']>[number]
type Found = { readonly text: string | undefined } | { readonly error: string }

/**
 * The variables a container gets, resolved when it starts (kubelet_pods.go makeEnvironmentVariables): `envFrom` in order, `env` over them, the Services' variables
 * where nothing of that name is set. `$(NAME)` sees what stands before it, and the Services'.
 */
export function environmentOf(working: Working, pod: Pod, container: Container): Environment {
  const services = serviceVariables(working, pod)
  const env: Record<string, string> = {}
  for (const source of container.envFrom ?? []) {
    const all = allKeys(working, pod, source)
    if ('error' in all) return all
    for (const [key, value] of Object.entries(all.data)) env[`${source.prefix ?? ''}${key}`] = value
  }
  const known = { ...env }
  for (const variable of container.env ?? []) {
    const found = valueOf(working, pod, container, variable, (name) => known[name] ?? services[name])
    if ('error' in found) return found
    if (found.text === undefined) continue
    known[variable.name] = found.text
    env[variable.name] = found.text
  }
  return { env: { ...services, ...env } }
}

type EnvSource = NonNullable<Container['envFrom']>[number]

function allKeys(working: Working, pod: Pod, source: EnvSource): { readonly data: Readonly<Record<string, string>> } | { readonly error: string } {
  const { configMapRef, secretRef } = source
  if (configMapRef !== undefined) return present('configmap', configMapRef, configMap(working, pod, configMapRef.name ?? '')?.data)
  if (secretRef === undefined) return { data: {} }
  const object = secret(working, pod, secretRef.name ?? '')
  const data = object === undefined ? undefined : Object.fromEntries(Object.entries(object.data ?? {}).map(([key, value]) => [key, fromBase64(value)]))
  return present('secret', secretRef, data)
}

function present(kind: 'configmap' | 'secret', { name = '', optional }: { readonly name?: string; readonly optional?: boolean }, data: Readonly<Record<string, string>> | undefined): { readonly data: Readonly<Record<string, string>> } | { readonly error: string } {
  if (data !== undefined) return { data }
  return optional === true ? { data: {} } : { error: `${kind} "${name}" not found` }
}

function valueOf(working: Working, pod: Pod, container: Container, variable: Variable, known: (name: string) => string | undefined): Found {
  const from = variable.valueFrom
  if (from === undefined) return { text: expand(variable.value ?? '', known) }
  if (from.fieldRef !== undefined) return { text: fieldText(working, pod, from.fieldRef.fieldPath) }
  if (from.resourceFieldRef !== undefined) return { text: resourceText(working, pod, container, from.resourceFieldRef) }
  if (from.configMapKeyRef !== undefined) {
    const { name = '', key, optional } = from.configMapKeyRef
    return keyOf(pod, 'configmap', name, key, optional, configMap(working, pod, name)?.data)
  }
  return from.secretKeyRef === undefined ? { text: undefined } : secretValue(working, pod, from.secretKeyRef)
}

function secretValue(working: Working, pod: Pod, { name = '', key, optional }: { readonly name?: string; readonly key: string; readonly optional?: boolean }): Found {
  const data = secret(working, pod, name)
  const found = keyOf(pod, 'secret', name, key, optional, data === undefined ? undefined : (data.data ?? {}))
  return 'error' in found || found.text === undefined ? found : { text: fromBase64(found.text) }
}

function keyOf(pod: Pod, kind: 'configmap' | 'secret', name: string, key: string, optional: boolean | undefined, data: Readonly<Record<string, string>> | undefined): Found {
  const text = data?.[key]
  if (text !== undefined || optional === true) return { text }
  if (data === undefined) return { error: `${kind} "${name}" not found` }
  return { error: `couldn't find key ${key} in ${kind === 'secret' ? 'Secret' : 'ConfigMap'} ${pod.metadata.namespace ?? ''}/${name}` }
}

function configMap(working: Working, pod: Pod, name: string): ConfigMap | undefined {
  const object = working.get(objectKey('', 'configmaps', pod.metadata.namespace ?? '', name)) as ConfigMap | undefined
  return object === undefined ? undefined : { ...object, data: object.data ?? {} }
}

function secret(working: Working, pod: Pod, name: string): Secret | undefined {
  return working.get(objectKey('', 'secrets', pod.metadata.namespace ?? '', name)) as Secret | undefined
}
