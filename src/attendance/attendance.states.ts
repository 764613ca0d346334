export const attendanceStates = ['present', 'late', 'leave'] as const;
export type AttendanceState = (typeof attendanceStates)[number];

/** Who noted it: the learner by code, or somebody of the school. */
export const tickSources = ['self', 'staff'] as const;
export type TickSource = (typeof tickSources)[number];

export const attendanceStateNames: Record<AttendanceState, string> = {
  present: '已到',
  late: '迟到',
  leave: '请假',
};
