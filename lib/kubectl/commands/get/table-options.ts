import { flag, flagList, isSet } from '../../flags'
import type { Invocation } from '../../command'
import type { ResourceMapping } from '../../resources'
import type { TableOptions } from '../../print/table'

/** How the flags want a table shown; `withKind`: there are several kinds. */
export function tableOptions({ flags, allNamespaces }: Invocation, { kind, group, namespaced }: ResourceMapping, withKind: boolean): TableOptions {
  return {
    wide: flag(flags, 'output') === 'wide',
    headers: !isSet(flags, 'no-headers'),
    withNamespace: allNamespaces && namespaced,
    showLabels: isSet(flags, 'show-labels'),
    labelColumns: flagList(flags, 'label-columns'),
    prefix: withKind || isSet(flags, 'show-kind') ? `${kind.toLowerCase()}${group === '' ? '' : `.${group}`}/` : '',
  }
}
