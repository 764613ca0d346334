/** What the machine has set must not reach the app under test. */
const settings = ['PORT', 'HOST', 'DATABASE_URL', 'DATA_DIR', 'STORAGE_URL', 'SMTP_URL'];
settings.push('MAIL_FROM', 'PUBLIC_URL', 'SESSION_SECRET', 'SEED', 'TRUST_PROXY', 'THROTTLE');
for (const name of settings) delete process.env[name];
