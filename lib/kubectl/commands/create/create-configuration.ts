import { validateConfigKey } from '@/lib/kube/names'
import { fail } from '../../failure'
import { flag, flagList, isSet } from '../../flags'
import type { Command, Invocation, Running } from '../../command'
import type { JsonObject } from '../../json'
import { encodeBase64, isText } from './bytes'
import { createBuilt, metadataOf, nameArgument } from './create-built'
import { nameHash } from './name-hash'
import { checkSources, readOne, readSources, type AddKey } from './sources'

/** `create configmap` (kubectl pkg/cmd/create/create_configmap.go). */
export const createConfigMap: Command = {
  name: 'configmap',
  about: 'Make a ConfigMap.',
  usage: 'kubectl create configmap NAME --from-literal=KEY=VALUE --from-file=[KEY=]FILE --from-env-file=FILE',
  *run(invocation) {
    const name = nameArgument(invocation)
    checkSources(invocation)
    const data: Record<string, string> = {}
    const binaryData: Record<string, string> = {}
    yield* readSources(invocation, (key, value) => {
      const wrong = validateConfigKey(key)
      if (wrong.length > 0) fail(`"${key}" is not a valid key name for a ConfigMap: ${wrong.join(',')}`)
      if (Object.hasOwn(data, key) || Object.hasOwn(binaryData, key)) fail(`cannot add key "${key}", another key by that name already exists in Data for ConfigMap "${name}"`)
      if (isText(value)) data[key] = value
      else binaryData[key] = encodeBase64(value)
    })
    const content = { ...some('data', data), ...some('binaryData', binaryData) }
    const hashed = isSet(invocation.flags, 'append-hash') ? `${name}-${nameHash({ ...some('binaryData', binaryData), data, kind: 'ConfigMap', name })}` : name
    return yield* createBuilt(invocation, { kind: 'ConfigMap', apiVersion: 'v1', metadata: metadataOf(invocation, hashed), ...content }, { failed: 'failed to create configmap: ' })
  },
}

function some(field: string, map: Readonly<Record<string, string>>): JsonObject {
  const keys = Object.keys(map).sort()
  return keys.length === 0 ? {} : { [field]: Object.fromEntries(keys.map((key) => [key, map[key]])) }
}

/** Adds one key to a Secret's data. */
function adding(data: Record<string, string>): AddKey {
  return (key, value) => {
    const wrong = validateConfigKey(key)
    if (wrong.length > 0) fail(`"${key}" is not valid key name for a Secret ${wrong.join(';')}`)
    if (Object.hasOwn(data, key)) fail(`cannot add key ${key}, another key by that name already exists`)
    data[key] = encodeBase64(value)
  }
}

function* createFilled(invocation: Invocation, name: string, type: string, data: Readonly<Record<string, string>>): Running<number> {
  const hashed = isSet(invocation.flags, 'append-hash') ? `${name}-${nameHash({ data, kind: 'Secret', name, type })}` : name
  return yield* createBuilt(invocation, { kind: 'Secret', apiVersion: 'v1', metadata: metadataOf(invocation, hashed), ...some('data', data), ...(type === '' ? {} : { type }) }, { failed: 'failed to create secret ' })
}

const generic: Command = {
  name: 'generic',
  about: 'Make a Secret of files, folders or literal values.',
  usage: 'kubectl create secret generic NAME --from-literal=KEY=VALUE --from-file=[KEY=]FILE [--type=TYPE]',
  *run(invocation) {
    const name = nameArgument(invocation)
    checkSources(invocation)
    const data: Record<string, string> = {}
    yield* readSources(invocation, adding(data))
    return yield* createFilled(invocation, name, flag(invocation.flags, 'type') ?? '', data)
  },
}

const tls: Command = {
  name: 'tls',
  about: 'Make a Secret of a certificate and its key.',
  usage: 'kubectl create secret tls NAME --cert=FILE --key=FILE',
  *run(invocation) {
    const name = nameArgument(invocation)
    const paths = [flag(invocation.flags, 'cert') ?? '', flag(invocation.flags, 'key') ?? '']
    if (paths.includes('')) fail('key and cert must be specified')
    const texts: string[] = []
    for (const path of paths) {
      const file = yield* readPem(path)
      texts.push(file)
    }
    const [cert = '', key = ''] = texts
    checkPem('certificate', cert, (type) => type === 'CERTIFICATE', 'failed to find "CERTIFICATE" PEM block')
    checkPem('key', key, (type) => type.endsWith('PRIVATE KEY'), 'failed to find PEM block with type ending in "PRIVATE KEY"')
    return yield* createFilled(invocation, name, 'kubernetes.io/tls', { 'tls.crt': encodeBase64(cert), 'tls.key': encodeBase64(key) })
  },
}

function* readPem(path: string): Running<string> {
  const answer = yield { effect: 'read', path }
  const files = typeof answer === 'object' && 'files' in answer ? answer.files : []
  return files[0]?.text ?? fail(`Cannot read file ${path}, open ${path}: no such file or directory`)
}

/** crypto/tls X509KeyPair, as far as the blocks go. */
function checkPem(what: string, text: string, isWanted: (type: string) => boolean, missing: string): void {
  const blocks = [...text.matchAll(/^-----BEGIN ([^-]+)-----$([\s\S]*?)^-----END \1-----$/gm)]
  const types = blocks.filter(([, , body = '']) => /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/.test(body.replace(/\s/g, ''))).map(([, type = '']) => type)
  if (types.length === 0) fail(`tls: failed to find any PEM data in ${what} input`)
  if (!types.some(isWanted)) fail(`tls: ${missing} in ${what} input after skipping PEM blocks of the following types: [${types.join(' ')}]`)
}

const dockerKey = '.dockerconfigjson'

function* addFile(source: string, add: AddKey): Running<void> {
  const [key = '', path = ''] = source.includes('=') ? source.split('=') : [dockerKey, source]
  const file = yield* readOne(path)
  add(key, typeof file === 'string' ? file : fail('cannot give a key name for a directory path'))
}

const dockerRegistry: Command = {
  name: 'docker-registry',
  about: 'Make a Secret for pulling images from a registry.',
  usage: 'kubectl create secret docker-registry NAME --docker-username=USER --docker-password=PASSWORD [--docker-server=SERVER]',
  *run(invocation) {
    const name = nameArgument(invocation)
    const [username = '', password = '', email = ''] = ['username', 'password', 'email'].map((part) => flag(invocation.flags, `docker-${part}`) ?? '')
    const server = flag(invocation.flags, 'docker-server') ?? 'https://index.docker.io/v1/'
    const files = flagList(invocation.flags, 'from-file')
    if (files.length === 0 && [username, password, server].includes('')) fail('either --from-file or the combination of --docker-username, --docker-password and --docker-server is required')
    const data: Record<string, string> = {}
    const add = adding(data)
    for (const source of files) yield* addFile(source, add)
    const entry = { username, password, ...(email === '' ? {} : { email }), auth: encodeBase64(`${username}:${password}`) }
    if (files.length === 0) add(dockerKey, JSON.stringify({ auths: { [server]: entry } }))
    return yield* createFilled(invocation, name, 'kubernetes.io/dockerconfigjson', data)
  },
}

export const createSecret: Command = {
  name: 'secret',
  about: 'Make a Secret.',
  usage: 'kubectl create secret generic|tls|docker-registry NAME …',
  commands: [dockerRegistry, generic, tls],
  *run() {
    yield* []
    return 0
  },
}
