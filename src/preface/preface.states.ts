/** What staff decided about a brief in the queue of one evening; it outlasts every planning. */
export const fixes = ['pinned', 'placed', 'swapped', 'dropped'] as const;
export type Fix = (typeof fixes)[number];
/** The same where the brief is in the queue. */
export type KeptFix = Exclude<Fix, 'dropped'>;

/** 待讲 → 已讲, or 没讲成 when its evening ended; who syncs late still makes it 已讲. */
export const prefaceItemStates = ['waiting', 'delivered', 'missed'] as const;
export type PrefaceItemState = (typeof prefaceItemStates)[number];

export const prefaceItemStateNames: Record<PrefaceItemState, string> = {
  waiting: '待讲',
  delivered: '已宣讲',
  missed: '没讲成',
};

/** How it was told that a brief was spoken: at once, or kept on the phone and sent later. */
export const deliverySources = ['online', 'offline'] as const;
export type DeliverySource = (typeof deliverySources)[number];
