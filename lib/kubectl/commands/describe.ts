import { CommandFailure, isFailure, statusMessage } from '../failure'
import { fileFlags, printError, selectorFlag, type Command, call, print, type Invocation, type Running } from '../command'
import { flag, flagList } from '../flags'
import { isObject, valueAt, type JsonObject } from '../json'
import { readManifests } from '../read-manifests'
import { needKind, pathOf, readTargets, type ResourceTarget, type ResourceMapping } from '../resources'
import { describeObject } from './describe/describe-object'

export const describeCommand: Command = {
  name: 'describe',
  about: 'Show an object with its state and events in words.',
  usage: 'kubectl describe TYPE [NAME …] [-l selector] [-n namespace | -A]',
  flags: [...fileFlags, selectorFlag, { name: 'all-namespaces', short: 'A', type: 'bool' }, { name: 'show-events', type: 'bool' }, { name: 'chunk-size', type: 'int' }],
  *run(invocation) {
    const targets = yield* targetsOf(invocation)
    if (targets.length === 0) throw new CommandFailure("error: You must specify the type of resource to describe. Use \"kubectl api-resources\" for a complete list of supported resources.\n")
    let exitCode = 0
    const texts: string[] = []
    for (const target of targets) {
      const found = yield* objectsOf(invocation, target)
      if (typeof found === 'string') {
        yield* printError(found)
        exitCode = 1
        continue
      }
      const withEvents = targets.length === 1 && found.length === 1 && flag(invocation.flags, 'show-events') !== 'false'
      for (const object of found) texts.push(yield* describeObject(invocation, target.definition, object, withEvents))
    }
    if (texts.length === 0 && exitCode === 0) yield* printError(invocation.allNamespaces ? 'No resources found' : `No resources found in ${invocation.namespace} namespace.`)
    else if (texts.length > 0) yield* print(texts.join('\n\n'))
    return exitCode
  },
}

/** The objects a target means, or why there are none. */
function* objectsOf(invocation: Invocation, target: ResourceTarget): Running<readonly JsonObject[] | string> {
  const selector = flag(invocation.flags, 'selector')
  const path = pathOf(target.definition, invocation.allNamespaces ? undefined : invocation.namespace, target.name)
  const response = yield* call(invocation, 'GET', `${path}${selector === undefined ? '' : `?labelSelector=${encodeURIComponent(selector)}`}`)
  if (isFailure(response.body)) {
    const similar = response.body.reason === 'NotFound' && target.name !== undefined ? yield* namedLike(invocation, target.definition, target.name) : []
    return similar.length > 0 ? similar : statusMessage(response.body)
  }
  const body = response.body as JsonObject
  return Array.isArray(body['items']) ? body['items'].filter(isObject) : [body]
}

function* targetsOf(invocation: Invocation): Running<readonly ResourceTarget[]> {
  if (flagList(invocation.flags, 'filename').length === 0) return readTargets(invocation.args)
  const { objects, problem } = yield* readManifests(invocation, '')
  if (problem !== undefined) throw new CommandFailure(`error: ${problem}`)
  return objects.map((object) => ({ definition: needKind(object.apiVersion, object.kind, { name: object.name, namespace: '', file: object.file }), name: object.name }))
}

/** Objects whose names begin with what was typed (kubectl describe DescribeMatchingResources). */
function* namedLike(invocation: Invocation, definition: ResourceMapping, prefix: string): Running<readonly JsonObject[]> {
  const response = yield* call(invocation, 'GET', pathOf(definition, invocation.namespace))
  const items = isFailure(response.body) ? [] : valueAt(response.body, ['items'])
  return Array.isArray(items) ? items.filter(isObject).filter((item) => String(valueAt(item, ['metadata', 'name'])).startsWith(prefix)) : []
}
