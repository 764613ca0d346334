/** What staff call each template of views/mail. */
export const mailNames: Readonly<Record<string, string>> = {
  enrollment: '报名与候补通知',
  'password-reset': '重设密码',
  standing: '信用提醒',
};
