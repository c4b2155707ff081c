/** Hands the title of a fenced block (```yaml title="backend.yaml") to the component that draws it; Markdown itself drops it. */
export default function codeTitle() {
  return (tree) => visit(tree)
}

function visit(node) {
  if (node.type === 'code' && typeof node.meta === 'string') {
    const title = /title="([^"]*)"/.exec(node.meta)?.[1]
    if (title !== undefined) node.data = { ...node.data, hProperties: { ...node.data?.hProperties, 'data-title': title } }
  }
  for (const child of node.children ?? []) visit(child)
}
