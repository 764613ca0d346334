import { maskEmail } from '../../identity/person';
import { momentText } from '../../shared/kernel/shanghai';
import { mailNames } from '../../shared/mail/mail-names';
import type { Pager } from '../../shared/web/paging';
import { version } from '../../shared/version';
import { operationsPaths } from '../operations.paths';
import type { DatabaseFacts, DeadMail } from '../operations.queries';
import {
  alarms,
  backupIsOld,
  clockIsOff,
  limits,
  mailStuckFor,
  spanText,
  Verdict,
  VitalSigns,
  workerVerdict,
} from '../vital-signs.rules';

export interface OperationsFacts {
  signs: VitalSigns;
  database: DatabaseFacts;
  dead: readonly DeadMail[];
  pager: Pager;
  mayManage: boolean;
}

const GIB = 1024 ** 3;
const MIB = 1024 ** 2;
const FINE: Verdict = { kind: 'ok', text: '正常' };
const bad = (text: string): Verdict => ({ kind: 'bad', text });

/** The view model of `operations/show`. */
export function operationsPage(
  { signs, database, dead, pager, mayManage }: OperationsFacts,
  now: Date,
) {
  return {
    alarms: alarms(signs, now),
    workers: workersOf(signs, now),
    facts: [...mailFacts(signs, now), ...machineFacts(signs, database, now)],
    deadCount: signs.mail.dead,
    dead: dead.map((mail) => deadMail(mail, now, mayManage)),
    pager,
    retryAllAction: mayManage && dead.some((mail) => !mail.blank) ? operationsPaths.retryAll() : '',
  };
}

/** Those that stand still come first. */
const workersOf = ({ workers, startedAt }: VitalSigns, now: Date) =>
  workers
    .map((worker) => ({
      task: worker.task,
      tag: workerVerdict(worker, startedAt, now),
      seen: worker.seenAt ? ago(worker.seenAt, now) : '',
    }))
    .sort((a, b) => Number(b.tag.kind === 'bad') - Number(a.tag.kind === 'bad'));

interface Fact {
  label: string;
  text: string;
  tag: Verdict | null;
}

function mailFacts({ mail }: VitalSigns, now: Date): Fact[] {
  const stuck = mailStuckFor(mail, now);
  const due =
    mail.dueSince === null ? '没有到点未发的' : `最久的已到点 ${since(mail.dueSince, now)}`;
  return [
    {
      label: '待发邮件',
      text: mail.waiting === 0 ? '没有' : `${mail.waiting} 封，${due}`,
      tag: stuck > 0 ? bad(`卡住 ${spanText(stuck)}`) : FINE,
    },
    {
      label: '未送达',
      text: mail.dead === 0 ? '没有' : `${mail.dead} 封，见下表`,
      tag: null,
    },
  ];
}

function machineFacts(signs: VitalSigns, database: DatabaseFacts, now: Date): Fact[] {
  const { backupAt, freeDisk, clockAhead } = signs;
  const old = backupIsOld(backupAt, now);
  return [
    {
      label: '上次备份',
      text: backupAt ? `${momentText(backupAt, now)}，${ago(backupAt, now)}` : '暂无',
      tag: !backupAt ? bad('请尽早备份') : old ? bad('超过 26 小时') : FINE,
    },
    {
      label: '磁盘剩余',
      text: `${(freeDisk / GIB).toFixed(1)} GB`,
      tag: freeDisk < limits.diskLow ? bad('不足 2 GB') : FINE,
    },
    {
      label: '数据库',
      text: `${database.kind} ${database.version}，${sizeText(database.bytes)}`,
      tag: null,
    },
    {
      label: '数据库时钟',
      text: clockText(clockAhead),
      tag: clockIsOff(clockAhead) ? bad('请校准') : FINE,
    },
    { label: '版本', text: version, tag: null },
  ];
}

const sizeText = (bytes: number): string =>
  bytes < GIB ? `${Math.ceil(bytes / MIB)} MB` : `${(bytes / GIB).toFixed(1)} GB`;

function clockText(ahead: number): string {
  if (Math.abs(ahead) < 1_000) return '与程序相差不到 1 秒';
  return `比程序${ahead > 0 ? '快' : '慢'} ${spanText(Math.abs(ahead))}`;
}

const since = (at: Date, now: Date): string => spanText(now.getTime() - at.getTime());
const ago = (at: Date, now: Date): string => `${since(at, now)}前`;

function deadMail(mail: DeadMail, now: Date, mayManage: boolean) {
  const address = maskEmail(mail.toAddress);
  return {
    key: mail.id.slice(-12),
    address,
    name: mailNames[mail.template] ?? mail.template,
    error: errorText(mail),
    detail: mail.lastError ?? '',
    written: momentText(mail.writtenAt, now),
    retryAction: mayManage && !mail.blank ? operationsPaths.retry(mail.id) : '',
  };
}

/** What went wrong, as far as it can be told from the mail server's words. */
function errorText({ blank, lastError }: DeadMail): string {
  if (blank) return '链接已经过期，请本人重新申请';
  if (/ECONN|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|ESOCKET|timeout/i.test(lastError ?? ''))
    return '连不上邮件服务器';
  if (/\b5\d\d\b/.test(lastError ?? '')) return '对方邮箱拒收';
  return '没有送到';
}
