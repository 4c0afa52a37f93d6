import { z } from 'zod'
import { DomainError } from '../../platform/errors.ts'
import { isStorableText } from '../../platform/text.ts'

/** As long as people like to type; hashing costs the same for all of them. */
const longest = 256
/** NIST SP 800-63B-4 section 3.1.1.2 asks for 15 where a password is the only factor, and for 8 beside another. */
const shortest = 10
/** Of zxcvbn's 0 to 4: more than 10^8 guesses. */
const leastScore = 3
/** Characters that are nobody's name. */
const leastOwn = 6

/** A password as it comes in: any characters, also spaces; what it may be is asked by `checkPassword`. */
export const passwordInput = z.string().min(1).max(longest).refine(isStorableText, 'must be text')

/** What anybody knows of a shop that uses Yidan; to these come the names of the person and the shop (docs/sign-in.md). */
const everybodyKnows = ['yidan', '一单', 'order', 'orders', 'oms', 'admin', 'owner', 'manager', 'warehouse', 'store']

/**
 * Asks whether a password may be set: long enough, and not easy to guess, also by who knows the person's name, mail or shop.
 * No character classes are asked for, and nothing expires.
 * @throws DomainError `password_too_short`, `password_too_easy`
 */
export async function checkPassword(password: string, known: readonly string[]): Promise<void> {
  if ([...password].length < shortest) {
    throw new DomainError('invalid', 'password_too_short', { field: 'password', facts: { shortest } })
  }
  const words = [...everybodyKnows, ...known.flatMap(partsOf)]
  const { score } = (await estimator()).check(password.slice(0, 64), words)
  if (score < leastScore || [...without(password, words)].length < leastOwn)
    throw new DomainError('invalid', 'password_too_easy', { field: 'password' })
}

/** What is left of a password without what anybody knows of its owner: `xiaoli@shop1` is nearly all name. */
function without(password: string, words: readonly string[]): string {
  const longestFirst = words.filter((word) => word.length > 2).sort((a, b) => b.length - a.length)
  return longestFirst.reduce((left, word) => left.replaceAll(word.toLowerCase(), ''), password.toLowerCase())
}

function partsOf(text: string): string[] {
  const words = text.split(/[\s@._-]+/)
  return [text, words.join(''), ...words].filter((part) => part.length > 1)
}

type Estimator = { check: (password: string, known: string[]) => { score: number } }
let loaded: Promise<Estimator> | undefined

/** Its lists of 40,000 common passwords take some 10 MB: read when a password is first set. */
function estimator(): Promise<Estimator> {
  loaded ??= loadEstimator()
  return loaded
}

async function loadEstimator(): Promise<Estimator> {
  const [{ ZxcvbnFactory }, { dictionary, adjacencyGraphs }] = await Promise.all([
    import('@zxcvbn-ts/core'),
    import('@zxcvbn-ts/language-common'),
  ])
  return new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs })
}
