import { Refusal } from '../doors/page/call.ts'

/** Under which name of an owner a device keeps what whoever is here reads; forgotten as they sign out, or another comes in. */
const whoIsHere = 'who-is-here'

/**
 * Reads something that the application cannot open without; when the server is not reached, as it was read last on this device.
 * What somebody may do is asked by the server again whenever something is done. `ownerOf` says whose it is: of another, all that
 * was kept before is forgotten.
 * @throws Refusal
 */
export async function readKept<Answer>(
  path: string,
  read: () => Promise<Answer>,
  ownerOf?: (answer: Answer) => string,
): Promise<Answer> {
  try {
    const answer = await read()
    // What cannot be kept (in a private window) is not missed.
    void keep(path, answer, ownerOf).catch(() => undefined)
    return answer
  } catch (error) {
    if (!(error instanceof Refusal) || error.status !== 0) throw error
    const kept = await store()
      .then(({ findAnswer }) => findAnswer(whoIsHere, path))
      .catch(() => undefined)
    if (kept === undefined) throw error
    return kept as Answer
  }
}

async function keep<Answer>(path: string, answer: Answer, ownerOf?: (answer: Answer) => string): Promise<void> {
  const { findAnswer, forgetAnswersOf, keepAnswer } = await store()
  if (ownerOf !== undefined) {
    const before = (await findAnswer(whoIsHere, path)) as Answer | undefined
    if (before !== undefined && ownerOf(before) !== ownerOf(answer)) await forgetAnswersOf(whoIsHere)
  }
  await keepAnswer(whoIsHere, path, answer)
}

/** Read when it is needed: no part of the first page. */
const store = () => import('./outbox/outbox-store.ts')
