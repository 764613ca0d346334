/** What staff decided about a brief in the queue of one evening; it outlasts every planning. */
export const fixes = ['pinned', 'placed', 'swapped'] as const;
export type Fix = (typeof fixes)[number];

/**
 * 待讲 → 已宣讲, or 没讲成 when its evening ended; who syncs late still makes it 已宣讲. 不讲 says that
 * staff took it out and planning leaves it out.
 */
export const prefaceItemStates = ['waiting', 'delivered', 'missed', 'dropped'] as const;
export type PrefaceItemState = (typeof prefaceItemStates)[number];

/** How it was told that a brief was spoken: at once, or kept on the phone and sent later. */
export const deliverySources = ['online', 'offline'] as const;
export type DeliverySource = (typeof deliverySources)[number];
