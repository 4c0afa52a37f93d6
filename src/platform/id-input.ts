import { z } from 'zod'

/** An id that comes in: in the one form in which the database gives ids, so that the two are the same text. */
export const idInput = z.uuid().toLowerCase()
