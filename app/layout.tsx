import type { Metadata, Viewport } from 'next'
import type { ReactNode } from 'react'
import { Shell } from '@/components/site/shell'
import { themeScript } from '@/components/site/theme-script'
import { code, text } from './fonts'
import './tokens.css'
import './base.css'

export const metadata: Metadata = {
  title: { default: 'Desired State', template: '%s · Desired State' },
  description: 'Learn Kubernetes on a cluster that runs in the tab, and that you are allowed to break.',
}

export const viewport: Viewport = {
  width: 'device-width',
  initialScale: 1,
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#ffffff' },
    { media: '(prefers-color-scheme: dark)', color: '#1d1f23' },
  ],
}

export default function RootLayout({ children }: { readonly children: ReactNode }) {
  return (
    <html lang="en" className={`${text.variable} ${code.variable}`} suppressHydrationWarning>
      <head>
        <script dangerouslySetInnerHTML={{ __html: themeScript }} />
      </head>
      <body>
        <a className="skip" href="#main">
          Skip to the text
        </a>
        <Shell>{children}</Shell>
      </body>
    </html>
  )
}
