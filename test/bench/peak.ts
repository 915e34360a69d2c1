/** Loaded into a process that is measured (`node --import`): at its end, its greatest memory in kilobytes goes to file descriptor 3. */
import { readFileSync, writeSync } from 'node:fs';

/** On Linux `maxRSS` begins with that of the process that started this one, so the kernel's own count goes first. */
function peak(): string {
  try {
    const [, kilobytes] = /^VmHWM:\s*(\d+) kB$/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
    if (kilobytes) return kilobytes;
  } catch {
    // Only Linux has that file.
  }
  return String(process.resourceUsage().maxRSS);
}

process.on('exit', () => {
  writeSync(3, peak());
});
