/** What can be broken by hand, by a grader or by an instructor. */
export type Fault =
  | { readonly do: 'kill-container'; readonly namespace: string; readonly pod: string; readonly container?: string }
  | { readonly do: 'out-of-memory'; readonly namespace: string; readonly pod: string; readonly container?: string }
  | { readonly do: 'hang-container'; readonly namespace: string; readonly pod: string; readonly container?: string }
  | { readonly do: 'stop-node'; readonly node: string }
  | { readonly do: 'start-node'; readonly node: string }
