// Unpacks @sparticuz/chromium into the temporary folder and prints where its program is.
import chromium from '@sparticuz/chromium';

process.stdout.write(await chromium.executablePath());
