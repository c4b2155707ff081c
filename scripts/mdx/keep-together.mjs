const noBreak = '\u00a0'

/** Keeps a number and its percent sign, and the two numbers of an arrow, on one line: in the text of a lesson and in what its components are given (a question, an option's reason). */
export default function keepTogether() {
  return (tree) => visit(tree)
}

function visit(node) {
  if (node.type === 'text') node.value = together(node.value)
  for (const attribute of node.attributes ?? []) if (typeof attribute.value === 'string') attribute.value = together(attribute.value)
  for (const child of node.children ?? []) visit(child)
}

const together = (text) => text.replace(/(?<=\d) (?=%)/g, noBreak).replace(/(?<=\d) → (?=\d)/g, `${noBreak}→${noBreak}`)
