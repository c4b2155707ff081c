/** A cell's text as a terminal may show it: no escape sequences, no carriage returns (cli-runtime printers/terminal.go). */
export function escapeTerminal(text: string): string {
  return text.replaceAll('\u001b', '^[').replaceAll('\r', '\\r')
}
