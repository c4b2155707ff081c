import type { JsonObject } from '../../json'
import { list, map, selectorText, text } from './fields'

const hidden = 'kubectl.kubernetes.io/last-applied-configuration'
/** Longer annotations are cut (kubectl pkg/describe maxAnnotationLen). */
const longest = 140

/** `Name:` and, of namespaced objects, `Namespace:`. */
export function nameLines(object: JsonObject): string[] {
  const namespace = text(object, 'metadata', 'namespace')
  return [`Name:\t${text(object, 'metadata', 'name')}`, ...(namespace === '' ? [] : [`Namespace:\t${namespace}`])]
}

/** `Labels:` and one line for each; only the first is indented, unless `all` says otherwise. */
export function labelLines(labels: Readonly<Record<string, unknown>>, title = 'Labels', indent = '', all = ''): string[] {
  const keys = Object.keys(labels).sort()
  if (keys.length === 0) return [`${indent}${title}:\t<none>`]
  return keys.map((key, index) => `${index === 0 ? `${indent}${title}:` : all}\t${key}=${String(labels[key])}`)
}

export function annotationLines(annotations: Readonly<Record<string, unknown>>, indent = ''): string[] {
  const keys = Object.keys(annotations).filter((key) => key !== hidden).sort()
  if (keys.length === 0) return [`${indent}Annotations:\t<none>`]
  return keys.flatMap((key, index) => {
    const start = `${index === 0 ? `${indent}Annotations:` : ''}\t`
    const value = String(annotations[key]).replace(/\n$/, '')
    if (!value.includes('\n') && value.length + key.length + 2 <= longest) return [`${start}${key}: ${value}`]
    return [`${start}${key}:`, ...value.split('\n').map((line) => `\t  ${line.length > longest - 2 ? `${line.slice(0, longest - 2)}...` : line}`)]
  })
}

/** `Controlled By:` where an owner controls it. */
export function controllerLines(object: JsonObject): string[] {
  const controller = list(object, 'metadata', 'ownerReferences').find((owner) => owner['controller'] === true)
  return controller === undefined ? [] : [`Controlled By:\t${text(controller, 'kind')}/${text(controller, 'name')}`]
}

/** Name, namespace, labels and annotations, as most kinds begin. */
export function headLines(object: JsonObject): string[] {
  return [...nameLines(object), ...labelLines(map(object, 'metadata', 'labels')), ...annotationLines(map(object, 'metadata', 'annotations'))]
}

/** The head of what selects Pods and may have an owner: its selector stands before its labels. */
export function selectorHeadLines(object: JsonObject): string[] {
  const [labels, annotations] = [map(object, 'metadata', 'labels'), map(object, 'metadata', 'annotations')]
  return [...nameLines(object), `Selector:\t${selectorText(map(object, 'spec', 'selector'))}`, ...labelLines(labels), ...annotationLines(annotations), ...controllerLines(object)]
}
