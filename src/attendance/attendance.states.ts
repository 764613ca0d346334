export const attendanceStates = ['present', 'late', 'leave'] as const;
export type AttendanceState = (typeof attendanceStates)[number];

/** What a press says: one of them, or that the mark is taken back. */
export const notedStates = [...attendanceStates, 'none'] as const;
export type Noted = (typeof notedStates)[number];

/** Who noted it: the learner by code, or somebody of the school. */
export const tickSources = ['self', 'staff'] as const;
export type TickSource = (typeof tickSources)[number];

export const attendanceStateNames: Record<AttendanceState, string> = {
  present: '已到',
  late: '迟到',
  leave: '请假',
};

/** The same for the buttons that note it. */
export const notedNames: Record<Noted, string> = { ...attendanceStateNames, none: '撤回' };
