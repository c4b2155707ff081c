/** `$(NAME)` becomes a variable's value; an unknown one stays as written, and `$$` is a dollar sign (third_party/forked/golang/expansion). */
export function expand(text: string, known: (name: string) => string | undefined): string {
  return text.replace(/\$(?:\$|\(([^)]*)\))/g, (whole, name: string | undefined) => (name === undefined ? '$' : (known(name) ?? whole)))
}
