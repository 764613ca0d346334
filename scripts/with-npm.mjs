/**
 * Under "npm start" a shell stands between npm and this process, and it does not pass a stop signal
 * on. When that shell is gone, stop as the signal would have stopped us.
 */
export function stopWithNpm() {
  if (!process.env.npm_lifecycle_event) return;
  const parent = process.ppid;
  const watching = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watching);
    process.kill(process.pid, 'SIGTERM');
  }, 250);
  watching.unref();
}
