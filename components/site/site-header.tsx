import Link from 'next/link'
import type { ReactNode } from 'react'
import { HeaderTools } from './header-tools'
import { Mark } from './mark'

/** The bar on top of every page. `children` say where one is. */
export function SiteHeader({ children }: { readonly children?: ReactNode }) {
  return (
    <header className="site-head">
      <Link href="/" className="site-brand" aria-label="Desired State: all lessons">
        <Mark /> <span>Desired State</span>
      </Link>
      {children}
      <HeaderTools />
    </header>
  )
}
