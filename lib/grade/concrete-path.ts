import { isRecord } from './written'

/** Go's decoder names no list index (`spec.containers.ports.containerPort`): the first item that has the rest of the path stands for it. */
export function concretePath(value: unknown, field: string): string {
  let here = value
  let path = ''
  for (const step of field.split('.')) {
    if (Array.isArray(here)) {
      const index = Math.max(0, here.findIndex((item) => isRecord(item) && step in item))
      path += `[${index}]`
      here = here[index]
    }
    path += path === '' ? step : `.${step}`
    here = isRecord(here) ? here[step] : undefined
  }
  return path
}
