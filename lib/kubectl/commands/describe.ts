import { CommandFailure, isFailure, statusMessage } from '../failure'
import { fileFlags, printError, selectorFlag, type Command, call, print } from '../command'
import { flag } from '../flags'
import { isObject, type JsonObject } from '../json'
import { pathOf, readTargets } from '../resources'
import { describeObject } from './describe/describe-object'

export const describeCommand: Command = {
  name: 'describe',
  about: 'Show an object with its state and events in words.',
  usage: 'kubectl describe TYPE [NAME …] [-l selector] [-n namespace | -A]',
  flags: [...fileFlags, selectorFlag, { name: 'all-namespaces', short: 'A', type: 'bool' }, { name: 'show-events', type: 'bool' }, { name: 'chunk-size', type: 'int' }],
  *run(invocation) {
    const targets = readTargets(invocation.args)
    if (targets.length === 0) throw new CommandFailure("error: You must specify the type of resource to describe. Use \"kubectl api-resources\" for a complete list of supported resources.\n")
    let exitCode = 0
    const texts: string[] = []
    for (const target of targets) {
      const selector = flag(invocation.flags, 'selector')
      const path = pathOf(target.definition, invocation.allNamespaces ? undefined : invocation.namespace, target.name)
      const response = yield* call(invocation, 'GET', `${path}${selector === undefined ? '' : `?labelSelector=${encodeURIComponent(selector)}`}`)
      if (isFailure(response.body)) {
        yield* printError(statusMessage(response.body))
        exitCode = 1
        continue
      }
      const body = response.body as JsonObject
      const objects = Array.isArray(body['items']) ? body['items'].filter(isObject) : [body]
      for (const object of objects) {
        texts.push(yield* describeObject(invocation, target.definition, object, targets.length === 1 && objects.length === 1 && flag(invocation.flags, 'show-events') !== 'false'))
      }
    }
    if (texts.length === 0 && exitCode === 0) yield* printError(invocation.allNamespaces ? 'No resources found' : `No resources found in ${invocation.namespace} namespace.`)
    else if (texts.length > 0) yield* print(texts.join('\n\n'))
    return exitCode
  },
}

