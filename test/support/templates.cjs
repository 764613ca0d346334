/** A folder for what the specs of one run make once and share; child processes inherit its name. */
const fs = require('node:fs');
const os = require('node:os');
const path = require('node:path');

const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'night-school-templates-'));
process.env.TEST_TEMPLATES = folder;
process.once('exit', () => fs.rmSync(folder, { recursive: true, force: true }));
