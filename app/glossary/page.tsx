import type { Metadata } from 'next'
import { SiteHeader } from '@/components/site/site-header'
import { glossary } from '@/content/glossary'
import './glossary.css'

export const metadata: Metadata = { title: 'Glossary', description: 'The words of the course, and what Kubernetes means by them.' }

export default function GlossaryPage() {
  return (
    <>
      <SiteHeader />
      <main className="page page-narrow" id="main">
        <h1>Glossary</h1>
        <dl className="glossary">
          {glossary.map(({ id, word, means, link }) => (
            <div key={id} id={id}>
              <dt>{word}</dt>
              <dd>
                {means}
                {link === undefined ? null : (
                  <>
                    {' '}
                    <a href={link} rel="noreferrer" aria-label={`${word} in the Kubernetes documentation`}>
                      Documentation
                    </a>
                  </>
                )}
              </dd>
            </div>
          ))}
        </dl>
      </main>
    </>
  )
}
