import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A setting that stops the start. Its message names the variable. */
export class ConfigError extends Error {}

type Env = Readonly<Record<string, string | undefined>>;

/** What the county prints on its pages; a line left empty is left out. */
export interface CountySettings {
  schoolName: string;
  phone: string;
  host: string;
  organiser: string;
  icp: string;
  policeRecord: string;
  hours: string;
}

/** The environment of `docs/operations.md`, read and checked once at start. */
export class Config {
  readonly production: boolean;
  readonly port: number;
  readonly host: string;
  readonly dataDir: string;
  readonly databaseUrl: string;
  readonly smtpUrl: string;
  readonly mailFrom: string;
  readonly publicUrl: string;
  readonly sessionSecret: string;
  readonly seed: 'demo' | 'none';
  readonly trustProxy: string[];
  readonly throttle: boolean;
  readonly metricsOpen: boolean;
  readonly county: CountySettings;

  constructor(env: Env = process.env) {
    this.production = env.NODE_ENV === 'production';
    this.port = whole(env, 'PORT', 3000);
    this.host = env.HOST ?? (this.production ? '0.0.0.0' : '127.0.0.1');
    this.dataDir = env.DATA_DIR || 'data';
    this.databaseUrl = env.DATABASE_URL || `sqlite:${join(this.dataDir, 'night-school.sqlite')}`;
    if (!/^(sqlite:|postgres(ql)?:\/\/)/.test(this.databaseUrl))
      throw new ConfigError('DATABASE_URL must begin with sqlite: or postgres://');
    this.smtpUrl = env.SMTP_URL ?? '';
    this.publicUrl = (env.PUBLIC_URL || `http://localhost:${this.port}`).replace(/\/$/, '');
    if (!URL.canParse(this.publicUrl)) throw new ConfigError('PUBLIC_URL must be a full URL');
    this.mailFrom = env.MAIL_FROM || `no-reply@${new URL(this.publicUrl).hostname}`;
    this.seed = choice(env, 'SEED', ['demo', 'none'], this.production ? 'none' : 'demo');
    this.trustProxy = (env.TRUST_PROXY ?? '').split(/[\s,]+/).filter(Boolean);
    this.throttle = choice(env, 'THROTTLE', ['on', 'off'], 'on') === 'on';
    this.metricsOpen = choice(env, 'METRICS', ['loopback', 'open'], 'loopback') === 'open';
    if (this.production && !this.throttle)
      throw new ConfigError('THROTTLE=off is refused in production');
    if (this.production && this.seed === 'demo')
      throw new ConfigError('SEED=demo is refused in production');
    this.sessionSecret = this.secret(env);
    this.county = county(env);
  }

  get postgres(): boolean {
    return this.databaseUrl.startsWith('postgres');
  }

  /** Where cookies may carry `Secure` and the `__Host-` prefix. */
  get https(): boolean {
    return this.publicUrl.startsWith('https:');
  }

  private secret(env: Env): string {
    const given = env.SESSION_SECRET ?? '';
    if (given !== '') {
      if (Buffer.byteLength(given) < 32)
        throw new ConfigError('SESSION_SECRET needs at least 32 bytes');
      return given;
    }
    if (this.production) throw new ConfigError('SESSION_SECRET is required in production');
    const file = join(this.dataDir, 'session-secret');
    if (!existsSync(file)) {
      mkdirSync(this.dataDir, { recursive: true });
      writeFileSync(file, randomBytes(32).toString('base64url'), { mode: 0o600 });
    }
    return readFileSync(file, 'utf8');
  }
}

function whole(env: Env, name: string, fallback: number): number {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  if (!/^\d{1,5}$/.test(text)) throw new ConfigError(`${name} must be a whole number`);
  return Number(text);
}

function choice<T extends string>(env: Env, name: string, values: readonly T[], fallback: T): T {
  const text = env[name];
  if (text === undefined || text === '') return fallback;
  if (!values.includes(text as T))
    throw new ConfigError(`${name} must be one of ${values.join(', ')}`);
  return text as T;
}

function county(env: Env): CountySettings {
  return {
    schoolName: env.SCHOOL_NAME || '云河市民夜校',
    phone: env.COUNTY_PHONE || '12345',
    host: env.COUNTY_HOST || '云河县新时代文明实践中心',
    organiser: env.COUNTY_ORGANISER ?? '',
    icp: env.ICP_NUMBER ?? '',
    policeRecord: env.POLICE_RECORD ?? '',
    hours: env.COUNTY_HOURS ?? '',
  };
}
