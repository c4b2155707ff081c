import type { ButtonHTMLAttributes } from 'react'
import './button.css'

/** `first` is the next thing to do: one a screen. */
export type ButtonLook = 'first' | 'plain' | 'quiet' | 'light'

export function buttonClass(look: ButtonLook): string {
  return look === 'plain' ? 'button' : `button button-${look}`
}

export function Button({ look = 'plain', className, ...rest }: ButtonHTMLAttributes<HTMLButtonElement> & { readonly look?: ButtonLook }) {
  return <button type="button" className={className === undefined ? buttonClass(look) : `${buttonClass(look)} ${className}`} {...rest} />
}
