import { DomainError } from '../platform/errors.ts'

/** Nobody is let in; the code does not say why, but for a page of another site, which is told to its own author. */
export function unauthorized(code: 'unauthorized' | 'cross_site_request' = 'unauthorized'): DomainError {
  return new DomainError('unauthorized', code)
}
