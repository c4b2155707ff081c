// Writes the API's resources as data, from the recorded discovery of 1.36.3 (groups, versions, resources, verbs, short names, categories,
// subresources): `npm run generate`. Output is committed.
import { readFileSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..')
const { aggregated } = JSON.parse(readFileSync(join(root, 'tests/oracle/api/discovery.json'), 'utf8'))

const resources = aggregated.flatMap(({ group, version, resources }) =>
  resources.map((resource) => ({
    group,
    version,
    resource: resource.resource,
    kind: resource.kind,
    singular: resource.singular,
    namespaced: resource.scope === 'Namespaced',
    verbs: resource.verbs,
    ...(resource.shortNames ? { shortNames: resource.shortNames } : {}),
    ...(resource.categories ? { categories: resource.categories } : {}),
    ...(resource.subresources ? { subresources: resource.subresources } : {}),
  })),
)
const lines = resources.map((resource) => JSON.stringify(resource))
writeFileSync(join(root, 'lib/cluster/api/resources.generated.json'), `[\n${lines.join(',\n')}\n]\n`)
