/** Words that a stranger tries first, here and everywhere. */
const COMMON = [
  'password',
  'admin',
  'qwerty',
  'iloveyou',
  'woaini',
  'abc123',
  'shiminyexiao',
  'yexiao',
  'yunhe',
];
/** Who sees other people's data has a longer password (quality D2). */
export const STAFF_LENGTH = 12;

export const tooShortForStaff = (password: string): boolean => [...password].length < STAFF_LENGTH;

/** Why a password is too easy to guess, or null (quality D2). */
export function passwordProblem(password: string, phone: string, staff = false): string | null {
  const plain = password.toLowerCase().replace(/[^\p{L}\p{N}]/gu, '');
  if (staff && tooShortForStaff(password)) return `工作人员的密码至少 ${STAFF_LENGTH} 位`;
  if (plain.length > 0 && new Set(plain).size <= 2) return '密码太简单，请不要重复同一个字符';
  if (phone.includes(plain) && plain.length >= 6) return '密码请不要用手机号里的数字';
  if ('01234567890123456789'.includes(plain) || '98765432109876543210'.includes(plain))
    return '密码请不要用连续的数字';
  return COMMON.some((word) => plain.replace(/\d+$/, '') === word)
    ? '这个密码太常见，请换一个别人猜不到的'
    : null;
}
