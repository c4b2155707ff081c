import type { JsonObject } from '../../json'
import { containerLines } from './containers'
import { list, map, text } from './fields'
import { annotationLines, labelLines } from './metadata'
import { spreadLines, tolerationLines } from './pod'
import { volumeLines } from './volumes'

/** A Pod template in words, as workloads and `rollout history --revision` show it. */
export function podTemplateLines(template: JsonObject): string[] {
  const annotations = map(template, 'metadata', 'annotations')
  const account = text(template, 'spec', 'serviceAccountName')
  const spec = map(template, 'spec')
  return [
    'Pod Template:',
    ...labelLines(map(template, 'metadata', 'labels'), 'Labels', '  '),
    ...(Object.keys(annotations).length === 0 ? [] : annotationLines(annotations, '  ')),
    ...(account === '' ? [] : [`  Service Account:\t${account}`]),
    ...(list(spec, 'initContainers').length === 0 ? [] : containerLines('Init Containers', list(spec, 'initContainers'), { indent: '   ', titleIndent: '  ' })),
    ...containerLines('Containers', list(spec, 'containers'), { indent: '   ', titleIndent: '  ' }),
    ...volumeLines(list(spec, 'volumes'), '  ', '   '),
    ...spreadLines(list(spec, 'topologySpreadConstraints'), '  '),
    ...(text(spec, 'priorityClassName') === '' ? [] : [`  Priority Class Name:\t${text(spec, 'priorityClassName')}`]),
    ...labelLines(map(spec, 'nodeSelector'), 'Node-Selectors', '  '),
    ...tolerationLines(list(spec, 'tolerations'), '  '),
  ]
}
